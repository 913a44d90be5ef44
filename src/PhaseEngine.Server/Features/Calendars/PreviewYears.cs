using System.Text.Json.Nodes;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using PhaseEngine.Core;
using PhaseEngine.Core.Calendars;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.Identity;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Features.Calendars;

/// <summary>What importing a year's official notice would move: the planned dates of running campaigns, batch by batch. Changes nothing.</summary>
internal static class PreviewYears
{
    /// <param name="Calendar">The file of the notice (docs/operations.md).</param>
    internal sealed record Body([property: Filled] JsonNode Calendar);

    /// <param name="Name">What the file holds.</param>
    /// <param name="Source">Where it comes from.</param>
    /// <param name="Years">The years it states.</param>
    /// <param name="Moved">The planned dates that move. What a unit was asked already keeps its date.</param>
    internal sealed record View(string Name, string? Source, IReadOnlyList<int> Years, IReadOnlyList<MovedView> Moved);

    internal sealed record Query(Rights Rights, string Calendar) : IQuery<View>;

    public static async Task<Results<Ok<View>, Refused>> Handle(Body body, Caller caller, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new Query(await caller.Rights(ct), body.Calendar.ToJsonString()), ct)).Ok();

    internal sealed class Handler(CalendarMoves moves) : IQueryHandler<Query, View>
    {
        public async Task<Result<View>> Handle(Query request, CancellationToken cancellationToken)
        {
            // One calendar for all: whoever answers for some units only does not change it.
            if (!request.Rights.May(Acts.CalendarChange, HeldPost.Everywhere)) return HttpProblems.Forbidden;
            var import = CalendarImport.Parse(request.Calendar);
            if (!import.IsOk) return import.Problem;
            return new View(
                import.Value.Name, import.Value.Source, [.. import.Value.Years.Select(y => y.Year).Order()], await moves.Of(import.Value, cancellationToken));
        }
    }
}
