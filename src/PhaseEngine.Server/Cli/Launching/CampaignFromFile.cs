using MediatR;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core;
using PhaseEngine.Core.Definitions;
using PhaseEngine.Data;
using PhaseEngine.Data.Campaigns;
using PhaseEngine.Data.Templates;
using PhaseEngine.Server.Features.Campaigns;
using PhaseEngine.Server.Features.Templates;

namespace PhaseEngine.Server.Cli.Launching;

/// <summary>What campaign is to be made of a template in a file.</summary>
/// <param name="Unit">The unit whose office runs it.</param>
/// <param name="Start">First day of its one batch.</param>
/// <param name="Title">For people; null: the template's.</param>
/// <param name="Types">Only units of these types take part; none: all below the unit.</param>
internal sealed record CampaignWish(Guid Unit, DateOnly Start, string? Title, IReadOnlyList<string> Types);

/// <summary>
/// Publishes a template in a file and drafts a campaign of it, each unless that has been done: run again after an interruption
/// it finds what is there already.
/// </summary>
internal sealed class CampaignFromFile(PhaseEngineDb db, IMediator mediator, Guid by)
{
    public async Task<Result<Guid>> Draft(TemplateDocument template, CampaignWish wish, CancellationToken ct)
    {
        var version = await Publish(template, ct);
        if (!version.IsOk) return version.Problem;

        var (id, number, title) = (template.DefinitionId, version.Value, wish.Title is null ? template.Title : new Text(wish.Title));
        var known = await db.Campaigns.AsNoTracking()
            .Where(c => c.TemplateId == id && c.TemplateVersion == number && c.UnitId == wish.Unit && c.Status != CampaignStatus.Closed)
            .Where(c => db.Batches.Any(b => b.CampaignId == c.Id && b.Number == 1 && b.Start == wish.Start))
            .ToListAsync(ct);
        if (known.FirstOrDefault(c => c.Title == title) is { } campaign) return campaign.Id;

        var scope = wish.Types.Count == 0 ? null : new ScopeRule(Types: wish.Types);
        var body = new DraftCampaign.Body(id, number, title, Zone: null, [new(Title: null, wish.Start, PhaseStarts: null, scope)], Exempt: null);
        var drafted = await mediator.Send(new DraftCampaign.Command(by, wish.Unit, body), ct);
        return drafted.IsOk ? drafted.Value.Id : drafted.Problem;
    }

    /// <summary>The published version that says the same as the file; made when there is none.</summary>
    private async Task<Result<int>> Publish(TemplateDocument template, CancellationToken ct)
    {
        var (id, hash) = (template.DefinitionId, template.ContentHash);
        var versions = await db.TemplateVersions.AsNoTracking().Where(v => v.TemplateId == id).OrderByDescending(v => v.Version).ToListAsync(ct);
        if (versions.FirstOrDefault(v => v.Status == TemplateStatus.Published && v.Hash == hash) is { } published) return published.Version;

        var draft = versions.FirstOrDefault() switch
        {
            null => await mediator.Send(new CreateTemplate.Command(by, template.Json), ct),
            { Status: TemplateStatus.Draft } newest => await Save(newest.Version, newest.Revision, template, ct),
            _ => await SaveNew(template, ct),
        };
        if (!draft.IsOk) return draft.Problem;

        var made = await mediator.Send(new PublishTemplate.Command(by, id, draft.Value.TemplateVersion, draft.Value.Version), ct);
        return made.IsOk ? made.Value.TemplateVersion : made.Problem;
    }

    private async Task<Result<TemplateVersionView>> SaveNew(TemplateDocument template, CancellationToken ct)
    {
        var draft = await mediator.Send(new DraftVersion.Command(by, template.DefinitionId), ct);
        return draft.IsOk ? await Save(draft.Value.TemplateVersion, draft.Value.Version, template, ct) : draft.Problem;
    }

    private Task<Result<TemplateVersionView>> Save(int version, int revision, TemplateDocument template, CancellationToken ct) =>
        mediator.Send(new SaveDraft.Command(by, template.DefinitionId, version, revision, template.Json), ct);
}
