using Npgsql;
using PhaseEngine.Data;
using PhaseEngine.Server.Jobs.Mail;
using PhaseEngine.Server.Settings;
using Quartz;

namespace PhaseEngine.Server.Jobs;

internal static class JobSetup
{
    /// <summary>The jobs, and the clock that wakes them: one for all nodes in a shared database, in memory on SQLite.</summary>
    public static IServiceCollection AddJobs(this IServiceCollection services, ServerSettings settings)
    {
        var catalogue = new JobCatalogue(settings.Jobs);
        var node = new Node($"{Environment.MachineName}-{Environment.ProcessId}-{Path.GetRandomFileName()[..4]}");
        services.AddSingleton(catalogue).AddSingleton(node).AddSingleton<JobRunner>();
        services.AddScoped<IPostOffice>(_ => settings.Mail.Host is null ? new PickupFolder(settings) : new SmtpRelay(settings.Mail));
        services.AddScoped<ReminderLetter>();
        foreach (var job in catalogue.All) services.AddKeyedScoped(typeof(IRecurringJob), job.Name, job.Type);

        var isSqlite = Database.Parse(settings.Database).IsSqlite;
        if (!isSqlite) services.AddHostedService<EndStuckSessions>();

        // A trigger that is declared again at a start goes on from its last turn instead of making up for all turns since.
        services.Configure<QuartzOptions>(o => o.Scheduling.ScheduleTriggerRelativeToReplacedTrigger = true);
        services.AddQuartz(clock =>
        {
            clock.ConfigureScheduler(o => (o.InstanceName, o.InstanceId) = ("PhaseEngine", node.Name));
            // Whatever clock the work goes by, the scheduler's own waits are real ones.
            clock.UseTimeProvider(TimeProvider.System);
            clock.UseDefaultThreadPool(catalogue.All.Count);
            if (isSqlite) clock.UseInMemoryStore();
            else clock.UsePersistentStore(store => Share(store, settings.Jobs));
            foreach (var job in catalogue.All) Schedule(clock, job);
        });
        services.AddQuartzHostedService(o => (o.AutoStart, o.WaitForJobsToComplete) = (settings.Jobs.Run, true));
        return services;
    }

    private static void Share(IPersistentStoreBuilder store, JobSettings settings)
    {
        store.UsePostgres(source => source.DataSourceFactory = services => services.GetRequiredService<NpgsqlDataSource>());
        store.UseSystemTextJsonSerializer();
        // Its threads must not keep a process alive that has nothing left to do.
        store.ConfigureStore(o => o.UseBackgroundThreads = true);
        store.ProvisionSchema();
        store.UseClustering(cluster =>
        {
            cluster.CheckinInterval = settings.CheckIn;
            cluster.CheckinMisfireThreshold = 3 * settings.CheckIn;
        });
    }

    private static void Schedule(IQuartzBuilder clock, RecurringJob job)
    {
        clock.AddJob<ClockTick>(j => j.WithIdentity(job.Name).StoreDurably());
        clock.AddTrigger(trigger => trigger
            .WithIdentity(job.Name)
            .ForJob(job.Name)
            // Missed turns are not made up for: the next one finds whatever is due.
            .WithSimpleSchedule(s => s.WithInterval(job.Every).RepeatForever()
                .WithMisfireInstruction(SimpleTriggerMisfireInstruction.NextWithRemainingCount)));
    }
}
