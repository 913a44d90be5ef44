using PhaseEngine.Core.Requirements;

namespace PhaseEngine.Core.Engine;

/// <summary>
/// By how much a requirement's counters move, block after block, when something is recorded or answered or begins anew. Here a
/// step asks the kind; the fact says what came of it, so that no kind's rule is ever run again over history (semantics 9).
/// </summary>
internal static class Counting
{
    /// <summary>A record, with what its kind makes of it.</summary>
    /// <param name="requirement">The requirement.</param>
    /// <param name="run">The run before.</param>
    /// <param name="record">The record, or its being taken back.</param>
    /// <param name="counts">What it counts in the present round or window.</param>
    /// <param name="recalled">It takes back what lay before the approvers.</param>
    public static Counted Record(PlanRequirement requirement, RunState run, EvidenceRecorded record, int counts, bool recalled = false)
    {
        var by = Checked(requirement, record.By, counts);
        // Taking back alone is no work.
        var worked = !record.Supersedes || Array.Exists(by, moved => moved > 0);
        var kinds = by.AsSpan(2, requirement.Kind.Counters.Count);
        var before = run.Counters.AsSpan(requirement.Slot(0, 2), kinds.Length);
        var after = before.ToArray();
        for (var i = 0; i < after.Length; i++) after[i] += kinds[i];
        requirement.Kind.Taken(requirement.For(run.Unit), kinds, after);
        if (recalled) requirement.Kind.Recalled(after);
        for (var i = 0; i < after.Length; i++) kinds[i] = after[i] - before[i];
        return new Counted(requirement.Key!, by, record.Evidence, worked);
    }

    /// <summary>Members who came, left or changed.</summary>
    public static Counted Roster(PlanRequirement requirement, IReadOnlyList<long> differences) =>
        new(requirement.Key!, Checked(requirement, differences, counts: 0), null);

    /// <summary>A row of approvals was answered.</summary>
    public static Counted? Answer(PlanRequirement requirement, RunState run, int row, bool returned) => Move(
        requirement, run,
        counters => requirement.Kind.Answered(requirement.For(run.Unit), row, returned, counters.Slice(2, requirement.Kind.Counters.Count)));

    /// <summary>A round after the first begins: what is not kept starts again at nought.</summary>
    public static Counted? NewRound(PlanRequirement requirement, RunState run) => Move(requirement, run, counters =>
    {
        for (var block = 0; block < counters.Length; block += requirement.BlockLength)
        {
            counters[block] = 0;
            for (var i = 0; i < requirement.Kind.Counters.Count; i++)
            {
                if (!requirement.Kind.Counters[i].Kept) counters[block + 2 + i] = 0;
            }
        }
    });

    /// <summary>A window after the first begins.</summary>
    public static Counted? NewWindow(PlanRequirement requirement, RunState run, bool missed) => Move(requirement, run, counters =>
    {
        counters[0] = 0;
        if (missed) AddMissed(requirement, counters, 1);
    });

    /// <summary>So many more windows turn out missed; fewer, when it is negative.</summary>
    public static Counted? Missed(PlanRequirement requirement, RunState run, int windows) =>
        Move(requirement, run, counters => AddMissed(requirement, counters, windows));

    private static void AddMissed(PlanRequirement requirement, Span<long> counters, int windows)
    {
        for (var i = 0; i < requirement.Kind.Counters.Count; i++)
        {
            if (requirement.Kind.Counters[i].Name == RequirementKind.Missed) counters[2 + i] += windows;
        }
    }

    private static long[] Checked(PlanRequirement requirement, IReadOnlyList<long> differences, int counts) =>
        differences.Count == (1 + requirement.Groups.Length) * requirement.BlockLength
            ? [counts, .. differences.Skip(1)]
            : throw new ArgumentException($"{requirement.Key} has other counters than these {differences.Count} differences.");

    private static Counted? Move(PlanRequirement requirement, RunState run, Action<Span<long>> move)
    {
        var before = run.Counters.AsSpan(requirement.CounterBase, (1 + requirement.Groups.Length) * requirement.BlockLength);
        var by = before.ToArray();
        move(by);
        for (var i = 0; i < by.Length; i++) by[i] -= before[i];
        return by.AsSpan().ContainsAnyExcept(0) ? new Counted(requirement.Key!, by, null) : null;
    }
}
