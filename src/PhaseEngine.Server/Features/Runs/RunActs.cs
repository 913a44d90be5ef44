using PhaseEngine.Core;
using PhaseEngine.Core.Engine;
using PhaseEngine.Data.Runs;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.Identity;

namespace PhaseEngine.Server.Features.Runs;

/// <summary>What every act on a run does: take the run, let the engine do one step, write what came of it.</summary>
internal sealed class RunActs(RunStore store, Caller caller, TimeProvider clock)
{
    /// <summary>Loads the run for update, does one step, saves. Refused, it has changed nothing.</summary>
    /// <param name="run">The run.</param>
    /// <param name="act">What is done, for the record.</param>
    /// <param name="input">What happens, made from the run as it stands.</param>
    /// <param name="ct">Gives up.</param>
    public async Task<Result<RunRow>> Do(Guid run, string act, Func<RunRow, Task<Result<Input>>> input, CancellationToken ct)
    {
        if (await store.Load(run, forUpdate: true, ct) is not { } row) return HttpProblems.NotFound;
        var happened = await input(row);
        return happened.IsOk ? await Do(row, act, happened.Value, ct) : happened.Problem;
    }

    public Task<Result<RunRow>> Do(Guid run, string act, Input input, CancellationToken ct) =>
        Do(run, act, _ => Task.FromResult<Result<Input>>(input), ct);

    /// <summary>Does one step of a run that was loaded for update, and saves it.</summary>
    /// <returns>The run as it stands after.</returns>
    public async Task<Result<RunRow>> Do(RunRow row, string act, Input input, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var step = RunEngine.Step(row.Plan, row.Timetable, row.State, input, now);
        if (!step.IsOk) return step.Problem;

        await store.Save(row, step.Value, caller.UserIdOrNull, act, now, commitments: null, ct);
        return row with { State = step.Value.State, Seq = row.Seq + (step.Value.Facts.Count == 0 ? 0 : 1) };
    }
}
