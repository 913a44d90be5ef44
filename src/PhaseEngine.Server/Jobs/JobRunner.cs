using System.Diagnostics.Metrics;
using PhaseEngine.Data;
using PhaseEngine.Data.Operations;
using PhaseEngine.Server.Telemetry;

namespace PhaseEngine.Server.Jobs;

/// <summary>One process of the product, as operators tell them apart.</summary>
internal sealed record Node(string Name);

/// <summary>Runs one job and keeps a record of it. A job that fails is logged and runs again at its next turn.</summary>
internal sealed class JobRunner(IServiceScopeFactory scopes, TimeProvider clock, Node node, ILogger<JobRunner> log)
{
    private static readonly Histogram<double> Duration =
        Instruments.Meter.CreateHistogram<double>("phaseengine.job.duration", "s", "Duration of recurring jobs, by name and outcome");

    public async Task<JobRun> Run(string name, CancellationToken ct)
    {
        var started = clock.GetUtcNow();
        var run = new JobRun { Id = Guid.CreateVersion7(started), Job = name, Node = node.Name, StartedAt = started };
        await Record(db => db.JobRuns.Add(run), ct);

        using var span = Instruments.Source.StartActivity(name);
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            run.Processed = await scope.ServiceProvider.GetRequiredKeyedService<IRecurringJob>(name).Run(ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            run.Error = "Interrupted; the next run goes on from there.";
        }
        catch (Exception fault)
        {
            log.LogError(fault, "{Job} failed", name);
            run.Error = fault.Message;
        }

        run.FinishedAt = clock.GetUtcNow();
        Duration.Record((run.FinishedAt.Value - started).TotalSeconds, new("job", name), new("outcome", run.Error is null ? "ok" : "failed"));
        // Also when the server is being stopped: otherwise it would look as if the process had died.
        await Record(db => db.JobRuns.Update(run), CancellationToken.None);
        return run;
    }

    private async Task Record(Action<PhaseEngineDb> change, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PhaseEngineDb>();
        change(db);
        await db.SaveChangesAsync(ct);
    }
}
