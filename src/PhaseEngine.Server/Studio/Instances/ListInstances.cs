using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core.Engine;
using PhaseEngine.Data;
using PhaseEngine.Data.Campaigns;
using PhaseEngine.Server.Identity;
using PhaseEngine.Server.Texts;

namespace PhaseEngine.Server.Studio.Instances;

/// <summary>The runs of units the reader answers for, as the Studio lists instances.</summary>
internal static class ListInstances
{
    private const int MostAtOnce = 100;

    public static async Task<IResult> Handle([FromBody] JsonObject filter, Caller caller, PhaseEngineDb db, CancellationToken ct)
    {
        var units = (await caller.Rights(ct)).Among(db.Units, Acts.RunsSee);
        var rows =
            from run in db.Runs
            join unit in units on run.UnitId equals unit.Id
            join campaign in db.Campaigns on run.CampaignId equals campaign.Id
            where campaign.Status == CampaignStatus.Running || campaign.Status == CampaignStatus.Closed
            select new { run, unit.Name, unit.Code, campaign.Title, campaign.TemplateId, campaign.LaunchedAt };
        if (Word(filter["definitionId"]) is { } template) rows = rows.Where(r => r.TemplateId == template);
        if (Word(filter["searchTerm"]) is { } text) rows = rows.Where(r => r.Name.Contains(text) || r.Code.Contains(text));
        if (Asked(filter) is { } statuses) rows = rows.Where(r => statuses.Contains(r.run.Status));

        var size = Math.Clamp(Number(filter["pageSize"]) ?? MostAtOnce, 1, MostAtOnce);
        var page = await rows.OrderBy(r => r.Code).ThenBy(r => r.run.Id).Skip(Math.Max(0, Number(filter["page"]) ?? 0) * size).Take(size).AsNoTracking().ToListAsync(ct);
        JsonArray items = [.. page.Select(r => InstanceForm.Of(
            r.run.Id, r.TemplateId, r.run.TemplateVersion, $"{r.Name} · {r.Title.Said()}", r.Code, r.run.Status, r.LaunchedAt ?? default, r.LaunchedAt ?? default))];
        return Results.Json(new JsonObject { ["items"] = items, ["totalCount"] = await rows.CountAsync(ct) });
    }

    /// <summary>The Studio asks by one status or by several.</summary>
    private static List<RunStatus>? Asked(JsonObject filter)
    {
        List<string> words = [.. new[] { filter["status"] }.Concat(filter["statuses"] as JsonArray ?? []).Select(Word).OfType<string>()];
        return words is [] ? null : [.. Enum.GetValues<RunStatus>().Where(status => words.Contains(InstanceForm.StatusOf(status)))];
    }

    private static string? Word(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var word) && word.Trim() is { Length: > 0 } text ? text : null;

    private static int? Number(JsonNode? node) => node is JsonValue value && value.TryGetValue<int>(out var number) ? Math.Min(number, 1_000_000) : null;
}
