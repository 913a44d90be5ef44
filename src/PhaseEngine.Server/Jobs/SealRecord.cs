using PhaseEngine.Data.Events;

namespace PhaseEngine.Server.Jobs;

/// <summary>Seals what moved in the hour.</summary>
[Recurring("seal-record", everySeconds: 60 * 60)]
internal sealed class SealRecord(Sealer sealer, TimeProvider clock) : IRecurringJob
{
    public Task<int> Run(CancellationToken ct) => sealer.Seal(clock.GetUtcNow(), ct);
}
