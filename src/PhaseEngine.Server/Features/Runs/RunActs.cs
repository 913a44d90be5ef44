using PhaseEngine.Core;
using PhaseEngine.Core.Engine;
using PhaseEngine.Data.Evidence;
using PhaseEngine.Data.Runs;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.Identity;

namespace PhaseEngine.Server.Features.Runs;

/// <summary>What every act on a run does: take the run, let the engine do one step, write what came of it.</summary>
internal sealed class RunActs(RunStore store, Remarks remarks, Caller caller, TimeProvider clock)
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
        return happened.IsOk ? await Do(row, act, happened.Value, ct) : happened.Problem.About(row.Plan);
    }

    public Task<Result<RunRow>> Do(Guid run, string act, Input input, CancellationToken ct) =>
        Do(run, act, _ => Task.FromResult<Result<Input>>(input), ct);

    /// <summary>Does steps of a run that was loaded for update, one after the other, and saves them as one act.</summary>
    /// <param name="row">The run.</param>
    /// <param name="act">What is done, for the record.</param>
    /// <param name="inputs">What happens.</param>
    /// <param name="decision">The decision it is, if it is one.</param>
    /// <param name="ct">Gives up.</param>
    /// <returns>The run as it stands after.</returns>
    public async Task<Result<RunRow>> Do(RunRow row, string act, IReadOnlyList<Input> inputs, Decision? decision, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var (state, facts, effects) = (row.State, new List<Fact>(), new List<Effect>());
        foreach (var input in inputs)
        {
            var step = RunEngine.Step(row.Plan, row.Timetable, state, await WithoutWords(input, now, ct), now);
            if (!step.IsOk) return step.Problem.About(row.Plan);
            state = step.Value.State;
            facts.AddRange(step.Value.Facts);
            effects.AddRange(step.Value.Effects);
        }

        await store.Save(row, new StepResult(state, facts, effects), caller.UserIdOrNull, act, now, new Enclosed { Decision = decision }, ct);
        return row with { State = state, Seq = row.Seq + (facts.Count == 0 ? 0 : 1) };
    }

    /// <summary>What people write with an act goes beside the record, where it can be erased; the record has a commitment to it.</summary>
    private async Task<Input> WithoutWords(Input input, DateTimeOffset now, CancellationToken ct) => input switch
    {
        Decided { Reason: { } reason } i => i with { Reason = await remarks.Keep(reason, now, ct) },
        GateReopened i => i with { Reason = await remarks.Keep(i.Reason, now, ct) },
        GateKept i => i with { Reason = await remarks.Keep(i.Reason, now, ct) },
        RequirementWaived i => i with { Reason = await remarks.Keep(i.Reason, now, ct) },
        DueChanged i => i with { Reason = await remarks.Keep(i.Reason, now, ct) },
        StatusOrdered i => i with { Reason = await remarks.Keep(i.Reason, now, ct) },
        _ => input,
    };

    /// <summary>Does one step of a run that was loaded for update, and saves it.</summary>
    public Task<Result<RunRow>> Do(RunRow row, string act, Input input, CancellationToken ct) => Do(row, act, [input], decision: null, ct);
}
