using PhaseEngine.Data.Runs;
using PhaseEngine.Server.Settings;
using PhaseEngine.Server.Texts;

namespace PhaseEngine.Server.Jobs;

/// <summary>Tells running runs who joined, left or became something else in their units, and that a unit is no longer there, whether by hand, by list or because a day came.</summary>
[Recurring("follow-rosters", everySeconds: 5)]
internal sealed class FollowRosters(RosterSweep sweep, Today today, TimeProvider clock) : IRecurringJob
{
    /// <summary>On record as an official would write it.</summary>
    private static readonly DissolutionWords Words =
        new(Phrases.FindIn("zh-CN", "runs.reasons.dissolved")!, Phrases.FindIn("zh-CN", "runs.reasons.back")!);

    public Task<int> Run(CancellationToken ct) => sweep.Sweep(clock.GetUtcNow(), today.Date, Words, ct);
}
