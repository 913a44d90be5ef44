using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core.Calendars;
using PhaseEngine.Core.Engine;
using PhaseEngine.Core.Gates;
using PhaseEngine.Data.Campaigns;
using PhaseEngine.Data.Organisations;
using PhaseEngine.Data.Templates;

namespace PhaseEngine.Data.Runs;

/// <summary>
/// Counts the subordinate units for gates that look at them (S.38): one unit when it asks, whole campaigns by a sweep. Units
/// that are exempt have no run; those dissolved, or whose run was closed, do not count.
/// </summary>
public sealed class SubordinateCounts(PhaseEngineDb db, RunStore runs, RunSets sets, PlanCache plans, SubordinateMemory memory)
{
    public const string Act = "subordinatesCounted";

    private const int ReadAtOnce = 2000;

    /// <summary>Counts for one unit as things stand; null when its plan looks at no subordinate units.</summary>
    public async Task<SubordinatesChanged?> For(RunRow superior, DateTimeOffset now, CancellationToken ct)
    {
        var leaves = superior.Plan.SubordinateLeaves;
        if (leaves.Length == 0) return null;

        var today = superior.Timetable.Today(now);
        var below = await Heads(superior.CampaignId, superior.UnitPath, ct);
        var tally = new Tally();
        foreach (var chunk in below.Where(head => head.Path != superior.UnitPath && head.CountsOn(today)).Chunk(ReadAtOnce))
        {
            var paths = chunk.ToDictionary(head => head.Id, head => head.Path);
            foreach (var row in await runs.Look([.. paths.Keys], faults: null, ct)) tally.Add(paths[row.Id], Looks.Of(row, now).Satisfied);
        }

        return new SubordinatesChanged([.. leaves.Select(leaf => (leaf.Gate, leaf.Ordinal, tally.Of(superior.UnitPath, leaf, now)))]);
    }

    /// <summary>Brings the counts of every open gate of every campaign up to date.</summary>
    /// <returns>How many runs had another count than before.</returns>
    public async Task<int> Sweep(DateTimeOffset now, CancellationToken ct)
    {
        var campaigns = await db.Campaigns.AsNoTracking().Where(c => c.Status == CampaignStatus.Running).OrderBy(c => c.Id).ToListAsync(ct);
        var changed = 0;
        foreach (var campaign in campaigns)
        {
            var plan = await plans.Get(db, campaign.TemplateId, campaign.TemplateVersion, ct);
            if (plan.SubordinateLeaves.Length > 0) changed += await Sweep(campaign, plan, now, ct);
        }

        return changed;
    }

    private async Task<int> Sweep(Campaign campaign, Plan plan, DateTimeOffset now, CancellationToken ct)
    {
        var today = LocalDays.On(now, TimeZoneInfo.FindSystemTimeZoneById(campaign.Zone));
        var heads = await Heads(campaign.Id, "/", ct);
        var known = await memory.Of(campaign.Id, today, heads, ReadNew, ct);

        var tally = new Tally();
        foreach (var head in heads.Where(head => head.CountsOn(today))) tally.Add(head.Path, known[head.Id].Satisfied);

        var changes = new Dictionary<Guid, SubordinatesChanged>();
        foreach (var head in heads)
        {
            var counts = known[head.Id].Open
                .Select(open => (open.Leaf.Gate, open.Leaf.Ordinal, Before: open.Count, Count: tally.Of(head.Path, open.Leaf, now)))
                .Where(c => c.Before is null || (c.Before.Units, c.Before.Satisfied) != (c.Count.Units, c.Count.Satisfied))
                .Select(c => (c.Gate, c.Ordinal, c.Count)).ToList();
            if (counts.Count > 0) changes.Add(head.Id, new SubordinatesChanged(counts));
        }

        // A run that was changed meanwhile is counted again the next time.
        if (changes.Count > 0) await sets.Act([.. changes.Keys], row => changes[row.Id], null, Act, now, null, ct);
        return changes.Count;

        async Task ReadNew(IReadOnlyList<Guid> ids, Action<Guid, Looks> keep)
        {
            foreach (var chunk in ids.Chunk(ReadAtOnce))
            {
                var faults = new List<RunFault>();
                foreach (var row in await runs.Look(chunk, faults, ct)) keep(row.Id, Looks.Of(row, now));
                foreach (var (run, _) in faults) keep(run, Looks.OfUnreadable(plan));
            }
        }
    }

    private Task<List<Head>> Heads(Guid campaign, string below, CancellationToken ct) => (
        from run in db.Runs
        join unit in db.Units on run.UnitId equals unit.Id
        where run.CampaignId == campaign && EF.Property<string>(unit, UnitPaths.Property).StartsWith(below)
        select new Head(run.Id, run.Seq, run.Status, EF.Property<string>(unit, UnitPaths.Property), unit.DissolvedOn)).ToListAsync(ct);

    /// <summary>How many subordinate units there are below each place in the tree, and how many of them satisfy each leaf.</summary>
    private sealed class Tally
    {
        private readonly Dictionary<(string Path, string Gate, int Ordinal, bool All), (int Units, int Satisfied)> counts = [];

        public void Add(string path, IReadOnlyList<(SubordinateLeaf Leaf, bool Satisfied)> leaves)
        {
            foreach (var (leaf, satisfied) in leaves)
            {
                var above = UnitPaths.Above(path);
                foreach (var place in leaf.All ? above : above.Take(1))
                {
                    var key = (place, leaf.Gate, leaf.Ordinal, leaf.All);
                    var (units, well) = counts.GetValueOrDefault(key);
                    counts[key] = (units + 1, well + (satisfied ? 1 : 0));
                }
            }
        }

        public SubordinateCount Of(string path, SubordinateLeaf leaf, DateTimeOffset at)
        {
            var (units, satisfied) = counts.GetValueOrDefault((path, leaf.Gate, leaf.Ordinal, leaf.All));
            return new SubordinateCount(units, satisfied, at);
        }
    }
}

/// <summary>A run in a list: enough to tell whether it counts, and whether it changed.</summary>
internal sealed record Head(Guid Id, int Seq, RunStatus Status, string Path, DateOnly? DissolvedOn)
{
    public bool CountsOn(DateOnly day) => Status != RunStatus.Closed && (DissolvedOn is null || day < DissolvedOn);
}

/// <summary>What a run looks like to its superiors, and which of its own open gates look at its subordinates.</summary>
internal sealed record Looks(
    int Seq, IReadOnlyList<(SubordinateLeaf Leaf, bool Satisfied)> Satisfied, IReadOnlyList<(SubordinateLeaf Leaf, SubordinateCount? Count)> Open)
{
    public static Looks Of(RunRow row, DateTimeOffset now)
    {
        var figures = new Figures(row.Plan, row.Timetable, row.State, row.Timetable.Today(now));
        var satisfied = new List<(SubordinateLeaf, bool)>();
        var open = new List<(SubordinateLeaf, SubordinateCount?)>();
        for (var i = 0; i < row.Plan.SubordinateLeaves.Length; i++)
        {
            var leaf = row.Plan.SubordinateLeaves[i];
            satisfied.Add((leaf, Condition.Passes(leaf.Leaf.Judge(figures))));
            if (row.State.Activities[row.Plan.IndexOf(leaf.Gate)].Status == ActivityStatus.Open) open.Add((leaf, row.State.Subordinates[i]));
        }

        return new Looks(row.Seq, satisfied, open);
    }

    /// <summary>A run that cannot be read satisfies nobody, and is read again each time.</summary>
    public static Looks OfUnreadable(Plan plan) => new(Seq: 0, [.. plan.SubordinateLeaves.Select(leaf => (leaf, false))], []);
}

/// <summary>
/// What runs looked like when they were last read, by process: a sweep reads only those that changed since, and all of them on
/// a new day, which alone can change what a figure of dates says.
/// </summary>
public sealed class SubordinateMemory
{
    private readonly ConcurrentDictionary<Guid, (DateOnly Day, Dictionary<Guid, Looks> Runs)> campaigns = new();

    internal async Task<IReadOnlyDictionary<Guid, Looks>> Of(
        Guid campaign, DateOnly today, IReadOnlyList<Head> heads, Func<IReadOnlyList<Guid>, Action<Guid, Looks>, Task> read, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var before = campaigns.TryGetValue(campaign, out var kept) && kept.Day == today ? kept.Runs : [];
        var now = new Dictionary<Guid, Looks>(heads.Count);
        var changed = new List<Guid>();
        foreach (var head in heads)
        {
            if (before.TryGetValue(head.Id, out var looks) && looks.Seq == head.Seq) now.Add(head.Id, looks);
            else changed.Add(head.Id);
        }

        await read(changed, now.Add);
        campaigns[campaign] = (today, now);
        return now;
    }
}
