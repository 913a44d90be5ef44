using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core.Organisations;
using PhaseEngine.Data.Organisations;

namespace PhaseEngine.Data.Tests.Organisations;

public sealed class UnitFactsReaderOnSqlite() : UnitFactsReaderTests(TestDatabases.Sqlite);

public sealed class UnitFactsReaderOnPostgres() : UnitFactsReaderTests(TestDatabases.Postgres);

public abstract class UnitFactsReaderTests(TestDatabases databases) : Conformance(databases)
{
    private static readonly DateOnly Day = new(2025, 7, 21);

    [Fact]
    public async Task Counts_members_exactly_as_the_domain_does()
    {
        var units = await RandomOrganisation(seed: 20050725);

        var facts = await Db.FactsOn([.. units.Select(u => u.Id)], Day, Ct);

        var members = await Db.Members.AsNoTracking().ToListAsync(Ct);
        foreach (var unit in units)
        {
            var expected = Roster.Of(unit, members, Day);
            var counted = facts.Single(f => f.Id == unit.Id).Facts.Roster;
            Assert.Equal(expected, counted);
        }

        Assert.Contains(facts, f => f.Facts.Attached > 0);
        Assert.Contains(facts, f => f.Facts.Roster.Any(g => g.Facts.NewSincePilot));
    }

    [Fact]
    public async Task The_sector_is_that_of_the_first_host()
    {
        var given = new Given(Db);
        var branch = given.AddUnit("jointBranch", null);
        var (second, first) = (given.NewId(), given.NewId());
        Db.Hosts.Add(Core.Organisations.Host.Create(second, new HostDetails("乙公司", "enterprise")));
        Db.Hosts.Add(Core.Organisations.Host.Create(first, new HostDetails("甲社区", "urban")));
        Db.UnitHosts.AddRange(new UnitHost(branch, second, 1), new UnitHost(branch, first, 0));
        await Db.SaveChangesAsync(Ct);

        var facts = await Db.FactsOn([branch], Day, Ct);

        Assert.Equal("urban", Assert.Single(facts).Facts.Sector);
    }

    private async Task<List<Unit>> RandomOrganisation(int seed)
    {
        var chance = new Random(seed);
        var given = new Given(Db);
        var ids = Enumerable.Range(0, 5).Select(_ => given.AddUnit("branch", null)).ToList();
        foreach (var unit in Db.Units.Local.Where(_ => chance.Next(2) == 0)) unit.Change(unit.Details with { PilotUntil = Day.AddDays(-60) });
        for (var i = 0; i < 400; i++)
        {
            Db.Members.Add(Member.Create(given.NewId(), new MemberDetails(
                ids[chance.Next(5)], $"党员{i}", Category: Vocabulary.MemberCategories[chance.Next(3)],
                CertificateUnitId: chance.Next(3) == 0 ? ids[chance.Next(5)] : null, CertificateFrom: Maybe(), CertificateUntil: Maybe(),
                Probationary: chance.Next(4) == 0, AdmittedOn: Maybe(), ConfirmedOn: Maybe(), JoinedOn: Maybe(), LeftOn: Maybe(),
                TookPartInPilot: chance.Next(3) switch { 0 => true, 1 => false, _ => null })));
        }

        await Db.SaveChangesAsync(Ct);
        return await Db.Units.AsNoTracking().ToListAsync(Ct);

        // Around the day and around the pilot's end, the borders included.
        DateOnly? Maybe() => chance.Next(3) == 0 ? null : Day.AddDays(chance.Next(2) == 0 ? chance.Next(-2, 3) : chance.Next(-62, -57));
    }
}
