using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core.Engine;
using PhaseEngine.Core.Requirements;
using PhaseEngine.Data.Organisations;

namespace PhaseEngine.Data.Runs;

/// <summary>Compares runs with the people of their units: who counts there today, and what is recorded of them.</summary>
public sealed class Rosters(PhaseEngineDb db)
{
    /// <summary>What has to happen to one run so that it shows the people of its unit; null when it does already.</summary>
    public async Task<RosterChanged?> Changed(RunRow run, DateTimeOffset now, CancellationToken ct) =>
        (await Changed([run], now, ct)).GetValueOrDefault(run.Id);

    /// <summary>What has to happen to runs, by run; those that show the people of their units already are left out.</summary>
    public async Task<IReadOnlyDictionary<Guid, RosterChanged>> Changed(IReadOnlyList<RunRow> runs, DateTimeOffset now, CancellationToken ct)
    {
        var changed = new Dictionary<Guid, RosterChanged>();
        foreach (var ofOneDay in runs.GroupBy(run => run.Timetable.Today(now)))
        {
            List<Guid> ids = [.. ofOneDay.Select(run => run.UnitId).Distinct()];
            var units = (await db.FactsOn(ids, ofOneDay.Key, ct)).ToDictionary(unit => unit.Id);
            var sums = await Sums(ofOneDay, units, ct);
            foreach (var run in ofOneDay)
            {
                if (RosterCount.Changed(run.Plan, run.State, units[run.UnitId].Facts, sums[(run.CampaignId, run.UnitId)]) is { } input)
                    changed.Add(run.Id, input);
            }
        }

        return changed;
    }

    /// <summary>Who counts in which unit and what is recorded of them in a campaign, in whichever of its runs (S.51).</summary>
    private async Task<ILookup<(Guid Campaign, Guid Unit), MemberSums>> Sums(
        IGrouping<DateOnly, RunRow> runs, Dictionary<Guid, UnitOnDay> units, CancellationToken ct)
    {
        var day = runs.Key;
        List<Guid> campaigns = [.. runs.Select(run => run.CampaignId).Distinct()];
        List<Guid> ids = [.. units.Keys];
        var marks = await (
            from member in db.Members
            where ids.Contains(member.UnitId) || ids.Contains(member.CertificateUnitId!.Value)
            join mark in db.MemberMarks on member.Id equals mark.MemberId
            join run in db.Runs on mark.RunId equals run.Id
            where campaigns.Contains(run.CampaignId)
            select new { Member = member, run.CampaignId, mark.Key, mark.Marks }).AsNoTracking().ToListAsync(ct);
        return (
            from mark in marks
            group mark by (mark.CampaignId, mark.Key, mark.Member.Id) into ofOne
            let member = ofOne.First().Member
            let unit = member.CountsIn(day)
            where unit is not null && units.ContainsKey(unit.Value)
            select (
                Place: (ofOne.Key.CampaignId, unit.Value),
                Sums: new MemberSums(ofOne.Key.Key, member.FactsOn(day, units[unit.Value].PilotUntil), MarkSums.Of(ofOne.Select(m => m.Marks)))))
            .ToLookup(found => found.Place, found => found.Sums);
    }
}

/// <summary>The sums of members as they are stored.</summary>
public static class MarkSums
{
    public static IReadOnlyList<long> Read(string marks) => JsonSerializer.Deserialize<long[]>(marks)!;

    public static string Write(IReadOnlyList<long> marks) => JsonSerializer.Serialize(marks);

    /// <summary>What rows of several runs come to.</summary>
    public static IReadOnlyList<long> Of(IEnumerable<string> rows) =>
        rows.Select(Read).Aggregate((sum, row) => [.. sum.Zip(row, (one, other) => one + other)]);
}
