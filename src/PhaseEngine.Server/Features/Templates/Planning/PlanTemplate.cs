using System.Text.Json.Nodes;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using PhaseEngine.Core;
using PhaseEngine.Core.Calendars;
using PhaseEngine.Core.Engine;
using PhaseEngine.Core.Planning;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.Texts;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Features.Templates.Planning;

/// <summary>The dates a definition has for a start, on the working calendar, as one unit would meet them: phases, due days, meetings, reminders.</summary>
internal static class PlanTemplate
{
    /// <param name="Definition">The definition, stored or not; an overlay is laid on its base.</param>
    /// <param name="Start">The batch's first day; today when not given.</param>
    /// <param name="Unit">What the unit is taken to be; a branch about which nothing else is known when not given.</param>
    internal sealed record Body([property: Filled] JsonNode Definition, DateOnly? Start, UnitLike? Unit);

    /// <param name="Start">The batch's first day.</param>
    /// <param name="End">The last planned day of all; what has no end is looked at for a year.</param>
    /// <param name="Provisional">From which day on only weekends are known, so that dates may still move; null: none.</param>
    internal sealed record View(DateOnly Start, DateOnly End, DateOnly? Provisional, IReadOnlyList<Item> Items);

    /// <param name="Type">As in the definition, without prefix: <c>Phase</c>, <c>Gate</c>, <c>Choice</c>, or the kind of requirement.</param>
    /// <param name="Phase">The key of the phase it stands in; null when it stands between phases or is one.</param>
    /// <param name="Asked">Whether it is asked of the unit.</param>
    /// <param name="From">The day it opens.</param>
    /// <param name="To">A phase's planned end, a due day; null: none.</param>
    /// <param name="Date">The due day as the template writes it.</param>
    /// <param name="Windows">The turns of what recurs; each is due on its last day.</param>
    internal sealed record Item(
        string ActivityId, string Key, string Title, string Type, string? Phase, bool Asked, DateOnly From, DateOnly? To, string? Date,
        IReadOnlyList<Turn> Windows, IReadOnlyList<Reminder> Reminders);

    internal sealed record Turn(int Number, DateOnly From, DateOnly To);

    /// <param name="On">The day it goes out.</param>
    /// <param name="About">The day it is about; a later one goes out only where that was missed.</param>
    /// <param name="To">The roles it goes to.</param>
    internal sealed record Reminder(DateOnly On, DateOnly About, IReadOnlyList<string> To);

    internal sealed record Query(Body Body) : IQuery<View>;

    public static async Task<Results<Ok<View>, Refused>> Handle(Body body, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new Query(body), ct)).Ok();

    internal sealed class Handler(TemplatePlanner planner) : IQueryHandler<Query, View>
    {
        public async Task<Result<View>> Handle(Query request, CancellationToken cancellationToken)
        {
            var made = await planner.Plan(request.Body.Definition, request.Body.Start, cancellationToken);
            if (!made.IsOk) return made.Problem;

            var timetable = made.Value.Timetable;
            var planned = UnitCalendar.Of(made.Value.Plan, timetable, UnitLike.Facts(request.Body.Unit));
            var end = planned.SelectMany(p => p.Windows.Select(window => window.To).Append(p.To ?? p.From)).Append(timetable.Start).Max();
            return new View(timetable.Start, end, FirstProvisional(timetable.Calendar, timetable.Start, end), [.. planned.Select(Of)]);
        }

        private static DateOnly? FirstProvisional(WorkingCalendar calendar, DateOnly start, DateOnly end)
        {
            for (var day = start; day <= end; day = new DateOnly(day.Year + 1, 1, 1))
            {
                if (calendar.IsProvisional(day)) return day;
            }

            return null;
        }

        private static Item Of(PlannedActivity planned) => new(
            planned.Activity.Id, planned.Activity.Key!, planned.Activity.Title.Said(), TypeOf(planned.Activity), planned.Phase?.Key, planned.Asked,
            planned.From, planned.To, planned.Date?.ToString(),
            [.. planned.Windows.Select(window => new Turn(window.Number, window.From, window.To))],
            [.. planned.Reminders.Select(reminder => new Reminder(reminder.On, reminder.About, reminder.Row.To))]);

        private static string TypeOf(PlanActivity activity) => activity switch
        {
            PlanPhase => "Phase",
            PlanGate => "Gate",
            PlanRequirement requirement => requirement.Kind.Name,
            _ => "Choice",
        };
    }
}
