using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core.Definitions;
using PhaseEngine.Core.Engine;
using PhaseEngine.Data;
using PhaseEngine.Data.Events;
using PhaseEngine.Data.Evidence;
using PhaseEngine.Data.Runs;
using PhaseEngine.Data.Templates;
using PhaseEngine.Server.Features.Runs;
using PhaseEngine.Server.Identity;
using PhaseEngine.Server.Texts;

namespace PhaseEngine.Server.Studio.Instances;

/// <summary>One sentence of a run's record.</summary>
/// <param name="Number">From 1, over the whole record.</param>
/// <param name="At">When.</param>
/// <param name="By">Who; null: the product itself.</param>
/// <param name="Activity">What it is about; null: the run as a whole.</param>
/// <param name="Text">What became so.</param>
internal sealed record JournalLine(int Number, DateTimeOffset At, string? By, PlanActivity? Activity, string Text);

/// <summary>What the viewer's answers about a run are made from.</summary>
internal sealed class RunJournals(PhaseEngineDb db, RunStore runs, Remarks remarks, Caller caller)
{
    /// <summary>Named in a body or a query, where no policy looks; null when there is no such run, or it is none of the reader's.</summary>
    public async Task<RunRow?> Visible(string? run, CancellationToken ct) =>
        Guid.TryParse(run, out var id) && await runs.Load(id, forUpdate: false, ct) is { } row && (await caller.Rights(ct)).May(Acts.RunsSee, row.UnitPath) ? row : null;

    /// <summary>Named in the address, where the policy looks; null while its campaign is being launched.</summary>
    public async Task<RunRow?> Of(Guid run, CancellationToken ct) => await runs.Load(run, forUpdate: false, ct);

    /// <summary>The template version a run is on, and the definition as the unit meets it.</summary>
    public async Task<(TemplateVersion Version, TemplateDocument Whole)> DefinitionOf(Guid run, CancellationToken ct)
    {
        var version = await (
            from one in db.Runs
            where one.Id == run
            join campaign in db.Campaigns on one.CampaignId equals campaign.Id
            join template in db.TemplateVersions on new { campaign.TemplateId, Version = one.TemplateVersion } equals new { template.TemplateId, template.Version }
            select template).AsNoTracking().SingleAsync(ct);
        var document = Features.Templates.Definitions.Read(version);
        return (version, (await WholeTemplate.Of(db, document, ct)).Merged ?? document);
    }

    /// <summary>The whole record in sentences, the oldest first.</summary>
    public async Task<IReadOnlyList<JournalLine>> LinesOf(RunRow run, CancellationToken ct)
    {
        var events = await (
            from entry in db.Events
            where entry.Stream == run.Id
            join user in db.Users on entry.Actor equals user.Id into users
            from user in users.DefaultIfEmpty()
            orderby entry.Seq
            select new { entry.At, entry.Payload, user.Name }).AsNoTracking().ToListAsync(ct);
        var words = await remarks.Read(events.SelectMany(entry => Remarks.In(entry.Payload)), Phrases.Say("runs.fact.erased"), ct);
        return [.. events
            .SelectMany(entry => EventSentences.Told(run.Plan, EventPayload.Facts(entry.Payload), words).Select(sentence => (entry, sentence)))
            .Select((line, index) => new JournalLine(
                index + 1, line.entry.At, line.entry.Name, Find(run.Plan, line.sentence.Key), line.sentence.Text))];
    }

    /// <summary>The address of each activity on the Studio's canvas, by its id.</summary>
    public static IReadOnlyDictionary<string, string> NodesOf(TemplateDocument document)
    {
        var nodes = new Dictionary<string, string>(StringComparer.Ordinal);
        var flows = new Stack<JsonNode?>([document.ToJson()["root"]]);
        while (flows.TryPop(out var flow))
        {
            foreach (var activity in (flow?["activities"] as JsonArray)?.OfType<JsonObject>() ?? [])
            {
                nodes.TryAdd((string?)activity["id"] ?? "", (string?)activity["nodeId"] ?? "");
                if (activity["body"] is JsonObject body) flows.Push(body);
            }
        }

        return nodes;
    }

    private static PlanActivity? Find(Plan plan, string? key) => plan.IndexOf(key) is >= 0 and var index ? plan.Activities[index] : null;
}
