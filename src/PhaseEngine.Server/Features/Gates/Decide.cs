using System.ComponentModel.DataAnnotations;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using PhaseEngine.Core;
using PhaseEngine.Core.Engine;
using PhaseEngine.Core.Gates;
using PhaseEngine.Data.Runs;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Features.Gates;

/// <summary>An approver's word on a gate, or on a requirement with approvals of its own. It names the asking, or round, that was seen.</summary>
internal static class Decide
{
    /// <param name="Word">give, return, onCondition or override.</param>
    /// <param name="Asking">The asking whose report was seen; for a requirement its round.</param>
    /// <param name="Row">The row of approvals; the one whose turn it is when not given.</param>
    /// <param name="Reason">Why; needed for anything but give.</param>
    /// <param name="Reopens">On return: requirements opened again, instead of the template's list.</param>
    /// <param name="Due">On condition: by when. On return: when the rework is due.</param>
    /// <param name="Responsible">On condition: who answers for it.</param>
    internal sealed record Body(
        [property: Required] DecisionWord? Word, [property: Required] int? Asking, int? Row, [property: AtMost(2000)] string? Reason,
        IReadOnlyList<string>? Reopens, DateOnly? Due, Guid? Responsible);

    /// <param name="Key">What was decided on.</param>
    /// <param name="Status">How it stands now.</param>
    /// <param name="Version">The run's version.</param>
    internal sealed record View(string Key, string Status, int Version) : IVersioned;

    internal sealed record Command(Guid RunId, Ruling Ruling) : ICommand<View>;

    public static Task<Results<Ok<View>, Refused>> OnGate(Guid runId, string gate, Body body, IMediator mediator, CancellationToken ct) =>
        Handle(runId, gate, body, mediator, ct);

    public static Task<Results<Ok<View>, Refused>> OnRequirement(Guid runId, string requirement, Body body, IMediator mediator, CancellationToken ct) =>
        Handle(runId, requirement, body, mediator, ct);

    private static async Task<Results<Ok<View>, Refused>> Handle(Guid runId, string key, Body body, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(
            new Command(runId, new(key, body.Row, body.Word!.Value, body.Asking!.Value, body.Reason, body.Reopens, body.Due, body.Responsible)), ct)).Ok();

    internal sealed class Handler(RunStore runs, Decider decider) : ICommandHandler<Command, View>
    {
        public async Task<Result<View>> Handle(Command request, CancellationToken cancellationToken)
        {
            if (await runs.Load(request.RunId, forUpdate: true, cancellationToken) is not { } run) return HttpProblems.NotFound;
            var done = await decider.Decide(run, request.Ruling, oneOf: 1, cancellationToken);
            return done.IsOk
                ? new View(request.Ruling.Key, StatusWord.Of(run.Plan, done.Value.State, run.Plan.IndexOf(request.Ruling.Key)), done.Value.Seq)
                : done.Problem;
        }
    }
}
