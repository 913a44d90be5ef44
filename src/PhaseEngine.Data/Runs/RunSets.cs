using PhaseEngine.Core;
using PhaseEngine.Core.Engine;

namespace PhaseEngine.Data.Runs;

/// <summary>One act on many runs: gates decided together, a deadline moved, a campaign closed. Set by set, each whole or not at all.</summary>
public sealed class RunSets(PhaseEngineDb db, RunStore runs)
{
    /// <summary>Does one step of each run and writes them all. A run that refuses changes nothing and holds no other up.</summary>
    /// <param name="ids">The runs; each once.</param>
    /// <param name="input">What happens to a run.</param>
    /// <param name="actor">Who; null: the product itself.</param>
    /// <param name="act">What is done.</param>
    /// <param name="now">When.</param>
    /// <param name="done">Told after each set, how many runs have been dealt with.</param>
    /// <param name="ct">Stops between two sets.</param>
    /// <returns>The refusals by run; <c>not-found</c> for a run that is not there.</returns>
    public async Task<IReadOnlyDictionary<Guid, Problem>> Act(
        IReadOnlyList<Guid> ids, Func<RunRow, Input> input, Guid? actor, string act, DateTimeOffset now, Action<int>? done, CancellationToken ct)
    {
        var refused = new Dictionary<Guid, Problem>();
        var dealtWith = 0;
        foreach (var chunk in ids.Order().Chunk(db.Sets.ChunkSize))
        {
            // Within the transaction of a command, all sets or none; else each set in one of its own.
            await using var own = db.Database.CurrentTransaction is null ? await db.BeginWrite(ct) : null;
            var rows = await runs.Load(chunk, ct);
            foreach (var missing in chunk.Except(rows.Select(row => row.Id))) refused[missing] = new Problem("not-found", ProblemKind.NotFound, ("run", missing));

            var writes = new List<RunWrite>(rows.Count);
            var decisions = new List<Decision>();
            foreach (var row in rows)
            {
                var what = input(row);
                var step = RunEngine.Step(row.Plan, row.Timetable, row.State, what, now);
                if (step.Problem is { } problem)
                {
                    refused[row.Id] = problem;
                    continue;
                }

                writes.Add(RunWrite.Of(row, step.Value!, actor, act, now));
                if (what is Decided decided) decisions.Add(Decision.Of(row.Id, decided, now, ids.Count));
            }

            if (rows.Count > 0) await runs.Save(writes, new Recipients(db, rows[0].Timetable.Today(now)), now, ct);
            await db.Sets.Insert(db, RunTables.Decisions, decisions, ct);
            if (own is not null) await own.CommitAsync(ct);
            done?.Invoke(dealtWith += chunk.Length);
        }

        return refused;
    }
}
