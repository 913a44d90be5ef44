using PhaseEngine.Core.Calendars;
using PhaseEngine.Core.Engine;
using PhaseEngine.Core.Organisations;
using PhaseEngine.Core.Planning;
using PhaseEngine.Core.Tests.Calendars;
using PhaseEngine.Core.Tests.Engine;

namespace PhaseEngine.Core.Tests.Planning;

/// <summary>The dates of a plan for one unit, and what its weeks ask (B.5, B.6).</summary>
public sealed class UnitCalendarTests
{
    /// <summary>Monday before the long holiday of 2026, 1 to 7 October.</summary>
    private static readonly DateOnly Start = new(2026, 9, 21);

    [Fact]
    public void Due_days_and_windows_lie_on_the_working_calendar()
    {
        var plan = Given.Phase(phase => phase
            .Requirement("Document", "plan", """{"due":"start+10d"}""")
            .Meetings("meetings")
            .Gate("gate").Path("start > gate.Passed > end"));

        var planned = Calendar(plan);

        Assert.Equal(new DateOnly(2026, 10, 31), Of(planned, "phase").To);
        // 1 October is a holiday, and so are the days after it.
        Assert.Equal(new DateOnly(2026, 10, 8), Of(planned, "plan").To);
        Assert.Equal(
            [(new DateOnly(2026, 9, 21), new DateOnly(2026, 9, 30)), (new DateOnly(2026, 10, 1), new DateOnly(2026, 10, 15)), (new DateOnly(2026, 10, 16), new DateOnly(2026, 10, 31))],
            Of(planned, "meetings").Windows.Select(window => (window.From, window.To)));
    }

    [Fact]
    public void What_presupposes_another_opens_when_that_is_due()
    {
        var plan = Given.Phase(phase => phase
            .Requirement("Document", "first", """{"due":"start+1d"}""")
            .Requirement("Document", "second", """{"due":"start+8d"}""").Path("start > first > second"));

        Assert.Equal(new DateOnly(2026, 9, 22), Of(Calendar(plan), "second").From);
    }

    [Fact]
    public void Reminders_go_out_on_working_days_and_name_the_day_they_are_about()
    {
        var plan = Given.Phase(phase => phase.Requirement("Document", "plan", """{"due":"start+11d","reminders":[{"at":"-5d","to":["owner"]}]}"""));

        var reminder = Assert.Single(Of(Calendar(plan), "plan").Reminders);

        Assert.Equal((new DateOnly(2026, 10, 8), new DateOnly(2026, 10, 8)), (reminder.On, reminder.About));
    }

    [Fact]
    public void The_way_a_unit_does_not_go_and_what_is_not_asked_of_it_are_no_burden()
    {
        var plan = Given.Phase(phase => phase
            .Requirement("Meeting", "of-offices", """{"when":{"metric":"unit.sector","op":"=","value":"organ"}}""")
            .Requirement("Meeting", "of-all"));

        var planned = Calendar(plan);

        Assert.False(Of(planned, "of-offices").Asked);
        Assert.Equal(["of-all"], Burden(plan).Requirements.Select(r => r.Requirement.Key));
    }

    [Fact]
    public void Weeks_add_up_to_what_is_asked_in_all_and_no_work_falls_on_holidays()
    {
        var plan = Given.Phase(phase => phase
            .Requirement("Document", "plan", """{"due":"start+3d","effort":300}""")
            .Requirement("Study", "study", """{"effort":600}""")
            .Meetings("meetings", """{"effort":90}""")
            .Gate("gate").Path("start > gate.Passed > end"));

        var burden = Burden(plan);

        Assert.Equal(300 + 600 + (3 * 90), burden.Weeks.Sum(week => week.Minutes), tolerance: burden.Weeks.Count);
        Assert.Equal(burden.Weeks.Sum(week => week.Fields), burden.Requirements.Sum(requirement => requirement.Fields));
        Assert.Equal((1, 3), (burden.Weeks.Sum(week => week.Documents), burden.Weeks.Sum(week => week.Meetings)));
        Assert.Equal(3, burden.Requirements.Single(r => r.Requirement.Key == "meetings").Times);
        Assert.Equal(new DateOnly(2026, 9, 21), burden.Busiest!.Monday);
        // Of the week of 28 September three days are worked.
        Assert.Equal(3, burden.Weeks.Single(week => week.Monday == new DateOnly(2026, 9, 28)).WorkingDays);
    }

    private static Timetable Dates(Plan plan) => new(plan, Start, WorkingCalendar.China, Written.Zone("Asia/Shanghai"));

    private static IReadOnlyList<PlannedActivity> Calendar(Plan plan, UnitFacts? unit = null) => UnitCalendar.Of(plan, Dates(plan), unit ?? Given.Unit);

    private static UnitBurden Burden(Plan plan) => UnitBurden.Of(Calendar(plan), Dates(plan), requirement => requirement.For(Given.Unit));

    private static PlannedActivity Of(IReadOnlyList<PlannedActivity> planned, string key) => planned.Single(p => p.Activity.Key == key);
}
