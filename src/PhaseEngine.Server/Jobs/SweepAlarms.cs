using PhaseEngine.Data.Runs;

namespace PhaseEngine.Server.Jobs;

/// <summary>Lets time reach the runs: reminders, due dates, windows and their meetings, answer-by dates.</summary>
[Recurring("sweep-alarms", everySeconds: 15)]
internal sealed class SweepAlarms(AlarmSweep sweep, TimeProvider clock) : IRecurringJob
{
    public Task<int> Run(CancellationToken ct) => sweep.Sweep(clock.GetUtcNow(), ct);
}
