using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core.Engine;
using PhaseEngine.Data;
using PhaseEngine.Data.Templates;
using PhaseEngine.Server.Texts;

namespace PhaseEngine.Server.Features.Extensions;

/// <summary>A request for more time as answers show it.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Campaign">The campaign's title.</param>
/// <param name="UnitId">The unit that asks.</param>
/// <param name="Unit">Its name.</param>
/// <param name="Key">The requirement, gate or phase.</param>
/// <param name="Title">Its title.</param>
/// <param name="Due">The day asked for.</param>
/// <param name="Reason">Why.</param>
/// <param name="AskedBy">Who asked.</param>
/// <param name="AskedAt">When.</param>
/// <param name="Status">How it stands.</param>
/// <param name="AnsweredBy">Who answered.</param>
/// <param name="AnsweredAt">When.</param>
/// <param name="NewDue">The day that was given.</param>
/// <param name="Answer">The reason given with the answer.</param>
internal sealed record ExtensionView(
    Guid RunId, string Campaign, Guid UnitId, string Unit, string Key, string Title, DateOnly Due, string Reason, string? AskedBy, DateTimeOffset AskedAt,
    ExtensionStatus Status, string? AnsweredBy, DateTimeOffset? AnsweredAt, DateOnly? NewDue, string? Answer)
{
    /// <summary>With the names of units, people and activities.</summary>
    public static async Task<IReadOnlyList<ExtensionView>> Of(
        PhaseEngineDb db, PlanCache plans, IReadOnlyList<ExtensionRequests.Request> requests, CancellationToken ct)
    {
        List<Guid> runIds = [.. requests.Select(r => r.RunId).Distinct()], people = [.. requests.SelectMany(r => new[] { r.AskedBy, r.AnsweredBy }).OfType<Guid>().Distinct()];
        var runs = await (
            from run in db.Runs
            where runIds.Contains(run.Id)
            join campaign in db.Campaigns on run.CampaignId equals campaign.Id
            join unit in db.Units on run.UnitId equals unit.Id
            select new { run.Id, run.TemplateVersion, campaign.TemplateId, campaign.Title, Unit = unit.Name }).ToDictionaryAsync(r => r.Id, ct);
        var names = await db.Users.Where(u => people.Contains(u.Id)).ToDictionaryAsync(u => u.Id, u => u.Name, ct);

        var views = new List<ExtensionView>(requests.Count);
        foreach (var request in requests)
        {
            var run = runs[request.RunId];
            var plan = await plans.Get(db, run.TemplateId, run.TemplateVersion, ct);
            views.Add(new(
                request.RunId, run.Title.Said(), request.Unit, run.Unit, request.Key, TitleOf(plan, request.Key), request.Due, request.Reason,
                names.GetValueOrDefault(request.AskedBy), request.AskedAt, request.Status, request.AnsweredBy is { } by ? names.GetValueOrDefault(by) : null,
                request.AnsweredAt, request.NewDue, request.Answer));
        }

        return views;
    }

    private static string TitleOf(Plan plan, string key) => plan.IndexOf(key) is >= 0 and var index ? plan.Activities[index].Title.Said() : key;
}
