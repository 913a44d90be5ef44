using System.Text.Json;
using FsCheck.Fluent;
using PhaseEngine.Core.Calendars;
using PhaseEngine.Core.Definitions;
using PhaseEngine.Core.Engine;
using PhaseEngine.Core.Organisations;
using PhaseEngine.Core.Simulation;
using PhaseEngine.Core.Tests.Calendars;
using PhaseEngine.Core.Tests.Engine;
using PhaseEngine.Testing;

namespace PhaseEngine.Core.Tests.Simulation;

/// <summary>A dry run of a campaign (B.5), and that every template of the library comes to its end.</summary>
public sealed class SimulatorTests
{
    private static readonly UnitFacts[] Units =
    [
        .. from sector in new[] { "enterprise", "rural", "organ", "urban" }
           from pilot in new[] { false, true }
           from members in new[] { 3, 12, 40 }
           select new UnitFacts("branch", "branch", sector, pilot, [new RosterGroup(new MemberFacts("inPost", NewSincePilot: pilot), members), new RosterGroup(new MemberFacts("leadingCadre"), 1)]),
    ];

    /// <summary>People who neither fall ill nor are returned anything.</summary>
    private static readonly Assumptions Diligent = new() { Returned = 0, DocumentsReturned = 0, MeetingsMissed = 0 };

    public static TheoryData<string> Library =>
        [.. Directory.EnumerateFiles(Repository.PathOf("workflows"), "*.json").Select(file => Path.GetFileName(file)).Where(name => name != "template.schema.json").Order()];

    [Theory]
    [MemberData(nameof(Library))]
    public void Every_template_of_the_library_can_be_carried_to_its_end(string file)
    {
        var compilation = TemplateCompiler.Compile(TemplateDocument.Read(File.ReadAllBytes(Repository.PathOf("workflows", file))).Document!);
        Assert.Empty(compilation.Errors);

        var result = Run(compilation.Plan!, Diligent);

        Assert.Empty(result.Gates.Where(gate => gate.Stuck > 0).SelectMany(gate => gate.Missing.Select(missing => $"{gate.Key}: {missing}")));
        Assert.Equal((Units.Length, Units.Length), (result.Units, result.Finished));
    }

    [Theory]
    [MemberData(nameof(Library))]
    public void The_same_seed_gives_the_same_table_and_another_another(string file)
    {
        var plan = TemplateCompiler.Compile(TemplateDocument.Read(File.ReadAllBytes(Repository.PathOf("workflows", file))).Document!).Plan!;

        var (once, again, other) = (Run(plan, new Assumptions()), Run(plan, new Assumptions()), Run(plan, new Assumptions { Seed = 2 }));

        Assert.Equal(JsonSerializer.Serialize(once), JsonSerializer.Serialize(again));
        Assert.NotEqual(JsonSerializer.Serialize(once), JsonSerializer.Serialize(other));
    }

    [Fact]
    public void Tighter_dates_never_make_fewer_late() =>
        (from days in Gen.Choose(0, 30) from tighter in Gen.Choose(0, 15) from seed in Gen.Choose(0, 1000) from kind in Gen.Elements("Document", "Study", "Survey", "Meeting") select (days, tighter, seed, kind))
            .Holds(drawn =>
            {
                var assumptions = new Assumptions { Seed = drawn.seed };
                var loose = Run(DueAfter(drawn.kind, drawn.days), assumptions).Requirements.Single();
                var tight = Run(DueAfter(drawn.kind, Math.Max(0, drawn.days - drawn.tighter)), assumptions).Requirements.Single();

                return tight.Late + tight.Never >= loose.Late + loose.Never;
            });

    [Fact]
    public void Impossible_dates_make_everybody_late_and_generous_ones_only_those_who_like_to_be()
    {
        var habits = new Dictionary<string, Habit> { ["*"] = new(DaysFromDue: -2, Spread: 0, DaysNeeded: 10) };

        var tight = Run(DueAfter("Document", 3), Diligent with { Habits = habits }).Requirements.Single();
        var generous = Run(DueAfter("Document", 30), Diligent with { Habits = habits }).Requirements.Single();

        Assert.Equal((Units.Length, 0), (tight.Late, tight.OnTime));
        Assert.Equal((0, Units.Length), (generous.Late, generous.OnTime));
    }

    [Fact]
    public void Where_everybody_does_things_later_what_was_on_time_is_late()
    {
        var usual = Run(DueAfter("Document", 30), Diligent).Requirements.Single();
        var later = Run(DueAfter("Document", 30), Diligent with { DaysLater = 10 }).Requirements.Single();

        Assert.Equal(Units.Length, usual.OnTime + usual.Late);
        Assert.Equal((0, Units.Length), (later.OnTime, later.Late));
    }

    [Fact]
    public void A_gate_that_is_returned_is_asked_for_again()
    {
        var plan = Given.Phase(phase => phase.Document("a").Gate("gate", Given.Is("a.status", "=", "done"), properties: """{"reopens":["a"]}""").Path("start > gate.Passed > end"));

        var gate = Run(plan, Diligent with { Returned = 100 }).Gates.Single();

        Assert.True(gate.Returned >= Units.Length, $"{gate.Returned} returned");
        Assert.Equal(gate.Asked, gate.Returned + gate.Passed);
    }

    [Fact]
    public void What_nobody_meets_holds_its_gate_and_is_named()
    {
        var plan = Given.Phase(phase => phase.Meetings("meetings").Gate("gate", Given.Is("meetings.missed", "<=", 0)).Path("start > gate.Passed > end"));

        var result = Run(plan, Diligent with { MeetingsMissed = 100, AnswerDays = 100 });

        Assert.All(result.Gates, gate => Assert.True(gate.Passed + gate.Stuck == Units.Length));
    }

    private static Plan DueAfter(string kind, int days) => Given.Phase(phase => phase
        .Requirement(kind, "it", $$"""{"due":"start+{{days}}d"{{(kind == "Survey" ? ",\"respondents\":[\"masses\"]" : "")}}}"""));

    private static SimulationResult Run(Plan plan, Assumptions assumptions) =>
        Simulator.Run(plan, new Timetable(plan, new DateOnly(2005, 7, 18), WorkingCalendar.China, Written.Zone("Asia/Shanghai")), Units, assumptions);
}
