using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core.Calendars;
using PhaseEngine.Core.Engine;
using PhaseEngine.Data;
using PhaseEngine.Data.Campaigns;
using PhaseEngine.Data.Organisations;
using PhaseEngine.Data.Templates;

namespace PhaseEngine.Server.Features.Campaigns;

/// <summary>
/// What the runs of a subtree wait for, counted over their states one after the other: no column holds it. A hundred thousand
/// states take seconds, so one count goes on at a time, and what was counted is told for a minute, or for longer where counting
/// takes long: a page that many look at never keeps a processor busy.
/// </summary>
internal sealed class HoldupCounts(PlanCache plans, TimeProvider clock) : IDisposable
{
    private const int Rest = 30;
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _turn = new(1);
    private readonly ConcurrentDictionary<(Guid Campaign, string Path, bool Whole), Counted> _counted = new();

    internal record struct PhaseCount(int Waiting, int In, int Done, int Skipped);

    internal record struct ItemCount(int Open, int Late, int Superior, int Returned);

    /// <param name="Phases">By the index of the activity.</param>
    /// <param name="Items">By the index of the activity.</param>
    internal sealed record Counted(DateTimeOffset At, TimeSpan Took, int Units, PhaseCount[] Phases, ItemCount[] Items)
    {
        public bool IsFresh(DateTimeOffset now) => At <= now && now - At < (Took * Rest > Fresh ? Took * Rest : Fresh);
    }

    /// <param name="db">The database.</param>
    /// <param name="campaign">The campaign.</param>
    /// <param name="plan">The campaign's own plan; runs on other versions count by key.</param>
    /// <param name="top">The place of the unit looked at.</param>
    /// <param name="whole">With what stands below it.</param>
    /// <param name="ct">Gives up.</param>
    public async Task<Counted> Of(PhaseEngineDb db, Campaign campaign, Plan plan, string top, bool whole, CancellationToken ct)
    {
        var key = (campaign.Id, top, whole);
        if (_counted.TryGetValue(key, out var known) && known.IsFresh(clock.GetUtcNow())) return known;

        await _turn.WaitAsync(ct);
        try
        {
            var now = clock.GetUtcNow();
            if (_counted.TryGetValue(key, out known) && known.IsFresh(now)) return known;
            foreach (var (old, count) in _counted)
            {
                if (!count.IsFresh(now)) _counted.TryRemove(old, out _);
            }

            return _counted[key] = await Count(db, campaign, plan, top, whole, now, ct);
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private async Task<Counted> Count(PhaseEngineDb db, Campaign campaign, Plan plan, string top, bool whole, DateTimeOffset now, CancellationToken ct)
    {
        var today = LocalDays.On(now, TimeZoneInfo.FindSystemTimeZoneById(campaign.Zone));
        var begun = clock.GetTimestamp();
        var counted = new Counted(now, TimeSpan.Zero, 0, new PhaseCount[plan.Activities.Length], new ItemCount[plan.Activities.Length]);
        var units = whole ? db.Units.InSubtree(top) : db.Units.Where(u => EF.Property<string>(u, UnitPaths.Property) == top);
        var runs =
            from run in db.Runs
            where run.CampaignId == campaign.Id && run.Status != RunStatus.Closed
            join unit in units on run.UnitId equals unit.Id
            select new { run.TemplateVersion, run.State };
        var number = 0;
        await foreach (var run in runs.AsNoTracking().AsAsyncEnumerable().WithCancellation(ct))
        {
            var own = run.TemplateVersion == plan.Version ? plan : await plans.Get(db, campaign.TemplateId, run.TemplateVersion, ct);
            Add(counted, plan, own, StateCodec.Read(own, run.State), today);
            number++;
        }

        return counted with { Units = number, Took = clock.GetElapsedTime(begun) };
    }
    /// <summary>One unit. What it does not have open holds it nowhere.</summary>
    private static void Add(Counted counted, Plan plan, Plan own, RunState run, DateOnly today)
    {
        foreach (var activity in own.Activities)
        {
            if (plan.IndexOf(activity.Key) is not (>= 0 and var index)) continue;

            ref readonly var state = ref run.Activities[activity.Index];
            if (activity is PlanPhase)
            {
                Add(ref counted.Phases[index], state);
                continue;
            }

            var gate = activity is PlanGate ? run.Gates[activity.Index]?.Status ?? GateStatus.Closed : (GateStatus?)null;
            var open = run.Status == RunStatus.Active && (activity is PlanRequirement ? state.RoundStatus == RoundStatus.Open : gate is not null && state.Status == ActivityStatus.Open);
            if (!open) continue;

            ref var item = ref counted.Items[index];
            item.Open++;
            if (state.Awaiting is not null) item.Superior++;
            else if (Lateness.Days(own, run, activity, today) > 0) item.Late++;
            if (gate == GateStatus.Returned) item.Returned++;
        }
    }

    private static void Add(ref PhaseCount phase, in ActivityState state)
    {
        switch (state)
        {
            case { Status: ActivityStatus.Skipped }: phase.Skipped++; break;
            case { Status: ActivityStatus.Done or ActivityStatus.Ended }: phase.Done++; break;
            case { Status: ActivityStatus.Open, Entered: not null }: phase.In++; break;
            default: phase.Waiting++; break;
        }
    }
}
