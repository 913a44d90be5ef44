namespace PhaseEngine.Server.Tests.Crash;

/// <summary>Of two servers over one PostgreSQL one is killed or stands still in the middle of a sweep, and the other finishes it.</summary>
[Collection(nameof(NodeProcess))]
public sealed class SweepKillTests
{
    /// <summary>A node sweeps with two writers: one pair of sets is done, one is under way, and a little is left.</summary>
    private const int Writers = 2;
    private const int Branches = (2 * Writers * District.Set) + 100;

    private const string Due = "select count(*) from alarms where at <= now()";
    private const string Reminded = "select count(distinct run_id) from reminders where key = 'paper'";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_sweep_goes_on_elsewhere_and_reminds_everybody_once(bool frozen)
    {
        await using var district = await District.Launched(Branches);
        await using var barrier = await Barrier.BeforeEvents(district, Writers);
        await using var nodes = await TwoNodes.Start(district);
        await barrier.LetPassOnce();
        var first = await nodes.AtWork("sweep-alarms");

        await (frozen ? first.Freeze() : first.Kill());
        var done = await district.Count(Reminded);
        await barrier.Open();
        await district.Until(Due, due => due == 0);
        if (frozen) await nodes.Thaw(first, "sweep-alarms");

        Assert.Equal(Writers * District.Set, done);
        Assert.Equal(Branches, await district.Count(Reminded));
        Assert.Equal(Branches, await district.Count("select count(*) from reminders where key = 'paper'"));
        // On the first days of a window, the one after the first has turned as well: what is past is convened for no more.
        Assert.Equal(Branches, await district.Count("select count(*) from review_meetings where number > 1"));
        Assert.Equal(0, await district.Count(District.BrokenRuns));
    }
}
