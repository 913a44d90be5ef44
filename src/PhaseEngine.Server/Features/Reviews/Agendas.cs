using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core;
using PhaseEngine.Core.Engine;
using PhaseEngine.Data;
using PhaseEngine.Data.Reviews;
using PhaseEngine.Data.Runs;
using PhaseEngine.Server.Features.Registers;
using PhaseEngine.Server.Settings;
using PhaseEngine.Server.Texts;

namespace PhaseEngine.Server.Features.Reviews;

/// <summary>Draws the agenda of a meeting: the template's topics, the open items of its registers, what earlier meetings left open.</summary>
internal sealed class Agendas(PhaseEngineDb db, MeetingActions meetings, Today today)
{
    public async Task<IReadOnlyList<AgendaLine>> Of(RunRow run, PlanRequirement meeting, CancellationToken ct)
    {
        var lines = new List<AgendaLine>();
        var topics = meeting.For(run.State.Unit).Settings["agenda"] as JsonArray ?? [];
        lines.AddRange(topics.Select(Text.Read).OfType<Text>().Select(topic => new AgendaLine("topic", null, topic.Said(), null, null, false)));

        var registers = meeting.AgendaFrom;
        var items = await db.RectificationItems.AsNoTracking()
            .Where(i => i.RunId == run.Id && registers.Contains(i.Key) && (i.Status == RectificationStatus.Open || i.Status == RectificationStatus.Relapsed))
            .OrderBy(i => i.Priority).ThenBy(i => i.Deadline).ThenBy(i => i.Id).ToListAsync(ct);
        lines.AddRange(items.Select(i => new AgendaLine("item", i.Id, i.Problem, i.Owner, i.Deadline, Items.IsOverdue(i, today.Date))));

        var actions = MeetingActions.Of(await meetings.Records(run.Id, meeting.Key, ct));
        lines.AddRange(actions.Where(a => a.DoneOn is null).Select(a => new AgendaLine("action", a.Id, a.What, a.Who, a.Due, a.Due < today.Date)));
        return lines;
    }

    /// <summary>As an agenda is kept: what items and actions say stands where they are recorded.</summary>
    public static AgendaLine Stored(AgendaLine line) => line.Id is null ? line : line with { Title = "", Who = null };

    /// <summary>Agendas that were kept, with what their items and actions say today; those that are gone or erased say nothing.</summary>
    public async Task<Func<string, IReadOnlyList<AgendaLine>>> Kept(RunRow run, CancellationToken ct)
    {
        var said = await db.RectificationItems.AsNoTracking().Where(i => i.RunId == run.Id).Select(i => new { i.Id, i.Problem, i.Owner })
            .ToDictionaryAsync(i => i.Id, i => (What: i.Problem, Who: i.Owner), ct);
        foreach (var action in MeetingActions.Of(await meetings.Records(run.Id, null, ct))) said[action.Id] = (action.What, action.Who);
        return agenda =>
        [
            .. JsonSerializer.Deserialize<List<AgendaLine>>(agenda, JsonSerializerOptions.Web)!.Select(line =>
                line.Id is not { } id ? line : said.TryGetValue(id, out var found) ? line with { Title = found.What, Who = found.Who } : line with { Title = "—", Who = null }),
        ];
    }
}
