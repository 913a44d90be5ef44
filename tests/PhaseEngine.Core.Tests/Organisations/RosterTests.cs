using PhaseEngine.Core.Organisations;

namespace PhaseEngine.Core.Tests.Organisations;

public sealed class RosterTests
{
    private static readonly DateOnly Day = new(2005, 8, 1);
    private readonly Unit home = Unit.Create(Id(1), new("A", "甲支部", "branch", PilotUntil: new(2005, 3, 31)));
    private readonly Unit away = Unit.Create(Id(2), new("B", "乙支部", "branch"));

    [Fact]
    public void Groups_members_of_whom_everything_is_the_same()
    {
        Member[] members =
        [
            Member.Create(Id(11), new(home.Id, "一")),
            Member.Create(Id(12), new(home.Id, "二")),
            Member.Create(Id(13), new(home.Id, "三", Category: "old")),
            Member.Create(Id(14), new(home.Id, "四", AdmittedOn: new(2005, 6, 1), Probationary: true)),
            Member.Create(Id(15), new(away.Id, "五", CertificateUnitId: home.Id, Category: "floating")),
            Member.Create(Id(16), new(home.Id, "六", LeftOn: Day)),
        ];

        var roster = Roster.Of(home, members, Day);

        Assert.Equal(
            [
                new(new("floating", Attached: true), 1),
                new(new("inPost"), 2),
                new(new("inPost", NewSincePilot: true, Probationary: true), 1),
                new(new("old"), 1),
            ],
            roster);
    }

    [Fact]
    public void A_set_of_units_gets_the_roster_of_each()
    {
        Member[] members = [Member.Create(Id(11), new(home.Id, "一")), Member.Create(Id(12), new(away.Id, "二", Category: "ill"))];
        var empty = Unit.Create(Id(3), new("C", "丙支部", "branch"));

        var rosters = Roster.Of([home, away, empty], members, Day);

        Assert.Equal(Roster.Of(home, members, Day), rosters[home.Id]);
        Assert.Equal(Roster.Of(away, members, Day), rosters[away.Id]);
        Assert.Empty(rosters[empty.Id]);
    }

    [Fact]
    public void The_facts_of_a_unit_take_the_sector_of_its_first_host()
    {
        var facts = UnitFacts.Of(home, Host.Create(Id(9), new("某厂", "enterprise")), []);

        Assert.Equal(("enterprise", "branch", true, 0), (facts.Sector, facts.Level, facts.Pilot, facts.Members));
    }

    private static Guid Id(int number) => new(number, 0, 0, new byte[8]);
}
