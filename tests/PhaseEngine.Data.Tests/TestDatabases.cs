using PhaseEngine.Testing;

namespace PhaseEngine.Data.Tests;

/// <summary>Where a conformance suite gets its databases from: real files, or a real server.</summary>
public abstract class TestDatabases
{
    public static readonly TestDatabases Sqlite = new SqliteFiles();
    public static readonly TestDatabases Postgres = new PostgresDatabases();

    /// <summary>A database without tables, as <c>AddPhaseEngineData</c> takes it.</summary>
    public abstract Task<string> Empty();

    /// <summary>A database with this program's schema and no rows.</summary>
    public abstract Task<string> Migrated();

    /// <summary>Takes away a database that nobody uses any more: hundreds of them would make the end of the tests long.</summary>
    public abstract Task Drop(string database);

    public static ServiceProvider Open(string database) =>
        new ServiceCollection().AddPhaseEngineData(database).BuildServiceProvider(validateScopes: true);

    protected static async Task Upgrade(string database)
    {
        await using var services = Open(database);
        await using var scope = services.CreateAsyncScope();
        var upgraded = await scope.ServiceProvider.GetRequiredService<DatabaseUpgrade>().Upgrade(CancellationToken.None);
        Assert.True(upgraded.IsOk);
    }

    private sealed class SqliteFiles : TestDatabases
    {
        private readonly string folder = Scratch.Folder("data");
        private readonly Lazy<Task<string>> migrated;

        public SqliteFiles()
        {
            migrated = new(async () =>
            {
                var path = NewPath();
                await Upgrade($"sqlite:{path}");
                Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
                return path;
            });
        }

        public override Task<string> Empty() => Task.FromResult($"sqlite:{NewPath()}");

        public override async Task<string> Migrated()
        {
            var path = NewPath();
            File.Copy(await migrated.Value, path);
            return $"sqlite:{path}";
        }

        public override Task Drop(string database)
        {
            var path = Database.Parse(database).SqlitePath;
            using (var connection = new Microsoft.Data.Sqlite.SqliteConnection(Database.Parse(database).ConnectionString))
                Microsoft.Data.Sqlite.SqliteConnection.ClearPool(connection);
            foreach (var file in Directory.EnumerateFiles(folder, Path.GetFileName(path) + "*")) File.Delete(file);
            return Task.CompletedTask;
        }

        private string NewPath() => Path.Combine(folder, $"{Path.GetRandomFileName()}.db");
    }

    private sealed class PostgresDatabases : TestDatabases
    {
        public override async Task<string> Empty() => $"postgres:{await PostgresServer.ForTests().CreateDatabaseAsync()}";

        public override async Task<string> Migrated() =>
            "postgres:" + await PostgresServer.ForTests().CreateDatabaseAsync(
                "migrated", connection => Upgrade($"postgres:{connection}"), CancellationToken.None);

        public override Task Drop(string database) => PostgresServer.ForTests().DropDatabaseAsync(Database.Parse(database).ConnectionString);
    }
}

/// <summary>One behaviour kept on both databases: an abstract suite with a subclass of one line for each.</summary>
public abstract class Conformance(TestDatabases databases) : IAsyncLifetime
{
    private ServiceProvider? services;
    private string database = "";
    private AsyncServiceScope scope;

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    protected TestDatabases Databases => databases;

    protected PhaseEngineDb Db { get; private set; } = null!;

    protected ServiceProvider Services => services!;

    public virtual async ValueTask InitializeAsync()
    {
        services = TestDatabases.Open(database = await databases.Migrated());
        scope = services.CreateAsyncScope();
        Db = scope.ServiceProvider.GetRequiredService<PhaseEngineDb>();
    }

    public async ValueTask DisposeAsync()
    {
        if (services is not null)
        {
            await scope.DisposeAsync();
            await services.DisposeAsync();
            await databases.Drop(database);
        }

        GC.SuppressFinalize(this);
    }

    /// <summary>Another user of the same database, with a context of their own.</summary>
    protected async Task<T> Elsewhere<T>(Func<PhaseEngineDb, Task<T>> act)
    {
        await using var other = Services.CreateAsyncScope();
        return await act(other.ServiceProvider.GetRequiredService<PhaseEngineDb>());
    }
}
