using PhaseEngine.Core.Engine;

namespace PhaseEngine.Core.Simulation;

/// <summary>The record of a unit that does a requirement fully and well, whatever its kind.</summary>
internal static class Fulfilment
{
    public static EvidenceRecorded Of(PlanRequirement requirement, RunState run, DateOnly on)
    {
        var rules = requirement.For(run.Unit);
        var by = new List<long>();
        for (var block = 0; block <= requirement.Groups.Length; block++)
        {
            var have = run.Counters.AsSpan(requirement.Slot(block, 2), requirement.Kind.Counters.Count);
            by.AddRange([0, 0]);
            by.AddRange(requirement.Kind.Fulfilment(rules, run.Counters[requirement.Slot(block, 1)], have));
        }

        return new EvidenceRecorded(requirement.Key!, Guid.Empty, on, 1, by);
    }
}
