using System.Text;
using System.Text.Json.Nodes;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core;
using PhaseEngine.Core.Definitions;
using PhaseEngine.Core.Engine;
using PhaseEngine.Core.Gates;
using PhaseEngine.Data;
using PhaseEngine.Data.Campaigns;
using PhaseEngine.Data.Runs;
using PhaseEngine.Data.Templates;
using PhaseEngine.Server.Features.Runs;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.Identity;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Features.Campaigns;

/// <summary>
/// As things stand, how many units under way a gate would let pass if it asked for these conditions: for whoever designs the
/// next version. Nothing is changed. Of very many units some are looked at, as good as drawn by lot.
/// </summary>
internal static class PreviewGate
{
    /// <summary>So many say enough, and are read in a moment.</summary>
    private const int Most = 2000;

    private const int AtOnce = 500;

    // Not required by its shape: who may not see the campaign learns that first.
    /// <param name="Gate">Key of the gate.</param>
    /// <param name="Conditions">A tree of conditions; none: nothing is asked.</param>
    internal sealed record Body([property: AtMost(40)] string? Gate, JsonNode? Conditions);

    /// <param name="Units">Units under way that the reader answers for.</param>
    /// <param name="Looked">How many of them were looked at: all whose way leads to this gate, unless there are very many.</param>
    /// <param name="Passed">Of these, through this gate already.</param>
    /// <param name="Passing">Of the others, those whose figures meet the conditions; null: the running version does not keep what they look at.</param>
    internal sealed record View(int Units, int Looked, int Passed, int? Passing);

    internal sealed record Query(Guid CampaignId, string Gate, JsonNode? Conditions, Rights Rights) : IQuery<View>;

    public static async Task<Results<Ok<View>, Refused>> Handle(Guid campaignId, Body body, Caller caller, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new Query(campaignId, body.Gate ?? "", body.Conditions, await caller.Rights(ct)), ct)).Ok();

    internal sealed class Handler(PhaseEngineDb db, RunStore store, TimeProvider clock) : IQueryHandler<Query, View>
    {
        public async Task<Result<View>> Handle(Query request, CancellationToken cancellationToken)
        {
            var campaign = await db.Campaigns.AsNoTracking()
                .SingleOrDefaultAsync(c => c.Id == request.CampaignId && c.Status == CampaignStatus.Running, cancellationToken);
            var visible = request.Rights.Among(db.Units.AsNoTracking(), Acts.RunsSee);
            var active = db.Runs.AsNoTracking().Where(
                r => r.CampaignId == request.CampaignId && r.Status == RunStatus.Active && visible.Any(u => u.Id == r.UnitId));
            if (campaign is null || !await active.AnyAsync(cancellationToken)) return HttpProblems.NotFound;

            // A moved run has another plan, with its figures in other places.
            var alike = active.Where(r => r.TemplateVersion == campaign.TemplateVersion);
            var document = await WholeOf(campaign, cancellationToken);
            if (!document.Activities.Any(a => a.Type == ActivityTypes.Gate && a.Key == request.Gate)) return RunProblems.NoSuchActivity(request.Gate);

            var tried = Trying(document, request.Gate, request.Conditions);
            var ids = await alike.OrderBy(r => r.Head).Select(r => r.Id).Take(Most).ToListAsync(cancellationToken); // a hash each: as good as by lot
            var (looked, passed, passing) = (0, 0, 0);
            foreach (var chunk in ids.Chunk(AtOnce))
            {
                foreach (var run in await store.Look(chunk, faults: [], cancellationToken))
                {
                    var gate = run.Plan.Gate(request.Gate)!; // looked for above, in this version
                    var status = run.State.Activities[gate.Index].Status;
                    var phase = run.Plan.PhaseOf(gate);
                    // Whose way went past the gate does not come to it.
                    if (status is ActivityStatus.Skipped or ActivityStatus.Ended || (phase is not null && run.State.Activities[phase.Index].Status == ActivityStatus.Skipped)) continue;

                    looked++;
                    if (status == ActivityStatus.Done) passed++;
                    else if (tried is not null && Passes(tried, run, request.Gate)) passing++;
                }
            }

            return new View(await active.CountAsync(cancellationToken), looked, passed, tried is null ? null : passing);
        }

        private async Task<TemplateDocument> WholeOf(Campaign campaign, CancellationToken ct)
        {
            var stored = await db.TemplateVersions.AsNoTracking()
                .Where(v => v.TemplateId == campaign.TemplateId && v.Version == campaign.TemplateVersion).Select(v => v.Definition).SingleAsync(ct);
            return TemplateDocument.Read(Encoding.UTF8.GetBytes(stored)).Document is { } document && (await WholeTemplate.Of(db, document, ct)).Merged is { } whole
                ? whole
                : throw new InvalidOperationException($"Version {campaign.TemplateVersion} of {campaign.TemplateId} is published and cannot be read.");
        }

        private bool Passes(Plan tried, RunRow run, string gate) =>
            GateReports.Passes(tried, run.Timetable, run.State, tried.Gate(gate)!, run.Timetable.Today(clock.GetUtcNow()));
    }

    /// <summary>
    /// The running version with other conditions at one gate. Null when they do not fit it, or look at categories of members
    /// that it does not count apart: then its runs hold no figures for them.
    /// </summary>
    private static Plan? Trying(TemplateDocument document, string gate, JsonNode? conditions)
    {
        var json = document.ToJson();
        var changed = Gates(json).Single(a => (string?)a["key"] == gate);
        if (Narrowed(changed["conditions"]) != Narrowed(conditions)) return null;

        changed["conditions"] = conditions?.DeepClone();
        return TemplateDocument.Read(json).Document is { } read ? TemplateCompiler.Compile(read).Plan : null;
    }

    private static IEnumerable<JsonObject> Gates(JsonObject definition)
    {
        var root = (definition["root"]?["activities"] as JsonArray ?? []).OfType<JsonObject>().ToList();
        var inside = root.SelectMany(a => a["body"]?["activities"] as JsonArray ?? []).OfType<JsonObject>();
        return root.Concat(inside).Where(a => (string?)a["type"] == ActivityTypes.Gate);
    }

    /// <summary>Which metrics a tree narrows to which categories, in its order: that is the order their figures are kept in.</summary>
    private static string Narrowed(JsonNode? tree) => tree switch
    {
        JsonObject { } leaf when leaf["members"] is JsonArray { Count: > 0 } members => $"{leaf["metric"]} {members.ToJsonString()};",
        JsonObject group => string.Concat(group.Select(p => Narrowed(p.Value))),
        JsonArray parts => string.Concat(parts.Select(Narrowed)),
        _ => "",
    };
}
