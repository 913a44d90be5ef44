using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using PhaseEngine.Core.Definitions;
using PhaseEngine.Core.Engine;
using PhaseEngine.Core.Organisations;

namespace PhaseEngine.Core.Tests.Engine;

public class StateCodecTests
{
    private static readonly Plan Plan = Compile("study-and-mobilisation-2005.json");
    private static readonly JsonSerializerOptions AllOfIt = new() { WriteIndented = true };

    [Fact]
    public void Reading_gives_back_exactly_what_was_written() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
        {
            var run = AnyState(Plan, new System.Random(seed));

            var read = StateCodec.Read(Plan, StateCodec.Write(Plan, run));

            return (JsonSerializer.Serialize(run, AllOfIt) == JsonSerializer.Serialize(read, AllOfIt)).Label($"seed {seed}");
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void An_untouched_run_takes_a_few_bytes()
    {
        var run = new RunState(Plan, new UnitFacts("branch", "branch", null, false, []));

        var written = Encoding.UTF8.GetString(StateCodec.Write(Plan, run));

        Assert.Equal("""{"status":0,"unit":{"type":"branch","level":"branch","roster":[]},"at":{}}""", written);
    }

    [Fact]
    public void What_another_version_does_not_know_is_left_out()
    {
        var other = Compile("consolidation-review.json");
        var run = AnyState(Plan, new System.Random(1));

        var read = StateCodec.Read(other, StateCodec.Write(Plan, run));

        Assert.Equal(run.Status, read.Status);
        Assert.Equal(run.Unit.Members, read.Unit.Members);
        Assert.All(other.Activities.Where(a => a.Key is not null && Plan.IndexOf(a.Key) < 0), a => Assert.Equal(default, read.Activities[a.Index]));
    }

    private static Plan Compile(string file)
    {
        var path = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(path, "workflows", file))) path = Path.GetDirectoryName(path)!;
        return TemplateCompiler.Compile(TemplateDocument.Read(File.ReadAllBytes(Path.Combine(path, "workflows", file))).Document!).Plan!;
    }

    /// <summary>Every field set or not, whether the engine would ever come there or not.</summary>
    private static RunState AnyState(Plan plan, System.Random chance)
    {
        var run = new RunState(plan, new UnitFacts(
            Vocabulary.UnitTypes[chance.Next(Vocabulary.UnitTypes.Count)], "branch", chance.Next(2) == 0 ? null : "rural", chance.Next(2) == 0,
            [.. Enumerable.Range(0, chance.Next(6)).Select(i => new RosterGroup(
                new MemberFacts(Vocabulary.MemberCategories[i], chance.Next(2) == 0, chance.Next(2) == 0, chance.Next(2) == 0), chance.Next(1, 90)))]))
        {
            Status = (RunStatus)chance.Next(4),
        };
        for (var i = 0; i < run.Activities.Length; i++)
        {
            if (chance.Next(3) == 0) continue;
            run.Activities[i] = new ActivityState
            {
                Status = (ActivityStatus)chance.Next(5), Outcome = (Core.Engine.Outcome)chance.Next(6), Entered = Day(), Due = Day(), Done = Day(),
                RoundStatus = (RoundStatus)chance.Next(Enum.GetValues<RoundStatus>().Length), Round = chance.Next(4), Awaiting = Day(),
                Worked = chance.Next(2) == 0, Asked = chance.Next(3), Handed = Day(), Answered = (uint)chance.Next(9), Version = chance.Next(2) == 0 ? null : Guid.CreateVersion7(),
            };
            if (plan.Activities[i] is PlanGate) run.Gates[i] = AnyGate(chance);
        }

        for (var i = 0; i < run.Counters.Length; i++) run.Counters[i] = chance.Next(2) == 0 ? 0 : chance.NextInt64(-5, long.MaxValue);
        for (var i = 0; i < run.Subordinates.Length; i++)
            run.Subordinates[i] = chance.Next(2) == 0 ? null : new SubordinateCount(9, 3, DateTimeOffset.UnixEpoch.AddTicks(chance.NextInt64(1L << 50)));
        if (chance.Next(2) == 0) run.Windows["checks"] = [new PastWindow(1, new DateOnly(2005, 8, 1), null), new PastWindow(3, new DateOnly(2005, 9, 1), 2)];
        return run;

        DateOnly? Day() => chance.Next(2) == 0 ? null : new DateOnly(2005, 1, 1).AddDays(chance.Next(2000));
    }

    private static GateState AnyGate(System.Random chance) => new()
    {
        Status = (GateStatus)chance.Next(4), AskedBy = chance.Next(2) == 0 ? null : Guid.CreateVersion7(),
        ConditionsMet = chance.Next(2) == 0, Missing = AnyMetrics(chance), MissingTwice = AnyMetrics(chance),
        Accepted = AnyMetrics(chance), Flagged = AnyMetrics(chance), Flaggings = chance.Next(3),
        Carried = [.. AnyMetrics(chance).Select(metric => new Carried(metric, new DateOnly(2005, 9, 1), Guid.CreateVersion7()))],
        ReworkDue = chance.Next(2) == 0 ? null : new DateOnly(2005, 8, 20),
    };

    private static string[] AnyMetrics(System.Random chance) =>
        chance.Next(3) switch { 0 => [], 1 => ["essay.coverage"], _ => ["study.accounted", "plan.filed"] };
}
