using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using PhaseEngine.Core;
using PhaseEngine.Core.Planning;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.Texts;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Features.Templates.Planning;

/// <summary>What a definition asks of one unit, week by week (B.6): hours, things to fill in, documents, meetings; and what it asks twice.</summary>
internal static class ReckonBurden
{
    /// <param name="AllowedMinutes">More than this in a week is too much beside the unit's own work.</param>
    /// <param name="Busiest">The Monday of the week that asks most; null when nothing is asked.</param>
    /// <param name="Findings">What the check warns of: the same thing asked twice, weeks that ask too much.</param>
    internal sealed record View(
        DateOnly Start, int AllowedMinutes, DateOnly? Busiest, IReadOnlyList<BurdenWeek> Weeks, IReadOnlyList<Requirement> Requirements,
        IReadOnlyList<FindingView> Findings);

    /// <param name="Times">How often in all.</param>
    /// <param name="Minutes">Minutes in all.</param>
    /// <param name="Fields">Things to fill in, in all.</param>
    internal sealed record Requirement(string ActivityId, string Key, string Title, string Phase, int Times, int Minutes, int Fields);

    internal sealed record Query(PlanTemplate.Body Body) : IQuery<View>;

    private static readonly string[] OfBurden = ["PE601", "PE602"];

    public static async Task<Results<Ok<View>, Refused>> Handle(PlanTemplate.Body body, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new Query(body), ct)).Ok();

    internal sealed class Handler(TemplatePlanner planner) : IQueryHandler<Query, View>
    {
        public async Task<Result<View>> Handle(Query request, CancellationToken cancellationToken)
        {
            var made = await planner.Plan(request.Body.Definition, request.Body.Start, cancellationToken);
            if (!made.IsOk) return made.Problem;

            var (plan, timetable, warnings) = made.Value;
            var unit = UnitLike.Facts(request.Body.Unit);
            var burden = UnitBurden.Of(UnitCalendar.Of(plan, timetable, unit), timetable, requirement => requirement.For(unit));
            return new View(
                timetable.Start, UnitBurden.AllowedMinutesAWeek, burden.Busiest?.Monday, burden.Weeks,
                [
                    .. burden.Requirements.Select(one => new Requirement(
                        one.Requirement.Id, one.Requirement.Key!, one.Requirement.Title.Said(), one.Phase.Title.Said(), one.Times, one.Minutes, one.Fields)),
                ],
                FindingView.Of(warnings.Where(finding => OfBurden.Contains(finding.Code)), document: null));
        }
    }
}
