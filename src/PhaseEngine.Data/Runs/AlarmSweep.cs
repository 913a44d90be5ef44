using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PhaseEngine.Core.Engine;
using PhaseEngine.Data.Reviews;

namespace PhaseEngine.Data.Runs;

/// <summary>
/// Lets time reach the runs whose alarm has rung. Any number of sweepers may work at once, here and on other nodes: each claims
/// other rows, and what they write is unique by its natural key. A run that cannot be dealt with holds no other up: it is tried
/// again later.
/// </summary>
public sealed class AlarmSweep(PhaseEngineDb db, IServiceScopeFactory scopes, ILogger<AlarmSweep> log)
{
    public const string Act = "timeReached";

    /// <summary>Deals with everything that is due, as many sets at a time as the database takes writers.</summary>
    /// <param name="now">Up to when.</param>
    /// <param name="ct">Stops between two sets.</param>
    /// <returns>How many runs were dealt with.</returns>
    public async Task<int> Sweep(DateTimeOffset now, CancellationToken ct)
    {
        var sweepers = Enumerable.Range(0, db.Sets.WritersAtOnce).Select(_ => Task.Run(
            async () =>
            {
                await using var scope = scopes.CreateAsyncScope();
                var own = scope.ServiceProvider;
                return await SweepAll(own.GetRequiredService<PhaseEngineDb>(), own.GetRequiredService<RunStore>(), own.GetRequiredService<PassedDays>(), now, ct);
            }, ct));
        return (await Task.WhenAll(sweepers)).Sum();
    }

    private async Task<int> SweepAll(PhaseEngineDb own, RunStore runs, PassedDays days, DateTimeOffset now, CancellationToken ct)
    {
        Recipients? recipients = null;
        for (var total = 0; ;)
        {
            await using var transaction = await own.BeginWrite(ct);
            var faults = new List<RunFault>();
            var due = await runs.Due(now, own.Sets.ChunkSize, faults, ct);
            if (due.Count + faults.Count == 0) return total;

            var (writes, silent) = Step(due, await days.Of(due, now, ct), faults, now);
            if (writes.Count > 0) await runs.Save(writes, recipients ??= new Recipients(own, due[0].Timetable.Today(now)), now, ct);
            await runs.Silence(silent, ct);
            await runs.Postpone(faults, now, ct);
            await transaction.CommitAsync(ct);
            foreach (var (run, fault) in faults) log.LogError(fault, "Time cannot reach run {Run}; it is tried again later", run);
            total += writes.Count + silent.Count;
        }
    }

    /// <returns>What to write, and the runs that time has no business with.</returns>
    private static (List<RunWrite> Writes, List<Guid> Silent) Step(
        IReadOnlyList<RunRow> due, IReadOnlyDictionary<Guid, IReadOnlyDictionary<string, IReadOnlyList<long>>> passed, List<RunFault> faults, DateTimeOffset now)
    {
        var writes = new List<RunWrite>(due.Count);
        var silent = new List<Guid>();
        foreach (var row in due)
        {
            try
            {
                var step = RunEngine.Step(row.Plan, row.Timetable, row.State, new TimeReached(row.Since, passed.GetValueOrDefault(row.Id)), now);
                // A run that is held or over; going on sets its alarm again.
                if (step.IsOk) writes.Add(RunWrite.Of(row, step.Value!, null, Act, now));
                else silent.Add(row.Id);
            }
            catch (Exception fault)
            {
                faults.Add(new RunFault(row.Id, fault));
            }
        }

        return (writes, silent);
    }
}
