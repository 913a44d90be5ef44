using PhaseEngine.Core;
using PhaseEngine.Core.Engine;
using PhaseEngine.Core.Requirements;
using PhaseEngine.Data.Runs;

namespace PhaseEngine.Benchmarks;

/// <summary>A campaign whose units have all met the ten conditions of their first gate and asked for it.</summary>
internal static class GateWorld
{
    public const string Gate = "p1-gate";
    public const string Next = "p2";
    private const int Requirements = 9;

    public const string Words = "60 activities, gate of 10 conditions, the next phase opens 9 requirements";

    public static async Task<(Guid Campaign, List<Guid> Runs)> AllAsked(BenchWorld world, int units)
    {
        var campaign = await world.Campaign(EngineBench.Wide(phases: 6, Requirements, conditions: 10).ToJsonString(), 1, units);
        await world.Launch(campaign);
        var runs = await world.Runs(campaign);
        long[] submitted = [0, 0, .. Kinds.OfType("PhaseEngine.Document")!.Counters.Select(c => c.Name == "versions" ? 1L : 0L)];
        for (var r = 1; r <= Requirements; r++)
            await Act(world, runs, new EvidenceRecorded($"p1-r{r}", Guid.CreateVersion7(), BenchWorld.Today, 1, submitted), "evidenceRecorded");
        await Act(world, runs, new GateAsked(Gate, BenchWorld.Unit(1)), "gateAsked");
        await world.Analyze();
        return (campaign, runs);
    }

    public static async Task Act(BenchWorld world, IReadOnlyList<Guid> runs, Input input, string act)
    {
        var refused = await world.Do<RunSets, IReadOnlyDictionary<Guid, Problem>>(
            sets => sets.Act(runs, _ => input, BenchWorld.Supervisor, act, DateTimeOffset.UtcNow, null, default));
        if (refused.Count > 0) throw new InvalidOperationException($"{refused.Count} runs refused {input}: {refused.Values.First()}");
    }
}
