using Microsoft.EntityFrameworkCore;
using PhaseEngine.Data;

namespace PhaseEngine.Server.Doctor;

/// <summary>Whether the database answers and its schema is this program's.</summary>
internal sealed class DatabaseCheckUp(PhaseEngineDb db, Database database, DatabaseUpgrade schema) : ICheckUp
{
    public int Order => 10;

    public bool StopsTheRest => true;

    public async Task<IReadOnlyList<CheckUp>> Look(CancellationToken ct)
    {
        var kind = database.IsSqlite ? "SQLite" : "PostgreSQL";
        if (database.IsSqlite && !File.Exists(database.SqlitePath))
            return [new("database", false, $"{kind}: {database.SqlitePath} does not exist yet: upgrade-db makes it")];

        try
        {
            await db.Database.OpenConnectionAsync(ct);
            var version = db.Database.GetDbConnection().ServerVersion;
            return [new("database", true, $"{kind} {version}"), Schema(await schema.Check(ct))];
        }
        catch (Exception unreachable) when (Unreachable.Is(unreachable))
        {
            return [new("database", false, $"{kind} does not answer: {Unreachable.Reason(unreachable)}")];
        }
    }

    private static CheckUp Schema(SchemaState state) => state switch
    {
        SchemaState.Current => new("schema", true, "current"),
        SchemaState.Older => new("schema", false, "older than this program: run upgrade-db"),
        _ => new("schema", false, "newer than this program: run the newer program"),
    };
}
