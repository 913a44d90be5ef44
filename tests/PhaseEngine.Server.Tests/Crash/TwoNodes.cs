namespace PhaseEngine.Server.Tests.Crash;

/// <summary>Two servers over one database, in a hurry, but not so much that one that has to wait for a processor is taken for dead.</summary>
internal sealed class TwoNodes : IAsyncDisposable
{
    private static readonly string[] Jobs = ["sweep-alarms", "continue-launches", "send-mail"];

    private readonly District _district;

    private TwoNodes(District district, NodeProcess one, NodeProcess other) => (_district, One, Other) = (district, one, other);

    public NodeProcess One { get; }

    public NodeProcess Other { get; }

    public static async Task<TwoNodes> Start(District district, params IEnumerable<(string Name, string Value)> settings)
    {
        (string, string)[] hurried = [.. Jobs.Select(job => ($"Jobs:Every:{job}", "00:00:01")), ("Jobs:Standstill", "00:00:10"), ("Jobs:CheckIn", "00:00:02"), ("Mail:GatherFor", "00:00:00"), .. settings];
        var nodes = await Task.WhenAll(NodeProcess.Start(district.Database, hurried), NodeProcess.Start(district.Database, hurried));
        return new(district, nodes[0], nodes[1]);
    }

    /// <summary>The one a job is running on.</summary>
    public async Task<NodeProcess> AtWork(string job)
    {
        var onOne = await _district.Count($"select count(*) from job_runs where job = '{job}' and finished_at is null and node like '%-{One.Id}-%'");
        return onOne == 1 ? One : Other;
    }

    /// <summary>Wakes one that was frozen while a job ran on it. It finds that it has lost what it had in hand, says so, and takes its turns like any other.</summary>
    public async Task Thaw(NodeProcess node, string job)
    {
        var unfinished = $"select count(*) from job_runs where job = '{job}' and finished_at is null and node like '%-{node.Id}-%'";
        Assert.Equal(1, await _district.Count(unfinished));
        await node.Thaw();
        await _district.Until(unfinished, count => count == 0);
    }

    public async ValueTask DisposeAsync()
    {
        await One.DisposeAsync();
        await Other.DisposeAsync();
    }
}
