using FsCheck;
using FsCheck.Fluent;
using PhaseEngine.Core.Calendars;
using PhaseEngine.Core.Engine;
using PhaseEngine.Core.Tests.Calendars;

namespace PhaseEngine.Core.Tests.Engine.Laws;

/// <summary>Whenever the clock looks, and however long it was down (S.45).</summary>
public sealed class ReminderLaws
{
    private sealed record Case(int Due, List<(int At, int Role, int Every)> Rows, List<int> Looks);

    private static readonly string[] Roles = ["secretary", "leader", "supervisor"];

    private static readonly Gen<Case> Cases =
        from due in Gen.Choose(0, 30)
        from rows in (from at in Gen.Choose(-9, 9) from role in Gen.Choose(0, 2) from every in Gen.Choose(0, 4) select (at, role, every)).NonEmptyListOf()
        from looks in Gen.Choose(1, 200).NonEmptyListOf()
        select new Case(due, [.. rows.DistinctBy(row => row.at).Take(4)], [.. looks.Take(40)]);

    [Fact]
    public void Each_stage_is_told_once_and_only_those_the_template_has() => Cases.Holds(drawn =>
    {
        var told = Told(drawn, drawn.Looks);

        return told.Distinct().Count() == told.Count && told.TrueForAll(message => Stages(drawn).Contains((message.Role, message.Stage)));
    });

    [Fact]
    public void At_one_look_nobody_gets_two_stages() => Cases.Holds(drawn =>
        Told(drawn, drawn.Looks).GroupBy(message => (message.Look, message.Role)).All(group => group.Count() == 1));

    [Fact]
    public void However_often_the_clock_looks_the_latest_reaches_everybody() => Cases.Holds(drawn =>
    {
        var often = Told(drawn, Enumerable.Repeat(7, 500));
        var once = Told(drawn, [3500]);

        return Roles.All(role => once.Where(message => message.Role == role).All(message => often.Last(m => m.Role == role).Stage == message.Stage))
            && once.Count == often.Select(message => message.Role).Distinct().Count();
    });

    [Fact]
    public void Nothing_is_told_in_quiet_hours_or_before_its_day() => Cases.Holds(drawn =>
    {
        var (story, _) = Start(drawn);
        var all = Reminders.Due(story.Plan, story.Timetable, story.Run, null, story.Now.AddDays(200)).Where(told => told.Key == "doc");

        return all.All(told =>
        {
            var local = TimeZoneInfo.ConvertTime(told.At, story.Timetable.Zone);
            return local.TimeOfDay >= new TimeSpan(8, 30, 0) && local.TimeOfDay < new TimeSpan(20, 0, 0) && WorkingCalendar.China.IsWorkingDay(DateOnly.FromDateTime(local.DateTime));
        });
    });

    /// <summary>What the clock tells when it looks after so many hours, and again after so many.</summary>
    private static List<(int Look, string Role, string Stage)> Told(Case drawn, IEnumerable<int> hours)
    {
        var (story, run) = Start(drawn);
        var told = new List<(int, string, string)>();
        var since = story.Now.AddDays(-60);
        var (now, look) = (story.Now, 0);
        foreach (var wait in hours)
        {
            now = now.AddHours(wait);
            var step = RunEngine.Step(story.Plan, story.Timetable, run, new TimeReached(since), now).Value!;
            told.AddRange(step.Effects.OfType<Notify>().SelectMany(message => message.To.Select(role => (look, role, message.Stage))));
            (run, since, look) = (step.State, now, look + 1);
        }

        return told;
    }

    private static (Story Story, RunState Run) Start(Case drawn)
    {
        var rows = drawn.Rows.Select(row =>
            $$"""{"at":"{{Offset(row.At)}}","to":["{{Roles[row.Role]}}"]{{(row.Every > 0 ? $",\"every\":\"{row.Every}d\"" : "")}}}""");
        var plan = Given.Template(root => root.Phase(
            "phase", phase => phase.Document("doc", $$"""{"due":"start+{{drawn.Due}}d","reminders":[{{string.Join(',', rows)}}]}"""), """{"length":"60d","reminders":[]}"""));
        var story = new Story(plan);
        return (story, story.Run);
    }

    private static HashSet<(string Role, string Stage)> Stages(Case drawn) =>
    [
        .. from row in drawn.Rows
           from n in Enumerable.Range(0, row.Every > 0 ? 61 : 1)
           select (Roles[row.Role], n == 0 ? Offset(row.At) : $"{Offset(row.At)}#{n}"),
    ];

    private static string Offset(int days) => new Offset(days, SpanUnit.Days).ToString();
}
