using System.Data;
using Npgsql;
using PhaseEngine.Core;
using PhaseEngine.Data;

namespace PhaseEngine.Server.Cli.Backups;

/// <summary>PostgreSQL's own tools, looking at the same snapshot as the count of what is in it.</summary>
internal sealed class PostgresCopy(Database database) : IDatabaseCopy
{
    public string Kind => "postgres";

    public async Task<Result<Contents>> CopyInto(string file, IReadOnlyList<string> tables, CancellationToken ct)
    {
        await using var connection = await Open(ct);
        var tool = PostgresTool.Find("pg_dump", connection.PostgreSqlVersion.Major);
        if (!tool.IsOk) return tool.Problem;

        await using var moment = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct);
        var snapshot = (string)(await Scalar(connection, "select pg_export_snapshot()", ct))!;
        var contents = await Contents.Of(connection, tables, ct);
        await PrivateFile.Create(file).DisposeAsync();
        var problem = await tool.Value.Run(
            database.ConnectionString, ["--format=custom", "--no-owner", "--no-privileges", $"--snapshot={snapshot}", $"--file={file}"], ct);
        return problem is null ? contents : problem;
    }

    public async Task<bool> IsEmpty(CancellationToken ct)
    {
        await using var connection = await Open(ct);
        return await Scalar(
            connection, "select count(*) from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname !~ '^(pg_|information_schema$)'", ct) is 0L;
    }

    public string NewFile() => Path.Combine(Path.GetTempPath(), $"phaseengine-restore-{Path.GetRandomFileName()}");

    public async Task<Result<Contents>> MakeFrom(string file, IEnumerable<string> tables, CancellationToken ct)
    {
        await using var connection = await Open(ct);
        var tool = PostgresTool.Find("pg_restore", connection.PostgreSqlVersion.Major);
        if (!tool.IsOk) return tool.Problem;

        var name = new NpgsqlConnectionStringBuilder(database.ConnectionString).Database!;
        var problem = await tool.Value.Run(
            database.ConnectionString, ["--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges", $"--dbname={name}", file], ct);
        if (problem is not null) return problem;

        // What the planner knows of tables is not part of a dump.
        await Scalar(connection, "analyze", ct);
        return await Contents.Of(connection, tables, ct);
    }

    private async Task<NpgsqlConnection> Open(CancellationToken ct)
    {
        var connection = new NpgsqlConnection(database.ConnectionString);
        await connection.OpenAsync(ct);
        return connection;
    }

    private static async Task<object?> Scalar(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        return await command.ExecuteScalarAsync(ct);
    }
}
