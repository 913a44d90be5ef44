using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core;
using PhaseEngine.Core.Engine;
using PhaseEngine.Data;
using PhaseEngine.Data.Campaigns;
using PhaseEngine.Data.Runs;
using PhaseEngine.Server.Features.Runs;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.Identity;
using PhaseEngine.Server.Settings;
using PhaseEngine.Server.Texts;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Features.Evidence;

/// <summary>
/// What a record of a requirement may serve as well (S.50): open requirements of the same kind, in any campaign, of the units on
/// which the caller holds a post and records themselves.
/// </summary>
internal static class ListJoint
{
    internal sealed record View(Guid RunId, string Campaign, Guid UnitId, string Unit, string Key, string Title, IReadOnlyList<string> Forms);

    internal sealed record Query(Guid RunId, string Key) : IQuery<IReadOnlyList<View>>;

    public static async Task<Results<Ok<IReadOnlyList<View>>, Refused>> Handle(Guid runId, string requirement, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new Query(runId, requirement), ct)).Ok();

    internal sealed class Handler(PhaseEngineDb db, RunStore runs, RunReadings readings, Caller caller, Today today) : IQueryHandler<Query, IReadOnlyList<View>>
    {
        public async Task<Result<IReadOnlyList<View>>> Handle(Query request, CancellationToken cancellationToken)
        {
            if (await runs.Load(request.RunId, forUpdate: false, cancellationToken) is not { } run) return HttpProblems.NotFound;
            if (run.Plan.Requirement(request.Key) is not { } requirement) return RunProblems.NoSuchActivity(request.Key);

            var (me, day, roles) = (caller.UserId, today.Date, RoleActs.Roles.Where(role => RoleActs.Of(role).Contains(Acts.EvidenceRecord)).ToList());
            var units = db.Posts.Where(p => p.UserId == me && p.From <= day && (p.Until == null || day < p.Until) && roles.Contains(p.Role)).Select(p => p.UnitId);
            var found = await (
                from other in db.Runs
                where units.Contains(other.UnitId) && other.Status == RunStatus.Active
                join campaign in db.Campaigns on other.CampaignId equals campaign.Id
                where campaign.Status == CampaignStatus.Running
                join unit in db.Units on other.UnitId equals unit.Id
                orderby unit.Code, campaign.LaunchedAt
                select new { other.Id, campaign.Title, UnitId = unit.Id, Unit = unit.Name }).ToListAsync(cancellationToken);
            var rows = (await runs.Look([.. found.Select(f => f.Id)], cancellationToken)).ToDictionary(r => r.Id);

            var views = new List<View>();
            foreach (var other in found)
            {
                var reading = readings.Of(rows[other.Id]);
                views.AddRange(
                    from one in reading.Plan.Activities.OfType<PlanRequirement>()
                    where one.Kind.Name == requirement.Kind.Name && (other.Id != run.Id || one.Key != request.Key)
                    let view = RequirementView.Of(reading, one)
                    where view.Forms.Count > 0
                    select new View(other.Id, other.Title.Said(), other.UnitId, other.Unit, view.Key, view.Title, view.Forms));
            }

            return views;
        }
    }
}
