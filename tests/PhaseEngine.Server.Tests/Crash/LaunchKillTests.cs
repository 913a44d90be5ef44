namespace PhaseEngine.Server.Tests.Crash;

/// <summary>Of two servers over one PostgreSQL one is killed in the middle of a launch, and the other finishes it.</summary>
[Collection(nameof(NodeProcess))]
public sealed class LaunchKillTests
{
    /// <summary>A node launches with two writers: one pair of sets is done, one is under way, and a little is left.</summary>
    private const int Writers = 2;
    private const int Branches = (2 * Writers * District.Set) + 100;

    [Fact]
    public async Task A_launch_goes_on_elsewhere_and_makes_every_run_once()
    {
        await using var district = await District.Prepared(Branches);
        await using var barrier = await Barrier.BeforeEvents(district, Writers);
        await using var nodes = await TwoNodes.Start(district);
        await district.BeginLaunch();
        await barrier.LetPassOnce();
        var first = await nodes.AtWork("continue-launches");

        await first.Kill();
        var done = await district.Count("select count(*) from runs");
        await barrier.Open();
        await district.Until("select count(*) from launches where status = 'done'", launched => launched == 1);

        Assert.Equal(Writers * District.Set, done);
        Assert.Equal(Branches, await district.Count("select count(*) from runs"));
        Assert.Equal(Branches, await district.Count("select count(distinct unit_id) from runs"));
        Assert.Equal(0, await district.Count(District.BrokenRuns));
    }
}
