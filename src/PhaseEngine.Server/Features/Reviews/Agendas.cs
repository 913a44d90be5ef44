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
}
