using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Npgsql;
using PhaseEngine.Data.Access;
using PhaseEngine.Data.Campaigns;
using PhaseEngine.Data.Events;
using PhaseEngine.Data.Evidence;
using PhaseEngine.Data.Postgres;
using PhaseEngine.Data.Reminders;
using PhaseEngine.Data.Reviews;
using PhaseEngine.Data.Runs;
using PhaseEngine.Data.Sqlite;
using PhaseEngine.Data.Templates;

namespace PhaseEngine.Data;

/// <summary>Which database, as people write it: <c>sqlite:PATH</c> or <c>postgres:CONNECTION</c>.</summary>
public sealed record Database
{
    private Database(bool isSqlite, string connectionString) => (IsSqlite, ConnectionString) = (isSqlite, connectionString);

    public bool IsSqlite { get; }

    public string ConnectionString { get; }

    /// <exception cref="FormatException">Neither of the two forms.</exception>
    public static Database Parse(string database) => database.Split(':', 2) switch
    {
        ["sqlite", { Length: > 0 } path] => new(true, new SqliteConnectionStringBuilder { DataSource = Path.GetFullPath(path) }.ConnectionString),
        ["postgres", { Length: > 0 } connection] => new(false, connection),
        _ => throw new FormatException($"'{database}' is neither 'sqlite:PATH' nor 'postgres:CONNECTION'."),
    };

    /// <summary>The file of a SQLite database.</summary>
    public string SqlitePath => new SqliteConnectionStringBuilder(ConnectionString).DataSource;
}

public static class DataServices
{
    /// <summary>Everything of this project, over one database.</summary>
    /// <param name="services">Where to.</param>
    /// <param name="database"><c>sqlite:PATH</c> or <c>postgres:CONNECTION</c>.</param>
    public static IServiceCollection AddPhaseEngineData(this IServiceCollection services, string database)
    {
        var parsed = Database.Parse(database);
        services.AddSingleton(parsed);
        if (parsed.IsSqlite)
        {
            services.AddDbContextPool<PhaseEngineDb, SqlitePhaseEngineDb>(options => options.UseSqliteFile(parsed.ConnectionString));
        }
        else
        {
            services.AddSingleton(_ => NpgsqlDataSource.Create(Prepared(parsed.ConnectionString))).AddSingleton<StuckSessions>();
            services.AddDbContextPool<PhaseEngineDb, PostgresPhaseEngineDb>(
                (provider, options) => options.UseNpgsql(provider.GetRequiredService<NpgsqlDataSource>()));
        }

        services.AddSingleton<PlanCache>().AddSingleton<TimetableCache>();
        services.AddScoped<DatabaseUpgrade>().AddScoped<EventLog>();
        services.AddScoped<Sealer>().AddScoped<ChainCheck>();
        services.AddLogging();
        services.AddScoped<SignInAttempts>().AddScoped<Remarks>().AddScoped<Notices>();
        services.AddScoped<RunStore>().AddScoped<RunSets>().AddScoped<CampaignLaunch>().AddScoped<AlarmSweep>().AddScoped<RunCheck>();
        services.AddScoped<Rosters>().AddScoped<RosterSweep>().AddScoped<PassedDays>();
        services.AddSingleton<SubordinateMemory>().AddScoped<SubordinateCounts>();
        services.AddScoped<Outbox>();
        // Beside the database file; the server says where else.
        var seals = parsed.IsSqlite ? parsed.SqlitePath : Path.GetFullPath("phaseengine");
        services.TryAddSingleton(new SealFiles($"{seals}.seal-key.pem", $"{seals}.seals.jsonl"));
        return services;
    }

    /// <summary>The same few statements run all the time: the server plans them once per connection. And its sessions can be told from others'. Both unless told otherwise.</summary>
    private static string Prepared(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        if (!settings.ShouldSerialize("Max Auto Prepare")) settings.MaxAutoPrepare = 100;
        settings.ApplicationName ??= "PhaseEngine";
        return settings.ConnectionString;
    }

    internal static DbContextOptionsBuilder UseSqliteFile(this DbContextOptionsBuilder options, string connectionString) =>
        options.UseSqlite(connectionString).AddInterceptors(new SqlitePragmas());
}
