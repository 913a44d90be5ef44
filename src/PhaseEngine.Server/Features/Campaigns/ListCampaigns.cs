using System.ComponentModel;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core;
using PhaseEngine.Data;
using PhaseEngine.Data.Campaigns;
using PhaseEngine.Data.Organisations;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.Identity;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Features.Campaigns;

/// <summary>
/// Campaigns that concern the reader, the newest first: run by a unit they answer for, or by one above theirs. A unit below sees
/// none before it is launched.
/// </summary>
internal static class ListCampaigns
{
    internal sealed record Filter(
        [property: Description("Only those that stand so")] WordOf<CampaignStatus>? Status,
        [property: Description("Only those on a version of this template")] string? Template,
        [property: Description("Part of the title, in any language")] string? Search);

    internal sealed record Query(Rights Rights, Filter Filter, PageOf Page) : IQuery<Page<CampaignView>>;

    public static async Task<Results<Ok<Page<CampaignView>>, Refused>> Handle(
        [AsParameters] Filter filter, [AsParameters] PageOf page, Caller caller, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new Query(await caller.Rights(ct), filter, page), ct)).Ok();

    internal sealed class Handler(PhaseEngineDb db) : IQueryHandler<Query, Page<CampaignView>>
    {
        public async Task<Result<Page<CampaignView>>> Handle(Query request, CancellationToken cancellationToken)
        {
            if (!Cursor.TryRead<Key>(request.Page.After, out var after)) return HttpProblems.CursorInvalid;

            var mine = request.Rights.Among(db.Units, Acts.CampaignsSee);
            var above = Above(request.Rights);
            var campaigns =
                from campaign in db.Campaigns
                join unit in db.Units on campaign.UnitId equals unit.Id
                where mine.Any(u => u.Id == unit.Id)
                    || ((campaign.Status == CampaignStatus.Running || campaign.Status == CampaignStatus.Closed)
                        && above.Contains(EF.Property<string>(unit, UnitPaths.Property)))
                select campaign;

            if (request.Filter.Status?.Value is { } status) campaigns = campaigns.Where(c => c.Status == status);
            if (request.Filter.Template is { } template) campaigns = campaigns.Where(c => c.TemplateId == template);
            // Titles are kept as JSON with their characters as they are.
            if (request.Filter.Search?.Trim() is { Length: > 0 } text) campaigns = campaigns.Where(c => ((string)(object)c.Title).Contains(text));
            if (after is not null)
                campaigns = campaigns.Where(c => c.CreatedAt < after.CreatedAt || (c.CreatedAt == after.CreatedAt && c.Id.CompareTo(after.Id) < 0));

            var rows = await campaigns.OrderByDescending(c => c.CreatedAt).ThenByDescending(c => c.Id)
                .AsNoTracking().Take(request.Page.Size + 1).ToListAsync(cancellationToken);
            return rows.Cut(request.Page, c => new Key(c.CreatedAt, c.Id)).Select(CampaignView.Of);
        }

        /// <summary>The places above the reader's own: what is run from there reaches them.</summary>
        private static IReadOnlyList<string> Above(Rights rights) =>
        [
            .. rights.Posts.Where(p => RoleActs.Of(p.Role).Contains(Acts.CampaignsSee) && p.Path != HeldPost.Everywhere)
                .SelectMany(p => UnitPaths.Above(p.Path).Append(p.Path)).Distinct(),
        ];

        private sealed record Key(DateTimeOffset CreatedAt, Guid Id);
    }
}
