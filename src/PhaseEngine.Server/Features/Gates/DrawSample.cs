using System.ComponentModel.DataAnnotations;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using PhaseEngine.Core;
using PhaseEngine.Data.Runs;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Features.Gates;

/// <summary>Before many gates are given in one act: which of them have to be opened first, or why they cannot be given together. Changes nothing.</summary>
internal static class DrawSample
{
    internal sealed record Body([property: Required, MinLength(1), MaxLength(DecideMany.Most)] IReadOnlyList<DecideMany.Item> Decisions);

    /// <param name="NotOpened">Runs the caller has to open first; empty: they can be given.</param>
    internal sealed record View(IReadOnlyList<Guid> NotOpened);

    internal sealed record Query(IReadOnlyList<DecideMany.Item> Items) : IQuery<View>;

    public static async Task<Results<Ok<View>, Refused>> Handle(Body body, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new Query(body.Decisions), ct)).Ok();

    internal sealed class Handler(RunStore store, ManyGates many) : IQueryHandler<Query, View>
    {
        public async Task<Result<View>> Handle(Query request, CancellationToken cancellationToken)
        {
            var runs = (await store.Look([.. request.Items.Select(i => i.RunId).Distinct()], cancellationToken)).ToDictionary(r => r.Id);
            if (await many.Refuse(request.Items, runs, cancellationToken) is { } refused) return refused;
            return new View(await many.NotOpened(request.Items, cancellationToken));
        }
    }
}
