using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core;
using PhaseEngine.Core.Calendars;
using PhaseEngine.Core.Definitions;
using PhaseEngine.Data;
using PhaseEngine.Data.Campaigns;
using PhaseEngine.Data.Events;
using PhaseEngine.Data.Runs;
using PhaseEngine.Data.Templates;
using PhaseEngine.Testing;

namespace PhaseEngine.Benchmarks;

/// <summary>
/// A database of its own, durable as it comes, with a committee and branches numbered from 1: each with a secretary and 3 to 17
/// members of mixed categories, so that hardly two neighbours have the same roster.
/// </summary>
internal sealed class BenchWorld : IAsyncDisposable
{
    public const string Zone = "Asia/Shanghai";

    public static readonly Guid Top = new("01000000-0000-7000-8000-000000000000");

    /// <summary>Whoever decides: the supervisor of the committee. Users bear the ids of their units.</summary>
    public static readonly Guid Supervisor = Top;

    /// <summary>Memory enough that no checkpoint falls into a measurement; everything else, durability above all, as it comes.</summary>
    private static readonly string[] PostgresSettings = ["shared_buffers=1GB", "max_wal_size=16GB", "checkpoint_timeout=60min"];

    private readonly PostgresServer? server;

    private BenchWorld(string database, PostgresServer? server, string folder)
    {
        (Database, this.server, Folder) = (database, server, folder);
        Services = new ServiceCollection().AddPhaseEngineData(database).BuildServiceProvider();
    }

    /// <summary>For what lies beside the database; gone with it.</summary>
    public string Folder { get; }

    /// <summary>As settings name it.</summary>
    public string Database { get; }

    public bool IsPostgres => server is not null;

    public string ConnectionString => PhaseEngine.Data.Database.Parse(Database).ConnectionString;

    public ServiceProvider Services { get; }

    /// <summary>When campaigns begin: this morning, so that a server that runs by the real clock finds nothing overdue.</summary>
    public static DateTimeOffset Start { get; } = LocalDays.StartOf(Today, TimeZoneInfo.FindSystemTimeZoneById(Zone)).ToUniversalTime();

    public static DateOnly Today => LocalDays.On(DateTimeOffset.UtcNow, TimeZoneInfo.FindSystemTimeZoneById(Zone));

    public static async Task<BenchWorld> OnPostgres(int units)
    {
        var installation = PostgresInstallation.Find() ?? throw new InvalidOperationException("PostgreSQL is not installed.");
        var server = PostgresServer.Start(installation, PostgresSettings);
        return await new BenchWorld($"postgres:{await server.CreateDatabaseAsync("bench")}", server, NewFolder()).Fill(units);
    }

    public static async Task<BenchWorld> OnSqlite(int units)
    {
        var folder = NewFolder();
        return await new BenchWorld($"sqlite:{Path.Combine(folder, "bench.db")}", null, folder).Fill(units);
    }

    public static Guid Unit(int number) => new($"01000000-0000-7000-8001-{number:X12}");

    public static Guid Member(int unit, int number) => new($"02000000-0000-7000-{0x8000 + number:X4}-{unit:X12}");

    public static int MembersOf(int unit) => 3 + (unit % 15);

    /// <summary>A draft of a campaign over some of the branches, of a template published under the definition's own name.</summary>
    public async Task<Guid> Campaign(string definition, int from, int to)
    {
        var campaign = Guid.CreateVersion7(Start);
        var document = TemplateDocument.Read(Encoding.UTF8.GetBytes(definition)).Document!;
        var template = document.DefinitionId;
        await Do<PhaseEngineDb, int>(async db =>
        {
            if (!await db.Templates.AnyAsync(t => t.Id == template))
            {
                db.Add(new Template { Id = template, Name = template, StreamId = Guid.CreateVersion7(), CreatedAt = Start });
                db.Add(new TemplateVersion
                {
                    TemplateId = template, Version = document.Version, Definition = definition, Hash = "", Status = TemplateStatus.Published,
                    CreatedAt = Start,
                });
            }

            db.Add(new Campaign
            {
                Id = campaign, Title = new Text("测"), TemplateId = template, TemplateVersion = document.Version, UnitId = Top, Zone = Zone,
                Scope = "{}", CreatedAt = Start, CreatedBy = Supervisor,
            });
            db.Add(new Batch { CampaignId = campaign, Number = 1, Title = new Text("一"), Start = Today });
            return await db.SaveChangesAsync();
        });
        var of = IsPostgres ? $"'{campaign}'::uuid" : $"'{campaign.ToString().ToUpperInvariant()}'";
        await Sql($"insert into campaign_units (campaign_id, unit_id, batch) select {of}, {Id("01000000-0000-7000-8001-", "n")}, 1 from {Series("n", from, to)}");
        await Analyze();
        return campaign;
    }

    /// <summary>
    /// What PostgreSQL does by itself within a minute: statistics of what has rows. (Of a table known to be empty it would plan as if
    /// it stayed so.)
    /// </summary>
    public async Task Analyze()
    {
        if (!IsPostgres) return;

        await Sql(
            """
            do $$
            declare name text; filled boolean;
            begin
              for name in select relname from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace loop
                execute format('select exists (select from %I)', name) into filled;
                if filled then execute format('analyze %I', name); end if;
              end loop;
            end $$
            """);
    }

    public async Task Launch(Guid campaign)
    {
        await Begin(campaign);
        await Continue(campaign, null);
    }

    /// <summary>Makes the runs of a launch that has begun.</summary>
    public async Task Continue(Guid campaign, Action? afterEachSet)
    {
        if (!await Do<CampaignLaunch, bool>(launch => launch.Continue(campaign, TimeProvider.System, _ => afterEachSet?.Invoke(), default)))
            throw new InvalidOperationException("The launch did not come to its end.");
    }

    public Task<bool> Begin(Guid campaign) =>
        Do<CampaignLaunch, bool>(async launch => (await launch.Begin(campaign, Supervisor, Start, default)).IsOk);

    /// <summary>The runs of a campaign, in the order of the units' numbers.</summary>
    public Task<List<Guid>> Runs(Guid campaign) =>
        Do<PhaseEngineDb, List<Guid>>(db => db.Runs.Where(r => r.CampaignId == campaign).OrderBy(r => r.UnitId).Select(r => r.Id).ToListAsync());

    public async Task<T> Do<TNeeded, T>(Func<TNeeded, Task<T>> act) where TNeeded : notnull
    {
        await using var scope = Services.CreateAsyncScope();
        return await act(scope.ServiceProvider.GetRequiredService<TNeeded>());
    }

    /// <summary>A figure counts only when the work was done: the record is whole, and each row is what its events say.</summary>
    public async Task Check(Guid campaign, int runs)
    {
        await Check("runs", runs, db => db.Runs.CountAsync(r => r.CampaignId == campaign));
        var chain = await Do<ChainCheck, ChainReport>(check => check.Verify(campaign, default));
        if (chain.Findings is [var broken, ..]) throw new InvalidOperationException($"{chain.Findings.Count} faults in the record: {broken}");

        var rows = await Do<RunCheck, IReadOnlyList<RunFinding>>(check => check.Check(campaign, Start, default));
        if (rows is [var wrong, ..]) throw new InvalidOperationException($"{rows.Count} wrong rows: {wrong}");
        Console.WriteLine($"  checked: {chain.Events:N0} events in {chain.Streams:N0} chains are whole, and every row is what they say");
    }

    public async Task Check(string what, int expected, Func<PhaseEngineDb, Task<int>> count)
    {
        var found = await Do(count);
        if (found != expected) throw new InvalidOperationException($"{what}: {found:N0} instead of {expected:N0}");
        Console.WriteLine($"  checked: {found:N0} {what}");
    }

    public async Task Sql(string sql)
    {
        await using var scope = Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PhaseEngineDb>().Database;
        db.SetCommandTimeout(TimeSpan.FromHours(1));
        await db.ExecuteSqlRawAsync(sql.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal));
    }

    public async ValueTask DisposeAsync()
    {
        await Services.DisposeAsync();
        server?.Dispose();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(Folder, recursive: true);
    }

    private static string NewFolder() => Directory.CreateTempSubdirectory("phaseengine-bench-").FullName;

    private async Task<BenchWorld> Fill(int units)
    {
        await Do<DatabaseUpgrade, bool>(async upgrade => (await upgrade.Upgrade(default)).IsOk);
        var (top, unit) = (IsPostgres ? $"'{Top}'::uuid" : $"'{Top}'", Id("01000000-0000-7000-8001-", "n"));
        var at = IsPostgres ? "now()" : Start.UtcTicks.ToString(CultureInfo.InvariantCulture);
        await Sql($"insert into units (id, code, name, type, version, path) values ({top}, 'top', '区委', 'committee', 1, '/top/')");
        await Sql($"""
            insert into units (id, code, name, type, parent_id, version, path)
            select {unit}, 'b' || n, '支部' || n, 'branch', {top}, 1, '/top/b' || n || '/' from {Series("n", 1, units)}
            """);
        for (var m = 1; m <= 17; m++)
        {
            await Sql($"""
                insert into members (id, unit_id, name, category, probationary, version)
                select {Id($"02000000-0000-7000-{0x8000 + m:X4}-", "n")}, {unit}, '党员{m}',
                    case (n / 15 + {m * m}) % 4 when 0 then 'inPost' when 1 then 'leadingCadre' when 2 then 'floating' else 'old' end, n % 7 = {m}, 1
                from {Series("n", 1, units)} where 3 + n % 15 >= {m}
                """);
        }

        await Sql($"""
            insert into users (id, name, language, created_at, user_name, email_confirmed, phone_number_confirmed, two_factor_enabled, lockout_enabled, access_failed_count, wants_mail)
            select u.id, u.name, 'zh-CN', {at}, u.code, false, false, false, false, 0, true from units u
            """);
        await Sql("""
            insert into posts (id, user_id, unit_id, role, subtree, "from", version)
            select u.id, u.id, u.id, case u.type when 'branch' then 'secretary' else 'supervisor' end, u.type <> 'branch', '2005-01-01', 1 from units u
            """);
        return this;
    }

    /// <summary>An id whose last twelve digits are a number.</summary>
    private string Id(string prefix, string number) =>
        IsPostgres ? $"('{prefix}' || lpad(to_hex({number}), 12, '0'))::uuid" : $"printf('{prefix}%012X', {number})";

    private string Series(string name, int from, int to) => IsPostgres
        ? $"generate_series({from}, {to}) {name}"
        : $"(with recursive s({name}) as (select {from} union all select {name} + 1 from s where {name} < {to}) select {name} from s)";
}
