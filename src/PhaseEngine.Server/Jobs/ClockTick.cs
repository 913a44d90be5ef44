using Quartz;

namespace PhaseEngine.Server.Jobs;

/// <summary>
/// The only thing the clock knows: its job's name is the name of one of ours. Not at the same time on two nodes, to save work;
/// nothing relies on it, since a node taken for dead may still be at it.
/// </summary>
[DisallowConcurrentExecution]
internal sealed class ClockTick(JobRunner runner) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await runner.Run(context.JobDetail.Key.Name, cancellationToken);
}
