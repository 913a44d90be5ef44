using PhaseEngine.Core.Organisations;
using PhaseEngine.Data.Sql;

namespace PhaseEngine.Data.Organisations;

/// <summary>A unit as templates see it on a day, its place in the tree, and the last day of its pilot, which says who is new.</summary>
public sealed record UnitOnDay(Guid Id, string Path, DateOnly? PilotUntil, UnitFacts Facts);

/// <summary>The facts of many units at once; the same as <see cref="Roster"/> would find, counted by the database.</summary>
public static class UnitFactsReader
{
    private const int New = 1;
    private const int Probationary = 2;

    /// <summary>Units in the order of their ids, in one round trip; those that are not there are left out.</summary>
    public static async Task<IReadOnlyList<UnitOnDay>> FactsOn(this PhaseEngineDb db, IReadOnlyList<Guid> units, DateOnly day, CancellationToken ct)
    {
        await using var command = await SqlSets.Command(db, $"{db.Sets.ListsUnseen}{Units(db.Sets)};\n{Counted(db.Sets)}", ct);
        command.Parameters.Add(db.Sets.Ids("@units", units));
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = ("@day", day);
        command.Parameters.Add(parameter);

        var found = new List<UnitOnDay>(units.Count);
        var rosters = new Dictionary<Guid, List<RosterGroup>>(units.Count);
        await using var row = await db.Sets.Read(command, ct);
        while (await row.ReadAsync(ct))
        {
            var (id, type) = (row.GetGuid(0), row.GetString(1));
            DateOnly? pilotUntil = row.IsDBNull(2) ? null : row.GetFieldValue<DateOnly>(2);
            var sector = row.IsDBNull(4) ? null : row.GetString(4);
            var roster = rosters[id] = [];
            found.Add(new UnitOnDay(id, row.GetString(3), pilotUntil, new UnitFacts(type, Vocabulary.LevelOf(type), sector, pilotUntil is not null, roster)));
        }

        await row.NextResultAsync(ct);
        while (await row.ReadAsync(ct))
        {
            var flags = row.GetInt32(2);
            var facts = new MemberFacts(row.GetString(1), (flags & New) != 0, (flags & Probationary) != 0, row.GetInt32(3) != 0);
            rosters[row.GetGuid(0)].Add(new RosterGroup(facts, row.GetInt32(4)));
        }

        foreach (var roster in rosters.Values) Roster.PutInOrder(roster);
        return found;
    }

    private static string Units(SqlSets sets) =>
        $"""
         select u.id, u.type, u.pilot_until, u.path,
           (select h.sector from unit_hosts c join hosts h on h.id = c.host_id where c.unit_id = u.id order by c.position limit 1)
         from units u where {sets.IsIn("u.id", "@units")} order by u.id
         """;

    /// <summary>
    /// Member.CountsIn, NewSincePilot and IsProbationary in words of SQL; a test compares the two. Those who count at home and
    /// those who count by a certificate apart: so either database begins with the units and finds their few members by an index.
    /// </summary>
    private static string Counted(SqlSets sets) =>
        $"""
         {CountedBy("unit_id", "(m.certificate_unit_id is null or m.certificate_unit_id = m.unit_id or @day < m.certificate_from or m.certificate_until <= @day)", 0)}
         union all
         {CountedBy("certificate_unit_id", "m.certificate_unit_id <> m.unit_id and (m.certificate_from is null or m.certificate_from <= @day) and (m.certificate_until is null or @day < m.certificate_until)", 1)}
         """.Replace("@in", sets.IsIn("u.id", "@units"), StringComparison.Ordinal);

    private static string CountedBy(string place, string counts, int attached) =>
        $"""
         select u.id, m.category,
           case when m.confirmed_on is null then case when m.probationary then {Probationary} else 0 end when @day < m.confirmed_on then {Probationary} else 0 end
             + case when u.pilot_until is null then 0 when m.took_part_in_pilot is not null then case when m.took_part_in_pilot then 0 else {New} end
                 when m.admitted_on > u.pilot_until or m.joined_on > u.pilot_until then {New} else 0 end,
           {attached}, count(*)
         from units u join members m on m.{place} = u.id
         where @in and (m.joined_on is null or m.joined_on <= @day) and (m.left_on is null or @day < m.left_on) and {counts}
         group by 1, 2, 3
         """;
}
