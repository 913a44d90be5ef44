using Microsoft.Data.Sqlite;
using PhaseEngine.Data;
using PhaseEngine.Testing;

namespace PhaseEngine.Server.Tests.Running;

/// <summary>Where a server under test keeps its data: files of its own, or databases on the tests' own PostgreSQL.</summary>
internal static class Databases
{
    public static string NewSqlite(string folder) => $"sqlite:{Path.Combine(folder, $"{Path.GetRandomFileName()}.db")}";

    public static async Task<string> NewPostgres() => "postgres:" + await PostgresServer.ForTests().CreateDatabaseAsync(
        "server", connection => Upgrade($"postgres:{connection}"), CancellationToken.None);

    public static async Task Upgrade(string database)
    {
        await using var services = new ServiceCollection().AddPhaseEngineData(database).BuildServiceProvider();
        await using var scope = services.CreateAsyncScope();
        var upgraded = await scope.ServiceProvider.GetRequiredService<DatabaseUpgrade>().Upgrade(CancellationToken.None);
        Assert.True(upgraded.IsOk);
        SqliteConnection.ClearAllPools();
    }
}
