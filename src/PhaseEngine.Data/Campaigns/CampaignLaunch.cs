using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PhaseEngine.Core;
using PhaseEngine.Core.Engine;
using PhaseEngine.Data.Events;
using PhaseEngine.Data.Model;
using PhaseEngine.Data.Organisations;
using PhaseEngine.Data.Runs;
using PhaseEngine.Data.Sql;
using PhaseEngine.Data.Templates;

namespace PhaseEngine.Data.Campaigns;

/// <summary>
/// Makes the runs of a campaign, set by set in the order of the units' ids. Each set and how far it brought the launch are one
/// transaction, so a launch goes on where it stopped, on any node, and makes no run twice. Nobody sees a run before all are made.
/// </summary>
public sealed class CampaignLaunch(
    PhaseEngineDb db, RunStore runs, PlanCache plans, TimetableCache timetables, IServiceScopeFactory scopes)
{
    public const string Act = "launched";

    /// <summary>How long a node that fell silent keeps a launch for itself.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(20);

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

        var (plan, dates) = await Read(campaign, ct);

        // Reads with a connection of its own, since the set before is being written at the same time.
        await using var reading = scopes.CreateAsyncScope();
        var sets = Sets(reading.ServiceProvider.GetRequiredService<PhaseEngineDb>(), launch, plan, dates, ct);
        var recipients = new Recipients(db, dates.Values.First().Today(launch.StartedAt));
        await foreach (var (lastUnit, writes) in sets.OneAhead(ct))
        {
            await using var transaction = await db.BeginWrite(ct);
            (launch.LastUnit, launch.Done) = (lastUnit, launch.Done + writes.Count);
            if (!await Record(launch, clock.GetUtcNow(), ct)) return false;
            await runs.Insert(writes, recipients, launch.StartedAt, ct);
            await transaction.CommitAsync(ct);
            progress?.Invoke(launch);
        }

        return await Finish(launch, clock.GetUtcNow(), ct);
    }

    /// <summary>
    /// Makes the runs of units that come in after the launch (S.12, B.2), within the caller's transaction: they begin at that
    /// instant, by the calendar of their batch.
    /// </summary>
    /// <returns>The run of each unit.</returns>
    public async Task<IReadOnlyDictionary<Guid, Guid>> Join(Guid campaign, IReadOnlyList<CampaignUnit> units, Guid by, DateTimeOffset now, CancellationToken ct)
    {
        var (plan, dates) = await Read(campaign, ct);
        var writes = await Prepare(db, units, by, Chain.OnRecord(now), plan, dates, ct);
        await runs.Insert(writes, new Recipients(db, dates.Values.First().Today(now)), now, ct);
        // Who joined a unit while it was being read is told after all.
        db.NoteRosters(units.Select(unit => unit.UnitId));
        await db.SaveChangesAsync(ct);
        return writes.ToDictionary(write => write.Before.UnitId, write => write.Before.Id);
    }

    /// <summary>The campaign's plan, and the dates of each of its batches.</summary>
    private async Task<(Plan Plan, Dictionary<int, Timetable> Dates)> Read(Guid campaign, CancellationToken ct)
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

        return (plan, dates);
    }

    /// <summary>Takes the launch for this node; null when it is over, cancelled, or another node's lease still holds.</summary>
    private async Task<Launch?> Claim(Guid campaign, DateTimeOffset now, CancellationToken ct)
    {
        var claimed = await db.Launches
            .Where(l => l.CampaignId == campaign && l.Status == LaunchStatus.Running && (l.LeaseUntil == null || l.LeaseUntil < now))
            .ExecuteUpdateAsync(set => set.SetProperty(l => l.Fence, l => l.Fence + 1).SetProperty(l => l.LeaseUntil, now + Lease), ct);
        return claimed == 0 ? null : await db.Launches.AsNoTracking().SingleAsync(l => l.CampaignId == campaign, ct);
    }

    /// <summary>The runs still to be made, set by set; of each set also the last unit.</summary>
    private static async IAsyncEnumerable<(Guid LastUnit, List<RunWrite> Writes)> Sets(
        PhaseEngineDb db, Launch launch, Plan plan, Dictionary<int, Timetable> dates, [EnumeratorCancellation] CancellationToken ct)
    {
        var units = db.CampaignUnits.AsNoTracking().Where(u => u.CampaignId == launch.CampaignId && u.ExemptReason == null);
        for (var last = launch.LastUnit; ;)
        {
            var rest = last is { } done ? units.Where(u => u.UnitId > done) : units;
            var set = await rest.OrderBy(u => u.UnitId).Take(db.Sets.ChunkSize).ToListAsync(ct);
            if (set is []) yield break;

            last = set[^1].UnitId;
            yield return (set[^1].UnitId, await Prepare(db, set, launch.StartedBy, launch.StartedAt, plan, dates, ct));
        }
    }

    private static async Task<List<RunWrite>> Prepare(
        PhaseEngineDb db, IReadOnlyList<CampaignUnit> set, Guid by, DateTimeOffset at, Plan plan, Dictionary<int, Timetable> dates, CancellationToken ct)
    {
        var writes = new List<RunWrite>(set.Count);
        foreach (var batch in set.GroupBy(u => u.Batch))
        {
            var units = await db.FactsOn([.. batch.Select(u => u.UnitId)], dates[batch.Key].Today(at), ct);
            // The engine is pure, so all processors may prepare a set; the ids are made in order.
            var ids = units.Select(_ => InOrder.NewId(at)).ToArray();
            var made = new RunWrite[units.Count];
            Parallel.For(0, made.Length, i => made[i] = Launched(units[i], ids[i], batch.Key));
            writes.AddRange(made);
        }

        return writes;

        RunWrite Launched(UnitOnDay unit, Guid id, int batch)
        {
            var timetable = unit.Zone is { } zone ? dates[batch].In(TimeZoneInfo.FindSystemTimeZoneById(zone)) : dates[batch];
            var step = RunEngine.Launch(plan, timetable, unit.Facts, at);
            var before = new RunRow(
                id, set[0].CampaignId, batch, unit.Id, unit.Path, 0, Chain.Empty, plan, timetable, step.State);
            return RunWrite.Of(before, step, by, Act, at);
        }
    }

    /// <summary>Notes how far the launch has come, unless it was cancelled or another node took it over.</summary>
    private async Task<bool> Record(Launch launch, DateTimeOffset now, CancellationToken ct) =>
        await Mine(launch).ExecuteUpdateAsync(
            set => set.SetProperty(l => l.Done, launch.Done).SetProperty(l => l.LastUnit, launch.LastUnit).SetProperty(l => l.LeaseUntil, now + Lease),
            ct) > 0;

    /// <summary>All runs are made: now everybody may see them.</summary>
    private async Task<bool> Finish(Launch launch, DateTimeOffset now, CancellationToken ct)
    {
        await using var transaction = await db.BeginWrite(ct);
        var finished = await Mine(launch).ExecuteUpdateAsync(
            set => set.SetProperty(l => l.Status, LaunchStatus.Done).SetProperty(l => l.FinishedAt, Chain.OnRecord(now))
                .SetProperty(l => l.LeaseUntil, (DateTimeOffset?)null), ct);
        if (finished == 0) return false;

        await db.Campaigns.Where(c => c.Id == launch.CampaignId).ExecuteUpdateAsync(
            set => set.SetProperty(c => c.Status, CampaignStatus.Running).SetProperty(c => c.Version, c => c.Version + 1), ct);
        await transaction.CommitAsync(ct);
        return true;
    }

    private IQueryable<Launch> Mine(Launch launch) =>
        db.Launches.Where(l => l.CampaignId == launch.CampaignId && l.Fence == launch.Fence && l.Status == LaunchStatus.Running);

    private Task<int> Turn(Guid campaign, LaunchStatus from, LaunchStatus to, CancellationToken ct) =>
        db.Launches.Where(l => l.CampaignId == campaign && l.Status == from)
            .ExecuteUpdateAsync(set => set.SetProperty(l => l.Status, to).SetProperty(l => l.LeaseUntil, (DateTimeOffset?)null), ct);
}
