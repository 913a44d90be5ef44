using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core;
using PhaseEngine.Data;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.Identity;
using PhaseEngine.Server.Texts;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Features.Opinions;

/// <summary>The opinions the reader gave that stand, the latest first.</summary>
internal static class ListGivenOpinions
{
    /// <param name="Id">The record.</param>
    /// <param name="RunId">The run.</param>
    /// <param name="Key">The requirement that asked.</param>
    /// <param name="Campaign">The campaign's title.</param>
    /// <param name="Unit">The unit it is about.</param>
    /// <param name="On">The day of the opinion.</param>
    internal sealed record View(Guid Id, Guid RunId, string Key, string Campaign, string Unit, DateOnly On);

    internal sealed record Query(Guid UserId, Rights Rights, PageOf Page) : IQuery<Page<View>>;

    public static async Task<Results<Ok<Page<View>>, Refused>> Handle([AsParameters] PageOf page, Caller caller, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new Query(caller.UserId, await caller.Rights(ct), page), ct)).Ok();

    internal sealed class Handler(PhaseEngineDb db) : IQueryHandler<Query, Page<View>>
    {
        public async Task<Result<Page<View>>> Handle(Query request, CancellationToken cancellationToken)
        {
            if (!Cursor.TryRead<Place>(request.Page.After, out var after)) return HttpProblems.CursorInvalid;

            var own =
                from item in db.Evidence
                where item.RecordedBy == request.UserId && item.Kind == OpinionsAsked.Kind && item.SupersededBy == null
                join use in db.EvidenceUses on item.Id equals use.EvidenceId
                join run in db.Runs on use.RunId equals run.Id
                join unit in request.Rights.Among(db.Units, Acts.OpinionsGive) on run.UnitId equals unit.Id
                join campaign in db.Campaigns on run.CampaignId equals campaign.Id
                select new { item.Id, use.RunId, use.Key, campaign.Title, unit.Name, item.On };
            // Ids follow the time they were made at. One opinion may be about several units, and serve a unit's run twice.
            if (after is not null)
            {
                own = own.Where(o => o.Id.CompareTo(after.Id) < 0
                    || (o.Id == after.Id && (o.RunId.CompareTo(after.RunId) < 0 || (o.RunId == after.RunId && o.Key.CompareTo(after.Key) < 0))));
            }

            var rows = await own.OrderByDescending(o => o.Id).ThenByDescending(o => o.RunId).ThenByDescending(o => o.Key).Take(request.Page.Size + 1).ToListAsync(cancellationToken);
            return rows.Cut(request.Page, o => new Place(o.Id, o.RunId, o.Key)).Select(o => new View(o.Id, o.RunId, o.Key, o.Title.Said(), o.Name, o.On));
        }

        private sealed record Place(Guid Id, Guid RunId, string Key);
    }
}
