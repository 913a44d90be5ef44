namespace PhaseEngine.Server.Tests.Crash;

/// <summary>Of two servers over one PostgreSQL one is killed in the middle of a launch, and the other finishes it.</summary>
[Collection(nameof(NodeProcess))]
public sealed class LaunchKillTests
{
    [Fact]
    public async Task A_launch_goes_on_elsewhere_and_makes_every_run_once()
    {
        await using var district = await District.Prepared(District.ThreeSets);
        await using var barrier = await Barrier.BeforeEvents(district);
        await using var nodes = await TwoNodes.Start(district);
        await district.BeginLaunch();
        await barrier.LetPassOnce();
        var first = await nodes.AtWork("continue-launches");

        await first.Kill();
        var done = await district.Count("select count(*) from runs");
        await barrier.Open();
        await district.Until("select count(*) from launches where status = 'done'", launched => launched == 1);

        Assert.Equal(District.Set, done);
        Assert.Equal(District.ThreeSets, await district.Count("select count(*) from runs"));
        Assert.Equal(District.ThreeSets, await district.Count("select count(distinct unit_id) from runs"));
        Assert.Equal(0, await district.Count(District.BrokenRuns));
    }
}
