using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core;
using PhaseEngine.Core.Engine;
using PhaseEngine.Core.Gates;
using PhaseEngine.Data;
using PhaseEngine.Data.Runs;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.Texts;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Features.Runs;

/// <summary>One unit in one campaign, with everything its desk shows.</summary>
internal static class GetRun
{
    /// <param name="Id">The run.</param>
    /// <param name="Campaign">Which campaign.</param>
    /// <param name="Unit">Which unit.</param>
    /// <param name="Batch">In which batch.</param>
    /// <param name="TemplateVersion">On which version of the template.</param>
    /// <param name="Status">Where it stands as a whole.</param>
    /// <param name="Version">Moves with everything that happens to it.</param>
    /// <param name="Today">The day it is in the campaign's zone: dates are reckoned from it.</param>
    /// <param name="MyRoles">In which roles the reader may act for the unit.</param>
    /// <param name="Members">How many members count in the unit.</param>
    /// <param name="Next">What to do now, the most urgent first.</param>
    /// <param name="Phases">The phases in the order of the template.</param>
    /// <param name="Gates">Gates between the phases.</param>
    internal sealed record View(
        Guid Id, Named Campaign, Named Unit, int Batch, int TemplateVersion, RunStatus Status, int Version, DateOnly Today,
        IReadOnlyList<string> MyRoles, int Members, IReadOnlyList<TaskView> Next, IReadOnlyList<PhaseView> Phases, IReadOnlyList<GateView> Gates) : IVersioned;

    internal sealed record Named(Guid Id, string Title);

    internal sealed record PhaseView(
        string Key, string Title, string? Guidance, IReadOnlyList<BasisView> Basis, string Status, DateOnly PlannedStart, DateOnly? PlannedEnd,
        DateOnly? EnteredOn, DateOnly? DoneOn, bool Indicative, bool Overdue, IReadOnlyList<RequirementView> Requirements, IReadOnlyList<GateView> Gates);

    internal sealed record Query(Guid RunId) : IQuery<View>;

    public static async Task<Results<Ok<View>, Refused>> Handle(Guid runId, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new Query(runId), ct)).Ok();

    internal sealed class Handler(PhaseEngineDb db, RunStore runs, RunReadings readings) : IQueryHandler<Query, View>
    {
        public async Task<Result<View>> Handle(Query request, CancellationToken cancellationToken)
        {
            if (await runs.Load(request.RunId, forUpdate: false, cancellationToken) is not { } row) return HttpProblems.NotFound;

            var names = await (
                from campaign in db.Campaigns
                from unit in db.Units
                where campaign.Id == row.CampaignId && unit.Id == row.UnitId
                select new { campaign.Title, unit.Name }).SingleAsync(cancellationToken);
            var reading = readings.Of(row);
            var title = names.Title.Said();
            return new View(
                row.Id, new(row.CampaignId, title), new(row.UnitId, names.Name), row.Batch, row.Plan.Version, row.State.Status, row.Seq, reading.Today,
                [.. reading.MyRoles.Order(StringComparer.Ordinal)], row.State.Unit.Members, TaskView.Next(reading, title),
                [.. row.Plan.Flows[0].Activities.Select(index => row.Plan.Activities[index]).OfType<PlanPhase>().Select(phase => Of(reading, phase))],
                GatesIn(reading, row.Plan.Flows[0]));
        }

        private static PhaseView Of(RunReading reading, PlanPhase phase)
        {
            var state = reading.State.Activities[phase.Index];
            var rules = phase.For(reading.State.Unit);
            var open = state is { Status: ActivityStatus.Open, Entered: not null };
            var flow = reading.Plan.Flows[phase.Body];
            return new(
                phase.Key!, phase.TitleFor(reading.State.Unit).Said(), (rules.Words?.Guidance ?? phase.Guidance)?.Said(),
                BasisView.AllOf(rules.Words?.Basis ?? phase.Basis), StatusWord.Of(reading.Plan, reading.State, phase.Index),
                reading.Timetable.StartOf(phase), state.Due ?? reading.Timetable.EndOf(phase, rules), state.Entered, state.Done, rules.Indicative,
                reading.IsOverdue(phase, open),
                [.. flow.Activities.Select(index => reading.Plan.Activities[index]).OfType<PlanRequirement>().Select(r => RequirementView.Of(reading, r))],
                GatesIn(reading, flow));
        }

        private static IReadOnlyList<GateView> GatesIn(RunReading reading, PlanFlow flow) =>
            [.. flow.Activities.Select(index => reading.Plan.Activities[index]).OfType<PlanGate>().Select(gate => GateView.Of(reading, gate))];
    }
}
