using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PhaseEngine.Core;
using PhaseEngine.Core.Engine;
using PhaseEngine.Data.Events;
using PhaseEngine.Data.Organisations;
using PhaseEngine.Data.Runs;
using PhaseEngine.Data.Sql;
using PhaseEngine.Data.Templates;

namespace PhaseEngine.Data.Campaigns;

/// <summary>
/// Makes the runs of a campaign, set by set in the order of the units' ids: while some sets are written, the next is made. Each set
/// and how far it brought the launch are one transaction, and they are committed in order, so a launch goes on where it stopped, on
/// any node, and makes no run twice. Nobody sees a run before all are made.
/// </summary>
public sealed class CampaignLaunch(
    PhaseEngineDb db, RunStore runs, PlanCache plans, TimetableCache timetables, IServiceScopeFactory scopes)
{
    public const string Act = "launched";

    /// <summary>How long a node that fell silent keeps a launch for itself.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(20);

    /// <summary>How often a set that waits for the one before shows that somebody is there: several times before it would pass for stuck.</summary>
    private static readonly TimeSpan Sign = TimeSpan.FromMilliseconds(500);

    /// <summary>Begins a launch: nothing about the campaign can be edited from here on. <see cref="Continue"/> does the work.</summary>
    public async Task<Result<Launch>> Begin(Guid campaign, Guid by, DateTimeOffset now, CancellationToken ct)
    {
        // Within the transaction of a command, or in one of its own.
        await using var own = db.Database.CurrentTransaction is null ? await db.BeginWrite(ct) : null;
        var begun = await db.Campaigns.Where(c => c.Id == campaign && c.Status == CampaignStatus.Draft).ExecuteUpdateAsync(
            set => set.SetProperty(c => c.Status, CampaignStatus.Launching).SetProperty(c => c.LaunchedAt, Chain.OnRecord(now))
                .SetProperty(c => c.LaunchedBy, by).SetProperty(c => c.Version, c => c.Version + 1), ct);
        if (begun == 0) return new Problem("campaign-not-draft", ProblemKind.Conflict, ("campaign", campaign));

        var launch = new Launch
        {
            CampaignId = campaign, Status = LaunchStatus.Running, StartedAt = Chain.OnRecord(now), StartedBy = by,
            Total = await db.CampaignUnits.CountAsync(u => u.CampaignId == campaign && u.ExemptReason == null, ct),
        };
        db.Launches.Add(launch);
        await db.SaveChangesAsync(ct);
        if (own is not null) await own.CommitAsync(ct);
        return launch;
    }

    /// <summary>Stops a launch before its next set; <see cref="Resume"/> lets it go on.</summary>
    public Task Cancel(Guid campaign, CancellationToken ct) => Turn(campaign, LaunchStatus.Running, LaunchStatus.Cancelled, ct);

    /// <summary>Lets a cancelled launch go on; <see cref="Continue"/> does the work.</summary>
    public Task Resume(Guid campaign, CancellationToken ct) => Turn(campaign, LaunchStatus.Cancelled, LaunchStatus.Running, ct);

    /// <summary>
    /// Goes on with a launch until all runs are made, it is cancelled, or another node has it in hand.
    /// </summary>
    /// <param name="campaign">The campaign.</param>
    /// <param name="clock">For the lease only: all runs are launched at the instant the launch began.</param>
    /// <param name="progress">Told after each set.</param>
    /// <param name="ct">Stops between two sets.</param>
    /// <returns>Whether the launch is done.</returns>
    public async Task<bool> Continue(Guid campaign, TimeProvider clock, Action<Launch>? progress, CancellationToken ct)
    {
        if (await Claim(campaign, clock.GetUtcNow(), ct) is not { } launch) return false;

        var terms = await Terms(campaign, launch.StartedBy, launch.StartedAt, ct);
        // Reads with a connection of its own, since sets before are being written at the same time.
        await using var reading = scopes.CreateAsyncScope();
        var sets = new LaunchSets(reading.ServiceProvider.GetRequiredService<PhaseEngineDb>(), terms).After(launch.LastUnit, ct).OneAhead(ct);
        var last = Task.FromResult(true);
        var atOnce = new ParallelOptions { MaxDegreeOfParallelism = db.Sets.WritersAtOnce, CancellationToken = ct };
        await Parallel.ForEachAsync(InTurn(), atOnce, async (turn, stop) =>
        {
            var onRecord = false;
            try
            {
                onRecord = await Write(turn.Set, turn.Before, launch, terms.Day, clock, progress, stop);
            }
            finally
            {
                turn.Done.SetResult(onRecord);
            }
        });

        return await last && await Finish(launch, clock.GetUtcNow(), ct);

        // Each set with what becomes of the one before; no more of them once the launch is not ours any more.
        async IAsyncEnumerable<(LaunchSet Set, Task<bool> Before, TaskCompletionSource<bool> Done)> InTurn()
        {
            await foreach (var set in sets)
            {
                if (last.IsCompleted && !await last) yield break;

                var (before, done) = (last, new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously));
                last = done.Task;
                yield return (set, before, done);
            }
        }
    }

    /// <summary>
    /// Makes the runs of units that come in after the launch (S.12, B.2), within the caller's transaction: they begin at that
    /// instant, by the calendar of their batch.
    /// </summary>
    /// <returns>The run of each unit.</returns>
    public async Task<IReadOnlyDictionary<Guid, Guid>> Join(Guid campaign, IReadOnlyList<CampaignUnit> units, Guid by, DateTimeOffset now, CancellationToken ct)
    {
        var terms = await Terms(campaign, by, Chain.OnRecord(now), ct);
        var writes = await new LaunchSets(db, terms).Of(units, ct);
        await runs.Insert(writes, new Recipients(db, terms.Day), now, ct);
        // Who joined a unit while it was being read is told after all.
        db.NoteRosters(units.Select(unit => unit.UnitId));
        await db.SaveChangesAsync(ct);
        return writes.ToDictionary(write => write.Before.UnitId, write => write.Before.Id);
    }

    private async Task<LaunchTerms> Terms(Guid campaign, Guid by, DateTimeOffset at, CancellationToken ct)
    {
        var source = await db.Campaigns.AsNoTracking().SingleAsync(c => c.Id == campaign, ct);
        var plan = await plans.Get(db, source.TemplateId, source.TemplateVersion, ct);
        var dates = new Dictionary<int, Timetable>();
        var calendarFrom = await db.KnownCalendarYears.MaxAsync(y => (DateTimeOffset?)y.ImportedAt, ct);
        foreach (var batch in await db.Batches.AsNoTracking().Where(b => b.CampaignId == campaign).ToListAsync(ct))
        {
            var key = new TimetableKey(batch.Start, source.Zone, batch.PhaseStarts, calendarFrom);
            dates[batch.Number] = await timetables.Get(db, plan, key, ct);
        }

        return new LaunchTerms(campaign, plan, dates, by, at);
    }

    /// <summary>Takes the launch for this node; null when it is over, cancelled, or another node's lease still holds.</summary>
    private async Task<Launch?> Claim(Guid campaign, DateTimeOffset now, CancellationToken ct)
    {
        var claimed = await db.Launches
            .Where(l => l.CampaignId == campaign && l.Status == LaunchStatus.Running && (l.LeaseUntil == null || l.LeaseUntil < now))
            .ExecuteUpdateAsync(set => set.SetProperty(l => l.Fence, l => l.Fence + 1).SetProperty(l => l.LeaseUntil, now + Lease), ct);
        return claimed == 0 ? null : await db.Launches.AsNoTracking().SingleAsync(l => l.CampaignId == campaign, ct);
    }

    /// <summary>
    /// Writes one set while others are being written, and commits it after the one before, so that how far the launch has come is
    /// one unit and everything up to it.
    /// </summary>
    /// <returns>Whether it is on record: neither was the launch cancelled nor taken over, before this set or a set before.</returns>
    private async Task<bool> Write(
        LaunchSet set, Task<bool> before, Launch launch, DateOnly day, TimeProvider clock, Action<Launch>? progress, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var (own, store) = (scope.ServiceProvider.GetRequiredService<PhaseEngineDb>(), scope.ServiceProvider.GetRequiredService<RunStore>());
        await using var transaction = await own.BeginWrite(ct);
        // Another may have made these runs already; the record below decides.
        if (!await Mine(own, launch).AnyAsync(ct)) return false;

        await store.Insert(set.Runs, new Recipients(own, day), launch.StartedAt, ct);
        if (!await Waited(before, own, ct)) return false;

        (launch.LastUnit, launch.Done) = (set.LastUnit, launch.Done + set.Runs.Count);
        if (!await Record(own, launch, clock.GetUtcNow(), ct)) return false;

        await transaction.CommitAsync(ct);
        progress?.Invoke(launch);
        return true;
    }

    /// <summary>
    /// Waits for the set before, however long that takes: a session that says nothing within its transaction would be ended as one
    /// of a node that stands still.
    /// </summary>
    private static async Task<bool> Waited(Task<bool> before, PhaseEngineDb own, CancellationToken ct)
    {
        while (await Task.WhenAny(before, Task.Delay(Sign, ct)) != before) await own.Database.ExecuteSqlRawAsync("select 1", ct);
        return await before;
    }

    /// <summary>Notes how far the launch has come, unless it was cancelled or another node took it over.</summary>
    private static async Task<bool> Record(PhaseEngineDb db, Launch launch, DateTimeOffset now, CancellationToken ct) =>
        await Mine(db, launch).ExecuteUpdateAsync(
            set => set.SetProperty(l => l.Done, launch.Done).SetProperty(l => l.LastUnit, launch.LastUnit).SetProperty(l => l.LeaseUntil, now + Lease),
            ct) > 0;

    /// <summary>All runs are made: now everybody may see them.</summary>
    private async Task<bool> Finish(Launch launch, DateTimeOffset now, CancellationToken ct)
    {
        await using var transaction = await db.BeginWrite(ct);
        var finished = await Mine(db, launch).ExecuteUpdateAsync(
            set => set.SetProperty(l => l.Status, LaunchStatus.Done).SetProperty(l => l.FinishedAt, Chain.OnRecord(now))
                .SetProperty(l => l.LeaseUntil, (DateTimeOffset?)null), ct);
        if (finished == 0) return false;

        await db.Campaigns.Where(c => c.Id == launch.CampaignId).ExecuteUpdateAsync(
            set => set.SetProperty(c => c.Status, CampaignStatus.Running).SetProperty(c => c.Version, c => c.Version + 1), ct);
        await transaction.CommitAsync(ct);
        return true;
    }

    private static IQueryable<Launch> Mine(PhaseEngineDb db, Launch launch) =>
        db.Launches.Where(l => l.CampaignId == launch.CampaignId && l.Fence == launch.Fence && l.Status == LaunchStatus.Running);

    private Task<int> Turn(Guid campaign, LaunchStatus from, LaunchStatus to, CancellationToken ct) =>
        db.Launches.Where(l => l.CampaignId == campaign && l.Status == from)
            .ExecuteUpdateAsync(set => set.SetProperty(l => l.Status, to).SetProperty(l => l.LeaseUntil, (DateTimeOffset?)null), ct);
}
