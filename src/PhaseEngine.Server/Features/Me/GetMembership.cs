using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core;
using PhaseEngine.Core.Engine;
using PhaseEngine.Core.Organisations;
using PhaseEngine.Core.Requirements;
using PhaseEngine.Data;
using PhaseEngine.Data.Campaigns;
using PhaseEngine.Data.Runs;
using PhaseEngine.Server.Features.Evidence;
using PhaseEngine.Server.Features.Members;
using PhaseEngine.Server.Features.Runs;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.Identity;
using PhaseEngine.Server.Settings;
using PhaseEngine.Server.Texts;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Features.Me;

/// <summary>
/// What the product knows of the caller as a member: their own details, what is asked of them in running campaigns and what is
/// recorded of them, and the next meetings of their unit (S.46). Nobody else's.
/// </summary>
internal static class GetMembership
{
    /// <param name="Member">Their details; null: the account is not linked to a member.</param>
    /// <param name="Unit">The unit of affiliation.</param>
    /// <param name="CountsIn">The unit in which they count today; null: in none.</param>
    /// <param name="Duties">What is asked of each member, with what is recorded of this one.</param>
    /// <param name="Meetings">Convened and not held yet.</param>
    internal sealed record View(MemberView? Member, string? Unit, string? CountsIn, IReadOnlyList<Duty> Duties, IReadOnlyList<MeetingAhead> Meetings);

    /// <param name="RunId">The unit's run.</param>
    /// <param name="Campaign">The campaign's title.</param>
    /// <param name="Key">The requirement.</param>
    /// <param name="Kind">What sort of thing it asks for.</param>
    /// <param name="Title">Its title.</param>
    /// <param name="Status">How it stands for the unit.</param>
    /// <param name="Due">By when.</param>
    /// <param name="DaysLeft">Until then.</param>
    /// <param name="Names">Of the marks, in their order.</param>
    /// <param name="Marks">The member's sums; none when nothing is recorded.</param>
    /// <param name="Counted">What the marks come to, by name.</param>
    /// <param name="Counts">The same for this member.</param>
    /// <param name="Hours">Hours of study set for the member; null: none are.</param>
    /// <param name="Basis">Why it is asked for.</param>
    /// <param name="Forms">What the member may record themselves.</param>
    internal sealed record Duty(
        Guid RunId, string Campaign, string Key, string Kind, string Title, string Status, DateOnly? Due, int? DaysLeft, IReadOnlyList<string> Names,
        IReadOnlyList<long> Marks, IReadOnlyList<string> Counted, IReadOnlyList<long> Counts, decimal? Hours, IReadOnlyList<BasisView> Basis, IReadOnlyList<string> Forms);

    internal sealed record MeetingAhead(string Title, DateOnly On);

    internal sealed record Query(Guid UserId) : IQuery<View>;

    public static async Task<Results<Ok<View>, Refused>> Handle(Caller caller, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new Query(caller.UserId), ct)).Ok();

    internal sealed class Handler(PhaseEngineDb db, RunStore store, RunReadings readings, ServedRuns served, MarkBook book, Today today) : IQueryHandler<Query, View>
    {
        public async Task<Result<View>> Handle(Query request, CancellationToken cancellationToken)
        {
            var member = await (
                from user in db.Users
                where user.Id == request.UserId
                join found in db.Members on user.MemberId equals found.Id
                select found).AsNoTracking().SingleOrDefaultAsync(cancellationToken);
            if (member is null) return new View(null, null, null, [], []);

            var place = member.CountsIn(today.Date);
            var names = await db.Units.Where(u => u.Id == member.UnitId || u.Id == place).ToDictionaryAsync(u => u.Id, u => u.Name, cancellationToken);
            var duties = new List<Duty>();
            var meetings = new List<MeetingAhead>();
            foreach (var (run, campaign) in place is { } unit ? await RunsOf(unit, cancellationToken) : [])
            {
                duties.AddRange(await Duties(run, campaign, member, cancellationToken));
                meetings.AddRange(await Meetings(run, cancellationToken));
            }

            return new View(
                MemberView.Of(member, today.Date), names[member.UnitId], place is { } here ? names[here] : null, duties, [.. meetings.OrderBy(m => m.On)]);
        }

        private async Task<IReadOnlyList<(RunRow Run, string Campaign)>> RunsOf(Guid unit, CancellationToken ct)
        {
            var found = await (
                from run in db.Runs
                where run.UnitId == unit && run.Status == RunStatus.Active
                join campaign in db.Campaigns on run.CampaignId equals campaign.Id
                where campaign.Status == CampaignStatus.Running
                orderby campaign.LaunchedAt
                select new { run.Id, campaign.Title }).ToListAsync(ct);
            var rows = (await store.Look([.. found.Select(f => f.Id)], ct)).ToDictionary(r => r.Id);
            return [.. found.Select(f => (rows[f.Id], f.Title.Said()))];
        }

        private async Task<IReadOnlyList<Duty>> Duties(RunRow run, string campaign, Member member, CancellationToken ct)
        {
            var reading = readings.Of(run);
            var duties = new List<Duty>();
            foreach (var requirement in run.Plan.Activities.OfType<PlanRequirement>().Where(r => r.Kind.Marks.Count > 0))
            {
                var one = await served.WithMembers(run, requirement, ct);
                if (!one.Members.TryGetValue(member.Id, out var facts) || !one.Rules.Asks(run.State.Unit, facts)) continue;

                var view = RequirementView.Of(reading, requirement);
                if (view.Status is "waiting" or "notAsked") continue;
                var rows = await book.RowsOf(one, [member.Id], ct);
                IReadOnlyList<long> sums = rows.Contains(member.Id) ? MarkSums.Of(rows[member.Id].Select(r => r.Marks)) : [];
                duties.Add(new(
                    run.Id, campaign, view.Key, view.Kind, view.Title, view.Status, view.Due, view.DaysLeft, requirement.Kind.Marks, sums,
                    [.. requirement.Kind.Counters.Where(c => c.OfMembers).Select(c => c.Name)], one.CountsOf(member.Id, sums),
                    (decimal?)one.Rules.SettingsFor(run.State.Unit, facts)["hours"], view.Basis, view.Forms));
            }

            return duties;
        }

        private async Task<IEnumerable<MeetingAhead>> Meetings(RunRow run, CancellationToken ct)
        {
            var ahead = await db.ReviewMeetings.AsNoTracking()
                .Where(m => m.RunId == run.Id && m.EvidenceId == null && m.ProposedOn >= today.Date).ToListAsync(ct);
            return ahead.Select(m => new MeetingAhead(run.Plan.Requirement(m.Key)?.TitleFor(run.State.Unit).Said() ?? m.Key, m.ProposedOn));
        }
    }
}
