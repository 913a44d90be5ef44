using System.ComponentModel;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core;
using PhaseEngine.Core.Calendars;
using PhaseEngine.Core.Engine;
using PhaseEngine.Data;
using PhaseEngine.Data.Campaigns;
using PhaseEngine.Data.Organisations;
using PhaseEngine.Data.Templates;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.Identity;
using PhaseEngine.Server.Texts;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Features.Campaigns;

/// <summary>
/// The map of units and phases: for one unit and each unit directly below it, how many units of its subtree stand where. Counted
/// by the database in one pass over the runs' summary columns, whatever the number of units; drilling down is asking for a child.
/// </summary>
internal static class GetBoard
{
    internal sealed record Of([property: Description("The unit looked at; the highest the reader answers for when not given")] Guid? Unit);

    /// <param name="Unit">The unit looked at.</param>
    /// <param name="Name">Its name.</param>
    /// <param name="Above">The unit above it that the reader may look at; null: none.</param>
    /// <param name="Today">The day it is in the campaign's zone; lateness is reckoned from it.</param>
    /// <param name="Phases">The phases, in the order of the template.</param>
    /// <param name="All">The whole subtree.</param>
    /// <param name="Own">The unit's own run; null when it takes no part itself.</param>
    /// <param name="Below">The units directly below with something in their subtrees, in order of their codes, page by page.</param>
    /// <param name="Next">Where the next page of them begins; none on the last.</param>
    internal sealed record View(
        Guid Unit, string Name, Guid? Above, DateOnly Today, IReadOnlyList<Phase> Phases, Counts All, Counts? Own, IReadOnlyList<Row> Below, string? Next);

    internal sealed record Phase(string Key, string Title);

    /// <param name="HasLower">Whether there is anything below it to drill down to.</param>
    internal sealed record Row(Guid UnitId, string Unit, string Code, string Type, bool HasLower, Counts Counts);

    /// <param name="Units">Units taking part.</param>
    /// <param name="Active">Of these under way.</param>
    /// <param name="Suspended">Held by the office.</param>
    /// <param name="Finished">Through.</param>
    /// <param name="Closed">Closed by the office.</param>
    /// <param name="Waiting">With something before somebody above them: the superior's move, not theirs.</param>
    /// <param name="Returned">With a gate returned.</param>
    /// <param name="Late">With something overdue that counts against them: not while they wait for the superior.</param>
    /// <param name="InPhase">By phase; a unit in two phases counts in both.</param>
    internal sealed record Counts(
        int Units, int Active, int Suspended, int Finished, int Closed, int Waiting, int Returned, int Late, IReadOnlyList<InPhase> InPhase);

    internal sealed record InPhase(string Phase, int Units, int Late);

    internal sealed record Query(Guid CampaignId, Guid? Unit, Rights Rights, PageOf Page) : IQuery<View>;

    public static async Task<Results<Ok<View>, Refused>> Handle(
        Guid campaignId, [AsParameters] Of of, [AsParameters] PageOf page, Caller caller, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new Query(campaignId, of.Unit, await caller.Rights(ct), page), ct)).Ok();

    internal sealed class Handler(PhaseEngineDb db, PlanCache plans, TimeProvider clock) : IQueryHandler<Query, View>
    {
        public async Task<Result<View>> Handle(Query request, CancellationToken cancellationToken)
        {
            if (!Cursor.TryRead<Place>(request.Page.After, out var after)) return HttpProblems.CursorInvalid;

            var campaign = await db.Campaigns.AsNoTracking().SingleOrDefaultAsync(
                c => c.Id == request.CampaignId && (c.Status == CampaignStatus.Running || c.Status == CampaignStatus.Closed), cancellationToken);
            if (campaign is null) return HttpProblems.NotFound;

            var visible = request.Rights.Among(db.Units.AsNoTracking(), Acts.RunsSee);
            if (await BoardTop.Of(db, visible, campaign, request.Unit, cancellationToken) is not { } top) return HttpProblems.NotFound;

            var plan = await plans.Get(db, campaign.TemplateId, campaign.TemplateVersion, cancellationToken);
            var today = LocalDays.On(clock.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById(campaign.Zone));
            List<Phase> phases = [.. plan.Activities.OfType<PlanPhase>().Select(p => new Phase(p.Key!, p.Title.Said()))];
            var groups = (await Count(campaign.Id, visible, top.Path, today, cancellationToken)).ToLookup(g => g.Place);

            var children = await visible.Where(u => u.ParentId == top.Id)
                .Select(u => new { u.Id, u.Name, u.Code, u.Type, Path = EF.Property<string>(u, UnitPaths.Property), HasLower = db.Units.Any(l => l.ParentId == u.Id) })
                .ToListAsync(cancellationToken);
            var rows = children.Where(c => groups.Contains(c.Path) && (after is null || string.CompareOrdinal(c.Code, after.Code) > 0))
                .OrderBy(c => c.Code, StringComparer.Ordinal).Take(request.Page.Size + 1).ToList();
            var below = rows.ConvertAll(c => new Row(c.Id, c.Name, c.Code, c.Type, c.HasLower, Sum(groups[c.Path], phases))).Cut(request.Page, r => new Place(r.Code));
            var above = await visible.Where(u => u.Id == top.ParentId).Select(u => (Guid?)u.Id).SingleOrDefaultAsync(cancellationToken);
            return new View(
                top.Id, top.Name, above, today, phases, Sum(groups.SelectMany(g => g), phases),
                groups.Contains(top.Path) ? Sum(groups[top.Path], phases) : null,
                below.Items, below.Next);
        }

        /// <summary>One set: the runs of the subtree by the unit below the top that they stand under, and by how they stand.</summary>
        private Task<List<Group>> Count(Guid campaign, IQueryable<Unit> visible, string top, DateOnly today, CancellationToken ct)
        {
            var length = UnitPaths.LengthBelow(top);
            return (
                from run in db.Runs
                where run.CampaignId == campaign
                join unit in visible.InSubtree(top) on run.UnitId equals unit.Id
                group run by new { Place = EF.Property<string>(unit, UnitPaths.Property).Substring(0, length), run.Status, run.Phase, run.GateStatus }
                into same
                select new Group(
                    same.Key.Place, same.Key.Status, same.Key.Phase, same.Key.GateStatus, same.Count(), same.Count(r => r.Awaits != null),
                    same.Count(r => r.Status == RunStatus.Active && r.DueOn < today))).ToListAsync(ct);
        }

        private static Counts Sum(IEnumerable<Group> groups, IReadOnlyList<Phase> phases)
        {
            var all = groups.ToList();
            int Standing(RunStatus status) => all.Where(g => g.Status == status).Sum(g => g.Units);
            var inPhase = all.SelectMany(g => (g.Phases?.Split(' ') ?? []).Select(key => (Key: key, Group: g))).ToLookup(p => p.Key, p => p.Group);
            return new(
                all.Sum(g => g.Units), Standing(RunStatus.Active), Standing(RunStatus.Suspended), Standing(RunStatus.Finished), Standing(RunStatus.Closed),
                all.Where(g => g.Status == RunStatus.Active).Sum(g => g.Waiting),
                all.Where(g => g.Status == RunStatus.Active && g.Gate == GateStatus.Returned).Sum(g => g.Units), all.Sum(g => g.Late),
                [.. phases.Where(p => inPhase.Contains(p.Key)).Select(p => new InPhase(p.Key, inPhase[p.Key].Sum(g => g.Units), inPhase[p.Key].Sum(g => g.Late)))]);
        }

        private sealed record Place(string Code);

        private sealed record Group(string Place, RunStatus Status, string? Phases, GateStatus? Gate, int Units, int Waiting, int Late);
    }
}
