using PhaseEngine.Data;
using PhaseEngine.Data.Access;
using PhaseEngine.Data.Organisations;
using PhaseEngine.Data.Runs;
using PhaseEngine.Server.Identity;
using PhaseEngine.Server.Tests.Running;

namespace PhaseEngine.Server.Tests.Identity;

/// <summary>Who is shown to have to act is who is reminded.</summary>
public sealed class OfficesTests(SqliteServer server)
{
    private static readonly string[] Roles = ["supervisor", "secretary", "leader", "deputy", "clerk", "instructor", "massEvaluator", "campaignOffice"];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Who_is_shown_and_who_is_reminded_are_the_same_people(int seed)
    {
        var units = await Tree();
        var chance = new Random(seed);
        for (var i = 0; i < 40; i++)
            await server.As(Roles[chance.Next(Roles.Length)], units[chance.Next(units.Count)], subtree: chance.Next(2) == 0);

        var differing = await server.InScope(async services =>
        {
            var db = services.GetRequiredService<PhaseEngineDb>();
            var runs = new List<RunRow>();
            foreach (var unit in units)
                runs.Add(new(Guid.Empty, Guid.Empty, 1, unit.Id, (await db.Units.PathOf(unit.Id, Ct))!, 0, [], null!, null!, null!));
            var recipients = new Recipients(db, server.Today);
            await recipients.Learn(runs, alsoMembers: false, Ct);
            var holders = await services.GetRequiredService<Offices>().HoldersFor([.. runs.Select(r => r.UnitPath)], Ct);
            return (
                from run in runs
                from role in Roles.Append("superior")
                let reminded = recipients.Of(run, role).Order()
                let shown = Holders.Meant(role, holders[run.UnitPath]).Select(h => h.UserId).Order()
                where !reminded.SequenceEqual(shown)
                select $"{role} {run.UnitPath}").ToList();
        });

        Assert.Empty(differing);
    }

    [Theory]
    [InlineData("supervisor", true, false, true)]
    [InlineData("supervisor", false, true, false)]
    [InlineData("secretary", true, true, false)]
    [InlineData("instructor", true, true, true)]
    [InlineData("instructor", false, true, false)]
    public void A_post_is_about_its_own_unit_and_those_below(string role, bool subtree, bool aboutItsOwn, bool aboutThoseBelow) =>
        Assert.Equal((aboutItsOwn, aboutThoseBelow), (Holders.Covers(role, "/a/", subtree, "/a/"), Holders.Covers(role, "/a/", subtree, "/a/b/c/")));

    [Fact]
    public void Vacant_falls_to_the_nearest_superior_and_their_superior_stands_above_them()
    {
        Holder[] about = [new("instructor", Guid.CreateVersion7(), "/a/b/c/", false), new("supervisor", Guid.CreateVersion7(), "/a/b/", true), new("supervisor", Guid.CreateVersion7(), "/a/", true)];

        Assert.Equal([about[0]], Holders.Meant("instructor", about));
        Assert.Equal([about[1]], Holders.Meant("secretary", about));
        Assert.Equal([about[2]], Holders.Meant("superior", about));
        Assert.Equal([about[1]], Holders.Meant("superior", about[..2]));
    }

    private async Task<List<Unit>> Tree()
    {
        var top = await server.Unit(type: "committee");
        var units = new List<Unit> { top };
        for (var i = 0; i < 3; i++)
        {
            var middle = await server.Unit(top, type: "generalBranch");
            units.Add(middle);
            for (var j = 0; j < 3; j++) units.Add(await server.Unit(middle));
        }

        return units;
    }
}
