using PhaseEngine.Core.Organisations;

namespace PhaseEngine.Core.Tests.Organisations;

public sealed class MemberTests
{
    private static readonly Guid Home = new("00000000-0000-0000-0000-000000000001");
    private static readonly Guid Away = new("00000000-0000-0000-0000-000000000002");
    private static readonly DateOnly Day = new(2005, 8, 1);

    [Fact]
    public void Counts_in_the_unit_of_affiliation()
    {
        var member = A(new(Home, "王芳"));

        Assert.Equal(Home, member.CountsIn(Day));
    }

    [Fact]
    public void Counts_in_the_unit_of_the_certificate_while_it_is_valid()
    {
        var member = A(new(Home, "王芳", CertificateUnitId: Away, CertificateFrom: Day, CertificateUntil: Day.AddDays(2)));

        var counted = new[] { -1, 0, 1, 2 }.Select(d => member.CountsIn(Day.AddDays(d)));

        Assert.Equal([Home, Away, Away, Home], counted);
    }

    [Fact]
    public void Counts_from_joining_until_the_day_before_leaving()
    {
        var member = A(new(Home, "王芳", JoinedOn: Day, LeftOn: Day.AddDays(2), LeftReason: "transferred"));

        var counted = new[] { -1, 0, 1, 2 }.Select(d => member.CountsIn(Day.AddDays(d)));

        Assert.Equal([null, Home, Home, null], counted);
    }

    [Theory]
    [InlineData("2005-03-31", false)]
    [InlineData("2005-04-01", true)]
    public void Is_new_when_admitted_after_the_last_day_of_the_pilot(string admitted, bool expected)
    {
        var member = A(new(Home, "王芳", AdmittedOn: DateOnly.Parse(admitted, System.Globalization.CultureInfo.InvariantCulture)));

        Assert.Equal(expected, member.NewSincePilot(new DateOnly(2005, 3, 31)));
    }

    [Fact]
    public void A_list_that_says_who_took_part_in_the_pilot_wins_over_the_dates()
    {
        var member = A(new(Home, "王芳", JoinedOn: new(1998, 1, 1), TookPartInPilot: false));

        Assert.True(member.NewSincePilot(new DateOnly(2005, 3, 31)));
    }

    [Fact]
    public void Nobody_is_new_in_a_unit_without_pilot()
    {
        var member = A(new(Home, "王芳", AdmittedOn: Day));

        Assert.False(member.NewSincePilot(null));
    }

    [Fact]
    public void Is_probationary_until_the_day_of_confirmation()
    {
        var member = A(new(Home, "王芳", Probationary: true, ConfirmedOn: Day));

        Assert.True(member.IsProbationary(Day.AddDays(-1)));
        Assert.False(member.IsProbationary(Day));
    }

    [Fact]
    public void A_change_to_the_same_details_leaves_the_version()
    {
        var member = A(new(Home, "王芳"));

        Assert.False(member.Change(member.Details));
        Assert.Equal(1, member.Version);
    }

    [Fact]
    public void A_change_takes_every_detail_over()
    {
        var member = A(new(Home, "王芳"));
        var details = new MemberDetails(
            Away, "王方", "007", "ab", "floating", Home, Home, Day, Day.AddDays(9), true, Day.AddDays(-400), Day.AddDays(-1),
            Day.AddDays(-3), Day.AddDays(30), "died", true);

        Assert.True(member.Change(details));
        Assert.Equal(details, member.Details);
        Assert.Equal(2, member.Version);
    }

    private static Member A(MemberDetails details) => Member.Create(new("00000000-0000-0000-0000-00000000000a"), details);
}
