using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core;
using PhaseEngine.Core.Engine;
using PhaseEngine.Data;
using PhaseEngine.Data.Access;
using PhaseEngine.Data.Campaigns;
using PhaseEngine.Data.Organisations;
using PhaseEngine.Data.Templates;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.Settings;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Features.Campaigns;

/// <summary>
/// What a launch would do: the dates it makes of the template's, and the units that lack somebody for an approval or a
/// reminder. A vacant post stops nothing: what it would do falls to the superior.
/// </summary>
internal static class PreviewLaunch
{
    internal sealed record BatchDates(int Number, DateOnly Start, IReadOnlyList<PhaseDates> Phases);

    /// <param name="Role">The role the template names.</param>
    /// <param name="Units">How many units have nobody in it.</param>
    /// <param name="Examples">Some of them.</param>
    internal sealed record Vacancy(string Role, int Units, IReadOnlyList<string> Examples);

    internal sealed record View(int Units, IReadOnlyList<BatchDates> Batches, IReadOnlyList<Vacancy> Vacancies);

    internal sealed record Query(Guid CampaignId) : IQuery<View>;

    public static async Task<Results<Ok<View>, Refused>> Handle(Guid campaignId, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new Query(campaignId), ct)).Ok();

    internal sealed class Handler(PhaseEngineDb db, PlanCache plans, TimetableCache timetables, Today today) : IQueryHandler<Query, View>
    {
        public async Task<Result<View>> Handle(Query request, CancellationToken cancellationToken)
        {
            var id = request.CampaignId;
            if (await db.Campaigns.AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, cancellationToken) is not { } campaign)
                return CampaignProblems.NotFound;

            var plan = await plans.Get(db, campaign.TemplateId, campaign.TemplateVersion, cancellationToken);
            var calendarFrom = await db.KnownCalendarYears.MaxAsync(y => (DateTimeOffset?)y.ImportedAt, cancellationToken);
            var batches = new List<BatchDates>();
            foreach (var batch in await db.Batches.AsNoTracking().Where(b => b.CampaignId == id).OrderBy(b => b.Number).ToListAsync(cancellationToken))
            {
                var key = new TimetableKey(batch.Start, campaign.Zone, batch.PhaseStarts, calendarFrom);
                var timetable = await timetables.Get(db, plan, key, cancellationToken);
                batches.Add(new BatchDates(batch.Number, batch.Start, PhaseDates.Of(plan, timetable)));
            }

            var units = await db.CampaignUnits.CountAsync(u => u.CampaignId == id && u.ExemptReason == null, cancellationToken);
            return new View(units, batches, await Vacancies(id, RolesOf(plan), cancellationToken));
        }

        private static IReadOnlyList<string> RolesOf(Plan plan) =>
        [
            .. plan.Activities.OfType<PlanRequirement>().SelectMany(r => r.Rules.Approvals.Select(a => a.Role).Append(r.Rules.Owner))
                .Concat(plan.Activities.OfType<PlanGate>().SelectMany(g => g.Approvals.Select(a => a.Role)))
                .Where(role => role != "member").Distinct().Order(StringComparer.Ordinal),
        ];

        /// <summary>One pass over the units for all roles: a unit has somebody when a post on it or above it is about it.</summary>
        private async Task<IReadOnlyList<Vacancy>> Vacancies(Guid campaign, IReadOnlyList<string> roles, CancellationToken ct)
        {
            var day = today.Date;
            var posts = await (
                from post in db.Posts
                where roles.Contains(post.Role) && post.From <= day && (post.Until == null || day < post.Until)
                join unit in db.Units on post.UnitId equals unit.Id
                select new { post.Role, post.Subtree, Path = EF.Property<string>(unit, UnitPaths.Property) }).ToListAsync(ct);
            var held = posts.Select(p => (p.Role, p.Path, p.Subtree)).ToHashSet();

            var vacant = roles.ToDictionary(role => role, _ => (Units: 0, Examples: new List<string>()));
            var takingPart = db.CampaignUnits.Where(c => c.CampaignId == campaign && c.ExemptReason == null)
                .Join(db.Units, c => c.UnitId, u => u.Id, (_, u) => new { u.Name, Path = EF.Property<string>(u, UnitPaths.Property) });
            await foreach (var unit in takingPart.AsAsyncEnumerable().WithCancellation(ct))
            {
                foreach (var role in roles)
                {
                    if (UnitPaths.Above(unit.Path).Prepend(unit.Path).Any(place => Stands(role, place, unit.Path))) continue;

                    var (units, examples) = vacant[role];
                    if (examples.Count < 10) examples.Add(unit.Name);
                    vacant[role] = (units + 1, examples);
                }
            }

            return [.. vacant.Where(v => v.Value.Units > 0).Select(v => new Vacancy(v.Key, v.Value.Units, v.Value.Examples))];

            bool Stands(string role, string place, string unit) =>
                (Holders.Covers(role, place, subtree: true, unit) && held.Contains((role, place, true)))
                || (Holders.Covers(role, place, subtree: false, unit) && held.Contains((role, place, false)));
        }
    }
}
