using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core.Engine;
using PhaseEngine.Data;
using PhaseEngine.Data.Runs;

namespace PhaseEngine.Server.Demo;

/// <summary>What happened in the demo's weeks, counted in the database.</summary>
internal sealed record DemoSummary(
    int Units, int Members, int Runs, int GatesAsked, int GatesPassed, int GatesReturned, int PassedAfterReturn, int RemindersSent,
    int MeetingsConvened, int Evidence, int Events, bool ChainVerified)
{
    public static async Task<DemoSummary> Count(PhaseEngineDb db, RunStore runs, Guid campaign, bool chainVerified, CancellationToken ct)
    {
        var (asked, passed, returned, again) = (0, 0, 0, 0);
        var returns = (await db.Decisions.AsNoTracking().Where(d => d.Verdict == "return")
            .Select(d => new { d.RunId, d.Key }).ToListAsync(ct)).ToLookup(d => (d.RunId, d.Key));
        foreach (var id in await db.Runs.Where(r => r.CampaignId == campaign).Select(r => r.Id).ToListAsync(ct))
        {
            var run = (await runs.Load(id, forUpdate: false, ct))!;
            foreach (var gate in run.Plan.Activities.OfType<PlanGate>())
            {
                if (run.State.Gates[gate.Index] is not { } state) continue;
                var sentBack = returns[(id, gate.Key!)].Count();
                asked += run.State.Activities[gate.Index].Asked;
                returned += sentBack;
                if (state.Status != GateStatus.Passed) continue;
                passed++;
                if (sentBack > 0) again++;
            }
        }

        return new DemoSummary(
            await db.Units.CountAsync(ct), await db.Members.CountAsync(ct), await db.Runs.CountAsync(r => r.CampaignId == campaign, ct),
            asked, passed, returned, again, await db.Reminders.CountAsync(ct), await db.ReviewMeetings.CountAsync(ct),
            await db.Evidence.CountAsync(ct), await db.Events.CountAsync(ct), chainVerified);
    }
}
