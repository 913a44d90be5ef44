using PhaseEngine.Core.Engine;

namespace PhaseEngine.Data.Runs;

/// <summary>
/// Lets time reach the runs whose alarm has rung. Any number of sweepers may work at once: each claims other rows, and what
/// they write is unique by its natural key.
/// </summary>
public sealed class AlarmSweep(PhaseEngineDb db, RunStore runs)
{
    public const string Act = "timeReached";

    /// <summary>Deals with everything that is due.</summary>
    /// <param name="now">Up to when.</param>
    /// <param name="ct">Stops between two sets.</param>
    /// <returns>How many runs were dealt with.</returns>
    public async Task<int> Sweep(DateTimeOffset now, CancellationToken ct)
    {
        Recipients? recipients = null;
        for (var total = 0; ;)
        {
            await using var transaction = await db.BeginWrite(ct);
            var due = await runs.Due(now, db.Sets.ChunkSize, ct);
            if (due.Count == 0) return total;

            var writes = new List<RunWrite>(due.Count);
            var silent = new List<Guid>();
            foreach (var row in due)
            {
                var step = RunEngine.Step(row.Plan, row.Timetable, row.State, new TimeReached(row.Since), now);
                // A run that is held or over has no business with time; going on sets its alarm again.
                if (step.IsOk) writes.Add(RunWrite.Of(row, step.Value!, null, Act, now));
                else silent.Add(row.Id);
            }

            await runs.Save(writes, recipients ??= new Recipients(db, due[0].Timetable.Today(now)), now, ct);
            await runs.Silence(silent, ct);
            await transaction.CommitAsync(ct);
            total += due.Count;
        }
    }
}
