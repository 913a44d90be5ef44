using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Data;
using PhaseEngine.Server.Jobs;
using PhaseEngine.Server.Tests.Running;
using PhaseEngine.Testing;

namespace PhaseEngine.Server.Tests.Jobs;

public sealed class ClockInMemory : ClockTests
{
    private readonly string _folder = Scratch.Folder("clock");

    protected override async Task<string> Database()
    {
        var database = Databases.NewSqlite(_folder);
        await Databases.Upgrade(database);
        return database;
    }
}

public sealed class ClockInPostgres : ClockTests
{
    [Fact]
    public async Task Of_two_nodes_one_runs_a_job_at_a_time()
    {
        var database = await Database();
        var (slow, quick) = (new Probe(), new Probe());
        quick.MayEnd.SetResult();
        await using var one = await Start(database, slow, every: TimeSpan.FromSeconds(1), quick);
        await using var other = await Start(database, slow, every: TimeSpan.FromSeconds(1), quick);

        await slow.Started.Task.WaitAsync(Limit, Ct);
        // Three turns of a job that goes by the same clock, and so as many of this one.
        for (var turn = 0; turn < 3; turn++) Assert.True(await quick.Runs.WaitAsync(Limit, Ct));
        slow.MayEnd.SetResult();

        Assert.Equal(1, slow.AtOnce);
    }

    [Fact]
    public async Task A_job_outlives_the_node_that_ran_it()
    {
        var database = await Database();
        var (first, second) = (new Probe(), new Probe());
        first.MayEnd.SetResult();
        second.MayEnd.SetResult();
        await using (await Start(database, first, every: TimeSpan.FromSeconds(1))) await first.Started.Task.WaitAsync(Limit, Ct);

        await using var other = await Start(database, second, every: TimeSpan.FromSeconds(1));

        await second.Started.Task.WaitAsync(Limit, Ct);
    }

    protected override Task<string> Database() => Databases.NewPostgres();
}

public abstract class ClockTests
{
    /// <summary>Far more than it takes; a test that waits so long has failed.</summary>
    protected static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_clock_strikes_and_the_job_runs()
    {
        var job = new Probe();
        await using var node = await Start(await Database(), job, every: TimeSpan.FromSeconds(1));

        await job.Started.Task.WaitAsync(Limit, Ct);

        job.MayEnd.SetResult();
    }

    [Fact]
    public async Task A_node_that_runs_no_jobs_answers_only()
    {
        var job = new Probe();
        await using var node = await Start(await Database(), job, every: TimeSpan.FromSeconds(1), settings: ("Jobs:Run", "false"));

        var scheduler = await node.Services.GetRequiredService<Quartz.ISchedulerFactory>().GetScheduler(Ct);

        Assert.Equal(Quartz.SchedulerStatus.Created, scheduler.Status);
    }

    [Fact]
    public async Task A_run_is_on_record_with_its_node_its_end_and_what_it_did()
    {
        var job = new Probe();
        job.MayEnd.SetResult();
        await using var node = await Start(await Database(), job, every: TimeSpan.FromHours(1), settings: ("Jobs:Run", "false"));

        await node.Services.GetRequiredService<JobRunner>().Run(Probe.Name, Ct);

        var run = await Only(node);
        Assert.Equal((Probe.Name, node.Services.GetRequiredService<Node>().Name, 7), (run.Job, run.Node, run.Processed));
        Assert.NotNull(run.FinishedAt);
        Assert.Null(run.Error);
    }

    [Fact]
    public async Task A_job_that_fails_is_on_record_with_its_reason_and_stops_nothing()
    {
        var job = new Probe { Fault = new InvalidOperationException("out of paper") };
        job.MayEnd.SetResult();
        await using var node = await Start(await Database(), job, every: TimeSpan.FromHours(1), settings: ("Jobs:Run", "false"));

        await node.Services.GetRequiredService<JobRunner>().Run(Probe.Name, Ct);

        Assert.Equal("out of paper", (await Only(node)).Error);
    }

    protected abstract Task<string> Database();

    internal static async Task<RunningNode> Start(
        string database, Probe job, TimeSpan every, Probe? another = null, params (string Name, string? Value)[] settings)
    {
        var given = new Dictionary<string, string?>
        {
            ["Database"] = database,
            ["DataDirectory"] = Scratch.Folder("data"),
            [$"Jobs:Every:{Probe.Name}"] = every.ToString(),
            [$"Jobs:Every:{Probe.OtherName}"] = every.ToString(),
        };
        foreach (var (name, value) in settings) given[name] = value;
        var node = Program.Build(given, builder =>
        {
            builder.WebHost.UseTestServer();
            builder.Logging.ClearProviders();
            // In the place of jobs of ours.
            builder.Services.AddKeyedSingleton<IRecurringJob>(Probe.Name, job);
            if (another is not null) builder.Services.AddKeyedSingleton<IRecurringJob>(Probe.OtherName, another);
        });
        await node.StartAsync(Ct);
        return new(node);
    }

    private static async Task<Data.Operations.JobRun> Only(RunningNode node)
    {
        await using var scope = node.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<PhaseEngineDb>().JobRuns.SingleAsync(Ct);
    }
}

/// <summary>A server that is stopped in order when the test is over.</summary>
internal sealed class RunningNode(WebApplication app) : IAsyncDisposable
{
    public IServiceProvider Services => app.Services;

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }
}

/// <summary>A job that says when it has begun and ends when it is let.</summary>
internal sealed class Probe : IRecurringJob
{
    public const string Name = "continue-launches";
    public const string OtherName = "housekeeping";

    private int _running;
    private int _most;

    public TaskCompletionSource Started { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TaskCompletionSource MayEnd { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Released once for every run.</summary>
    public SemaphoreSlim Runs { get; } = new(0);

    public Exception? Fault { get; init; }

    /// <summary>The most runs that went on at the same time.</summary>
    public int AtOnce => _most;

    public async Task<int> Run(CancellationToken ct)
    {
        var running = Interlocked.Increment(ref _running);
        for (var most = _most; running > most; most = _most) Interlocked.CompareExchange(ref _most, running, most);
        Started.TrySetResult();
        Runs.Release();
        await MayEnd.Task.WaitAsync(ct);
        Interlocked.Decrement(ref _running);
        return Fault is null ? 7 : throw Fault;
    }
}
