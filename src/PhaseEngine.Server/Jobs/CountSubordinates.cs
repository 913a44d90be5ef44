using PhaseEngine.Data.Runs;

namespace PhaseEngine.Server.Jobs;

/// <summary>Counts the subordinate units for the gates that look at them: at most a minute old, whoever looks.</summary>
[Recurring("count-subordinates", everySeconds: 30)]
internal sealed class CountSubordinates(SubordinateCounts counts, TimeProvider clock) : IRecurringJob
{
    public Task<int> Run(CancellationToken ct) => counts.Sweep(clock.GetUtcNow(), ct);
}
