using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using PhaseEngine.Core;
using PhaseEngine.Data;
using PhaseEngine.Data.Campaigns;
using PhaseEngine.Data.Events;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.Identity;
using PhaseEngine.Server.Settings;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Features.Campaigns;

/// <summary>
/// Prepares a campaign of a unit's office: a published template, the batches with their calendars, and who takes part. Nothing
/// reaches the units before it is launched.
/// </summary>
internal static class DraftCampaign
{
    /// <param name="TemplateId">A template with a published version.</param>
    /// <param name="TemplateVersion">Which; the newest published when not given.</param>
    /// <param name="Title">For people; the template's when not given.</param>
    /// <param name="Zone">IANA time zone; the installation's when not given.</param>
    /// <param name="Batches">In order; the first is number 1 (S.10).</param>
    /// <param name="Exempt">Who does not take part although a rule finds them, and why.</param>
    internal sealed record Body(
        [property: Filled] string TemplateId, int? TemplateVersion, Text? Title, string? Zone, IReadOnlyList<BatchBody> Batches,
        IReadOnlyList<Exemption>? Exempt);

    /// <param name="Title">For people; 第n批 when not given.</param>
    /// <param name="Start">The batch's first day.</param>
    /// <param name="PhaseStarts">Planned starts set by hand, by phase key; those behind follow.</param>
    /// <param name="Scope">Which units; all units of the subtree when not given. A unit found by several batches belongs to the first.</param>
    internal sealed record BatchBody(Text? Title, DateOnly Start, IReadOnlyDictionary<string, DateOnly>? PhaseStarts, ScopeRule? Scope);

    internal sealed record Exemption(Guid UnitId, string Reason);

    internal sealed record Command(Guid By, Guid UnitId, Body Body) : ICommand<CampaignView>;

    public static async Task<Results<Created<CampaignView>, Refused>> Handle(
        Guid unitId, Body body, Caller caller, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new Command(caller.UserId, unitId, body), ct))
            .Answer(c => TypedResults.Created($"/api/v1/campaigns/{c.Id}", c));

    internal sealed class Handler(PhaseEngineDb db, Streams streams, CampaignDrafts drafts, ServerSettings settings, TimeProvider clock)
        : ICommandHandler<Command, CampaignView>
    {
        public async Task<Result<CampaignView>> Handle(Command request, CancellationToken cancellationToken)
        {
            var body = request.Body;
            var found = await drafts.Check(body, cancellationToken);
            if (!found.IsOk) return found.Problem;

            var (plan, now) = (found.Value, clock.GetUtcNow());
            var campaign = new Campaign
            {
                Id = Guid.CreateVersion7(now), Title = body.Title ?? plan.Title, TemplateId = body.TemplateId, TemplateVersion = plan.Version,
                UnitId = request.UnitId, Zone = body.Zone ?? settings.Zone, Scope = CampaignDrafts.ScopeOf(body), CreatedAt = now, CreatedBy = request.By,
            };
            db.Add(campaign);

            var units = await drafts.Fill(campaign, body, request.By, cancellationToken);
            if (units == 0) return CampaignProblems.ScopeEmpty;

            await streams.Append(StreamKind.Campaign, campaign.Id, request.By, "campaignDrafted", CampaignDrafts.FactsOf(campaign, body, units), cancellationToken);
            return CampaignView.Of(campaign);
        }
    }
}
