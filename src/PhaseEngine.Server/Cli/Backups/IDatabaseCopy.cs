using PhaseEngine.Core;
using PhaseEngine.Data;

namespace PhaseEngine.Server.Cli.Backups;

/// <summary>How a database of one kind is copied into a file and made from one.</summary>
internal interface IDatabaseCopy
{
    /// <summary>As manifests say it.</summary>
    string Kind { get; }

    /// <summary>Copies the database as it is at one moment, while others go on writing.</summary>
    /// <param name="file">Does not exist yet.</param>
    /// <param name="tables">Which to count.</param>
    /// <param name="ct">Gives up; the caller deletes the file.</param>
    /// <returns>What it held at that moment.</returns>
    Task<Result<Contents>> CopyInto(string file, IReadOnlyList<string> tables, CancellationToken ct);

    /// <summary>Whether there is nothing in the database, or no database.</summary>
    Task<bool> IsEmpty(CancellationToken ct);

    /// <summary>A file that a copy is best put into before <see cref="MakeFrom"/> takes it.</summary>
    string NewFile();

    /// <summary>Makes the database of a copy, whole or not at all.</summary>
    /// <returns>What it holds.</returns>
    Task<Result<Contents>> MakeFrom(string file, IEnumerable<string> tables, CancellationToken ct);

    public static IDatabaseCopy Of(Database database) => database.IsSqlite ? new SqliteCopy(database) : new PostgresCopy(database);
}
