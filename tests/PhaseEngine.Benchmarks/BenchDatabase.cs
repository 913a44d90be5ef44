using Npgsql;
using PhaseEngine.Core;
using PhaseEngine.Data;
using PhaseEngine.Data.Campaigns;
using PhaseEngine.Data.Templates;
using PhaseEngine.Testing;

namespace PhaseEngine.Benchmarks;

/// <summary>A durable PostgreSQL of its own with a committee, so many branches with ten members and a secretary each, and a template.</summary>
internal sealed class BenchDatabase : IAsyncDisposable
{
    public static readonly DateTimeOffset Start = new(2005, 7, 21, 1, 0, 0, TimeSpan.Zero);

    /// <summary>Enough memory for a checkpoint not to fall into every measurement; durability as PostgreSQL has it.</summary>
    private static readonly string[] Settings = ["shared_buffers=1GB", "max_wal_size=8GB", "checkpoint_timeout=30min"];

    private readonly PostgresServer server;

    private BenchDatabase(PostgresServer server, string connection)
    {
        this.server = server;
        Connection = connection;
        Services = new ServiceCollection().AddPhaseEngineData($"postgres:{connection}").BuildServiceProvider();
    }

    public string Connection { get; }

    public ServiceProvider Services { get; }

    public Guid Campaign { get; } = Guid.CreateVersion7(Start);

    public Guid Supervisor { get; } = Guid.CreateVersion7(Start);

    public static async Task<BenchDatabase> Create(int units, string template, string definition)
    {
        var installation = PostgresInstallation.Find() ?? throw new InvalidOperationException("PostgreSQL is not installed.");
        var server = PostgresServer.Start(installation, Settings);
        var database = new BenchDatabase(server, await server.CreateDatabaseAsync("bench"));
        await using var scope = database.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<DatabaseUpgrade>().Upgrade(default);
        await database.Fill(scope.ServiceProvider.GetRequiredService<PhaseEngineDb>(), units, template, definition);
        return database;
    }

    public async Task<T> Do<TService, T>(Func<TService, Task<T>> act) where TService : notnull
    {
        await using var scope = Services.CreateAsyncScope();
        return await act(scope.ServiceProvider.GetRequiredService<TService>());
    }

    public async Task Sql(string sql)
    {
        await using var connection = new NpgsqlConnection(Connection);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Services.DisposeAsync();
        server.Dispose();
    }

    private async Task Fill(PhaseEngineDb db, int units, string template, string definition)
    {
        await Sql($"""
            insert into units (id, code, name, type, version, path) values ('01000000-0000-7000-8000-000000000000', 'top', '区委', 'committee', 1, '/top/');
            insert into units (id, code, name, type, parent_id, version, path)
            select ('01000000-0000-7000-8001-' || lpad(to_hex(n), 12, '0'))::uuid, 'b' || n, '支部' || n, 'branch', '01000000-0000-7000-8000-000000000000', 1, '/top/b' || n || '/'
            from generate_series(1, {units}) n;
            insert into members (id, unit_id, name, category, probationary, version)
            select gen_random_uuid(), u.id, '党员' || m, (array['inPost', 'leadingCadre', 'floating', 'old'])[1 + m % 4], false, 1
            from units u, generate_series(1, 10) m where u.type = 'branch';
            insert into users (id, name, language, created_at, user_name, email_confirmed, phone_number_confirmed, two_factor_enabled, lockout_enabled, access_failed_count, wants_mail)
            select u.id, u.name, 'zh-CN', now(), u.code, false, false, false, false, 0, true from units u;
            insert into posts (id, user_id, unit_id, role, subtree, "from", version)
            select gen_random_uuid(), u.id, u.id, case u.type when 'branch' then 'secretary' else 'supervisor' end, u.type <> 'branch', '2005-01-01', 1 from units u;
            """);
        db.Templates.Add(new Template { Id = template, Name = template, StreamId = Guid.CreateVersion7(), CreatedAt = Start });
        db.TemplateVersions.Add(new TemplateVersion
        {
            TemplateId = template, Version = 1, Definition = definition, Hash = "", Status = TemplateStatus.Published, CreatedAt = Start,
        });
        db.Campaigns.Add(new Campaign
        {
            Id = Campaign, Title = new Text("测"), TemplateId = template, TemplateVersion = 1, UnitId = new Guid("01000000-0000-7000-8000-000000000000"),
            Zone = "Asia/Shanghai", Scope = "{}", CreatedAt = Start, CreatedBy = Supervisor,
        });
        db.Batches.Add(new Batch { CampaignId = Campaign, Number = 1, Title = new Text("一"), Start = new DateOnly(2005, 7, 21) });
        await db.SaveChangesAsync();
        await Sql($"insert into campaign_units (campaign_id, unit_id, batch) select '{Campaign}', id, 1 from units where type = 'branch'; analyze");
    }
}
