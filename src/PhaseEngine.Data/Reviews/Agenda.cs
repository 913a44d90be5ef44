using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core.Engine;

namespace PhaseEngine.Data.Reviews;

/// <summary>One line of an agenda.</summary>
/// <param name="Sort">topic (from the template), item (open in a register) or action (open from a meeting before).</param>
/// <param name="Id">The item or action.</param>
/// <param name="Title">What it is about; of items and actions kept where they are recorded only, and empty as stored.</param>
/// <param name="Who">Who answers for it; the same.</param>
/// <param name="Due">By when.</param>
/// <param name="Overdue">Whether that has passed.</param>
public sealed record AgendaLine(string Sort, Guid? Id, string Title, string? Who, DateOnly? Due, bool Overdue);

/// <summary>Draws the agenda a meeting is convened with from what is open in the registers it looks at (S.28).</summary>
internal static class Agenda
{
    /// <summary>The open items of runs; a relapse is open again.</summary>
    public static async Task<ILookup<Guid, RectificationItem>> Open(PhaseEngineDb db, Guid[] runs, CancellationToken ct)
    {
        if (runs is []) return Array.Empty<RectificationItem>().ToLookup(i => i.RunId);

        var items = await db.RectificationItems.AsNoTracking()
            .Where(i => runs.Contains(i.RunId) && (i.Status == RectificationStatus.Open || i.Status == RectificationStatus.Relapsed))
            .ToListAsync(ct);
        return items.ToLookup(i => i.RunId);
    }

    /// <summary>The agenda of one meeting as JSON, the most pressing first: which items, not what they say of whom, so that what is erased there is gone.</summary>
    public static string Of(IEnumerable<RectificationItem> open, Plan plan, string meeting, DateOnly today) => JsonSerializer.Serialize(
        open.Where(i => plan.Requirement(meeting)!.AgendaFrom.Contains(i.Key))
            .OrderBy(i => i.Priority).ThenBy(i => i.Deadline ?? DateOnly.MaxValue).ThenBy(i => i.Id)
            .Select(i => new AgendaLine("item", i.Id, "", null, i.Deadline, i.Deadline < today)),
        JsonSerializerOptions.Web);
}
