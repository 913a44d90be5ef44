using System.Text.Json;
using System.Text.Json.Nodes;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core;
using PhaseEngine.Core.Calendars;
using PhaseEngine.Data;
using PhaseEngine.Data.Events;
using PhaseEngine.Data.Operations;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.Identity;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Features.Calendars;

/// <summary>
/// Takes over the official notice of a year, or a better one. A job then lets the runs under way look at their windows and
/// messages again; dates that units were given already stay.
/// </summary>
internal static class ImportYears
{
    /// <param name="Calendar">The file of the notice (docs/operations.md).</param>
    internal sealed record Body([property: Filled] JsonNode Calendar);

    /// <param name="Years">The years it states.</param>
    /// <param name="Moved">The planned dates that moved.</param>
    internal sealed record View(IReadOnlyList<int> Years, IReadOnlyList<MovedView> Moved);

    internal sealed record Command(Guid By, Rights Rights, string Calendar) : ICommand<View>;

    public static async Task<Results<Ok<View>, Refused>> Handle(Body body, Caller caller, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new Command(caller.UserId, await caller.Rights(ct), body.Calendar.ToJsonString()), ct)).Ok();

    internal sealed class Handler(PhaseEngineDb db, CalendarMoves moves, SystemEvents events, TimeProvider clock) : ICommandHandler<Command, View>
    {
        public async Task<Result<View>> Handle(Command request, CancellationToken cancellationToken)
        {
            // One calendar for all: whoever answers for some units only does not change it.
            if (!request.Rights.May(Acts.CalendarChange, HeldPost.Everywhere)) return HttpProblems.Forbidden;
            var import = CalendarImport.Parse(request.Calendar);
            if (!import.IsOk) return import.Problem;

            var moved = await moves.Of(import.Value, cancellationToken);
            var known = await db.KnownCalendarYears.ToDictionaryAsync(y => y.Year, cancellationToken);
            var at = After(known.Values.Select(y => y.ImportedAt).DefaultIfEmpty().Max());
            foreach (var year in import.Value.Years)
            {
                var days = JsonSerializer.Serialize(year, JsonSerializerOptions.Web);
                if (known.TryGetValue(year.Year, out var before)) (before.Days, before.ImportedAt, before.ImportedBy) = (days, at, request.By);
                else db.Add(new KnownCalendarYear { Year = year.Year, Days = days, ImportedAt = at, ImportedBy = request.By });
            }

            List<int> years = [.. import.Value.Years.Select(y => y.Year).Order()];
            await events.Append(request.By, "calendarImported", new { years, moved = moved.Count }, cancellationToken);
            return new View(years, moved);
        }

        /// <summary>Later than every import before: what was reckoned with the calendar is known by this instant.</summary>
        private DateTimeOffset After(DateTimeOffset last)
        {
            var now = Chain.OnRecord(clock.GetUtcNow());
            return now > last ? now : last.AddMilliseconds(1);
        }
    }
}
