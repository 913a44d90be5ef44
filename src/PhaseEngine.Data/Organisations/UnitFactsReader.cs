using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core.Organisations;
using PhaseEngine.Data.Sql;

namespace PhaseEngine.Data.Organisations;

/// <summary>A unit as templates see it on a day, its place in the tree, its own time zone, and the last day of its pilot, which says who is new.</summary>
public sealed record UnitOnDay(Guid Id, string Path, string? Zone, DateOnly? PilotUntil, UnitFacts Facts);

/// <summary>The facts of many units at once; the same as <see cref="Roster"/> would find, counted by the database.</summary>
public static class UnitFactsReader
{
    public static async Task<IReadOnlyList<UnitOnDay>> FactsOn(this PhaseEngineDb db, IReadOnlyList<Guid> units, DateOnly day, CancellationToken ct)
    {
        var ids = units.ToArray();
        var rosters = await Rosters(db, ids, day, ct);
        var found = await (
            from unit in db.Units
            where ids.Contains(unit.Id)
            select new
            {
                unit.Id, unit.Type, unit.Zone, unit.PilotUntil, Path = EF.Property<string>(unit, UnitPaths.Property),
                Sector = (from covered in db.UnitHosts
                          join host in db.Hosts on covered.HostId equals host.Id
                          where covered.UnitId == unit.Id
                          orderby covered.Position
                          select host.Sector).FirstOrDefault(),
            }).ToListAsync(ct);
        return
        [
            .. found.OrderBy(unit => unit.Id).Select(unit => new UnitOnDay(unit.Id, unit.Path, unit.Zone, unit.PilotUntil, new UnitFacts(
                unit.Type, Vocabulary.LevelOf(unit.Type), unit.Sector, unit.PilotUntil is not null,
                Roster.InOrder(rosters.GetValueOrDefault(unit.Id) ?? [])))),
        ];
    }

    private static async Task<Dictionary<Guid, List<RosterGroup>>> Rosters(PhaseEngineDb db, Guid[] units, DateOnly day, CancellationToken ct)
    {
        await using var command = await SqlSets.Command(db, Counted(db.Sets), ct);
        command.Parameters.Add(db.Sets.Ids("@units", units));
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = ("@day", day);
        command.Parameters.Add(parameter);

        var rosters = new Dictionary<Guid, List<RosterGroup>>(units.Length);
        await using var row = await command.ExecuteReaderAsync(ct);
        while (await row.ReadAsync(ct))
        {
            var facts = new MemberFacts(row.GetString(1), row.GetBoolean(2), row.GetBoolean(3), row.GetBoolean(4));
            if (!rosters.TryGetValue(row.GetGuid(0), out var roster)) rosters[row.GetGuid(0)] = roster = [];
            roster.Add(new RosterGroup(facts, row.GetInt32(5)));
        }

        return rosters;
    }

    /// <summary>
    /// Member.CountsIn, NewSincePilot and IsProbationary in words of SQL; a test compares the two. Written by hand, so that it
    /// begins with the few members of these units on either database, and never with all there are.
    /// </summary>
    private static string Counted(SqlSets sets)
    {
        const string Columns =
            """
            unit_id, category, probationary, confirmed_on, joined_on, left_on, admitted_on, took_part_in_pilot,
            certificate_unit_id, certificate_from, certificate_until
            """;
        return
            $"""
             select unit, category, new_since_pilot, probationary_now, attached, count(*)
             from (
               select m.unit, m.category, m.unit <> m.unit_id as attached,
                 case when m.confirmed_on is not null then @day < m.confirmed_on else m.probationary end as probationary_now,
                 case when u.pilot_until is null then false when m.took_part_in_pilot is not null then not m.took_part_in_pilot
                   else coalesce(m.admitted_on > u.pilot_until, false) or coalesce(m.joined_on > u.pilot_until, false) end as new_since_pilot
               from (
                 select h.*, case when certificate_unit_id is not null and (certificate_from is null or certificate_from <= @day)
                   and (certificate_until is null or @day < certificate_until) then certificate_unit_id else unit_id end as unit
                 from (
                   select {Columns} from members where {sets.IsIn("unit_id", "@units")}
                   union all
                   select {Columns} from members where {sets.IsIn("certificate_unit_id", "@units")} and not ({sets.IsIn("unit_id", "@units")})
                 ) h
                 where (joined_on is null or joined_on <= @day) and (left_on is null or @day < left_on)
               ) m
               cross join units u
               where u.id = m.unit
             ) g
             group by unit, category, new_since_pilot, probationary_now, attached
             """;
    }
}
