using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PhaseEngine.Core;
using PhaseEngine.Core.Engine;

namespace PhaseEngine.Data.Runs;

/// <summary>
/// One act on many runs: gates decided together, a deadline moved, a campaign closed. Set by set, each whole or not at all,
/// as many at a time as the database takes writers; within the transaction of a command one after the other, all or none.
/// </summary>
public sealed class RunSets(PhaseEngineDb db, RunStore runs, IServiceScopeFactory scopes, ILogger<RunSets> log)
{
    /// <summary>Does one step of each run and writes them all. A run that refuses changes nothing and holds no other up.</summary>
    /// <param name="ids">The runs; each once.</param>
    /// <param name="input">What happens to a run; asked for several runs at once.</param>
    /// <param name="actor">Who; null: the product itself.</param>
    /// <param name="act">What is done.</param>
    /// <param name="now">When.</param>
    /// <param name="done">Told after each set, how many runs have been dealt with.</param>
    /// <param name="ct">Stops between two sets.</param>
    /// <returns>The refusals by run; <c>not-found</c> for a run that is not there, <c>run-unreadable</c> for one that cannot be dealt with.</returns>
    public async Task<IReadOnlyDictionary<Guid, Problem>> Act(
        IReadOnlyList<Guid> ids, Func<RunRow, Input> input, Guid? actor, string act, DateTimeOffset now, Action<int>? done, CancellationToken ct)
    {
        var refused = new ConcurrentDictionary<Guid, Problem>();
        var dealtWith = 0;
        if (db.Database.CurrentTransaction is not null)
        {
            foreach (var chunk in ids.Order().Chunk(db.Sets.ChunkSize))
            {
                await new OneSet(db, runs, log).Act(chunk, input, actor, act, now, ids.Count, refused, ct);
                done?.Invoke(dealtWith += chunk.Length);
            }

            return refused;
        }

        var atOnce = new ParallelOptions { MaxDegreeOfParallelism = db.Sets.WritersAtOnce, CancellationToken = ct };
        await Parallel.ForEachAsync(ids.Order().Chunk(db.Sets.ChunkSize), atOnce, async (chunk, _) =>
        {
            await using var scope = scopes.CreateAsyncScope();
            var set = new OneSet(scope.ServiceProvider.GetRequiredService<PhaseEngineDb>(), scope.ServiceProvider.GetRequiredService<RunStore>(), log);
            await set.Act(chunk, input, actor, act, now, ids.Count, refused, ct);
            done?.Invoke(Interlocked.Add(ref dealtWith, chunk.Length));
        });
        return refused;
    }

    private sealed class OneSet(PhaseEngineDb db, RunStore runs, ILogger log)
    {
        public async Task Act(
            Guid[] ids, Func<RunRow, Input> input, Guid? actor, string act, DateTimeOffset now, int oneOf,
            ConcurrentDictionary<Guid, Problem> refused, CancellationToken ct)
        {
            // Within the transaction of a command, all sets or none; else each set in one of its own.
            await using var own = db.Database.CurrentTransaction is null ? await db.BeginWrite(ct) : null;
            var faults = new List<RunFault>();
            var rows = await runs.Load(ids, faults, ct);
            foreach (var missing in ids.Except(rows.Select(row => row.Id)).Except(faults.Select(fault => fault.Run))) refused[missing] = new Problem("not-found", ProblemKind.NotFound, ("run", missing));

            var writes = new List<RunWrite>(rows.Count);
            var decisions = new List<Decision>();
            foreach (var row in rows)
            {
                try
                {
                    var what = input(row);
                    var step = RunEngine.Step(row.Plan, row.Timetable, row.State, what, now);
                    if (step.Problem is { } problem)
                    {
                        refused[row.Id] = problem;
                        continue;
                    }

                    writes.Add(RunWrite.Of(row, step.Value!, actor, act, now));
                    if (what is Decided decided) decisions.Add(Decision.Of(row.Id, decided, now, oneOf));
                }
                catch (Exception fault)
                {
                    faults.Add(new(row.Id, fault));
                }
            }

            foreach (var (run, fault) in faults)
            {
                log.LogError(fault, "{Act} cannot reach run {Run}", act, run);
                refused[run] = new Problem("run-unreadable", ProblemKind.Conflict, ("run", run));
            }

            if (rows.Count > 0) await runs.Save(writes, new Recipients(db, rows[0].Timetable.Today(now)), now, ct);
            await db.Sets.Insert(db, RunTables.Decisions, decisions, ct);
            if (own is not null) await own.CommitAsync(ct);
        }
    }
}
