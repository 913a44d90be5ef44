using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core.Requirements.Register;
using PhaseEngine.Data;
using PhaseEngine.Data.Reviews;
using PhaseEngine.Data.Runs;
using PhaseEngine.Server.Features.Registers;
using PhaseEngine.Server.Features.Runs;
using PhaseEngine.Server.Texts;

namespace PhaseEngine.Server.Features.Drafts;

/// <summary>What a paper about a run draws on, besides what the run itself says.</summary>
internal sealed class PaperSource(PhaseEngineDb db)
{
    /// <param name="Unit">The unit's name.</param>
    /// <param name="Superior">Its superior's name; null at the top.</param>
    /// <param name="Campaign">The campaign's title.</param>
    internal sealed record Names(string Unit, string? Superior, string Campaign);

    public async Task<Names> NamesOf(RunRow run, CancellationToken ct)
    {
        var found = await (
            from unit in db.Units
            where unit.Id == run.UnitId
            join parent in db.Units on unit.ParentId equals parent.Id into parents
            from parent in parents.DefaultIfEmpty()
            from campaign in db.Campaigns
            where campaign.Id == run.CampaignId
            select new { unit.Name, Superior = parent == null ? null : parent.Name, campaign.Title }).SingleAsync(ct);
        return new(found.Name, found.Superior, found.Title.Said());
    }

    /// <summary>The register of problems as a heading, a sentence and, wanted, a table; nothing where no problem was entered.</summary>
    public async Task<IReadOnlyList<PaperPart>> Problems(RunReading reading, bool table, CancellationToken ct)
    {
        var run = reading.Row.Id;
        var items = await db.RectificationItems.AsNoTracking().Where(i => i.RunId == run)
            .OrderBy(i => i.Priority).ThenBy(i => i.Deadline).ThenBy(i => i.Id).ToListAsync(ct);
        if (items is []) return [];

        int In(params string[] states) => items.Count(i => states.Contains(Items.StateOf(i)));
        var parts = new List<PaperPart>
        {
            new PaperPart.Heading(PaperWords.Say("problems.title")),
            new PaperPart.Paragraph(PaperWords.Say(
                "problems.sum", ("all", items.Count), ("solved", In(ItemState.Solved)), ("explained", In(ItemState.Explained)),
                ("open", In([.. ItemState.Unsettled])), ("overdue", items.Count(i => Items.IsOverdue(i, reading.Today))))),
        };
        if (table) parts.Add(new PaperPart.Table([6, 5, 3, 3, 5], Head("problem", "measures", "who", "due", "result"), [.. items.Select(RowOf)]));
        return parts;
    }

    public static IReadOnlyList<string> Head(params string[] columns) => [.. columns.Select(column => PaperWords.Say($"column.{column}"))];

    private static IReadOnlyList<string> RowOf(RectificationItem item) =>
    [
        item.Problem, item.Measures ?? "", item.Owner ?? "", item.Deadline is { } due ? Words.Day(due) : "",
        item.Result ?? PaperWords.Say($"state.{Items.StateOf(item)}"),
    ];
}
