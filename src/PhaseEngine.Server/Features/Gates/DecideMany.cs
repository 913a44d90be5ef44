using System.ComponentModel.DataAnnotations;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using PhaseEngine.Core;
using PhaseEngine.Core.Engine;
using PhaseEngine.Data.Runs;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Features.Gates;

/// <summary>
/// Gives many gates in one act, all or none: only where every condition is met and nothing is waived, flagged or carried over,
/// and only after a few of them, which chance picks, were opened. Each decision says that it was one of so many.
/// </summary>
internal static class DecideMany
{
    public const int Most = 200;

    internal sealed record Body([property: Required, MinLength(1), MaxLength(Most)] IReadOnlyList<Item> Decisions, [property: AtMost(2000)] string? Reason);

    /// <param name="RunId">The run.</param>
    /// <param name="Key">Its gate.</param>
    /// <param name="Asking">The asking that was seen in the list.</param>
    internal sealed record Item(Guid RunId, [property: Filled, AtMost(40)] string Key, int Asking);

    internal sealed record View(int Given);

    internal sealed record Command(IReadOnlyList<Item> Items, string? Reason) : ICommand<View>;

    public static async Task<Results<Ok<View>, Refused>> Handle(Body body, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new Command(body.Decisions, body.Reason), ct)).Ok();

    internal sealed class Handler(RunStore store, ManyGates many, Decider decider) : ICommandHandler<Command, View>
    {
        public async Task<Result<View>> Handle(Command request, CancellationToken cancellationToken)
        {
            var runs = (await store.Load([.. request.Items.Select(i => i.RunId).Distinct()], people: true, cancellationToken)).ToDictionary(r => r.Id);
            if (await many.Refuse(request.Items, runs, cancellationToken) is { } refused) return refused;
            if (await many.NotOpened(request.Items, cancellationToken) is { Count: > 0 } closed) return GateProblems.SampleNotOpened(closed);

            foreach (var item in request.Items.OrderBy(i => i.RunId))
            {
                var ruling = new Ruling(item.Key, null, DecisionWord.Give, item.Asking, request.Reason, null, null, null);
                var done = await decider.Decide(runs[item.RunId], ruling, request.Items.Count, cancellationToken);
                if (!done.IsOk) return done.Problem;
            }

            return new View(request.Items.Count);
        }
    }
}
