using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using PhaseEngine.Data.Events;

namespace PhaseEngine.Server.Cli.Backups;

/// <summary>What a database holds, in short: enough to see that a restored one holds the same.</summary>
/// <param name="Rows">How many, by table.</param>
/// <param name="Heads">SHA-256 over the heads of all streams, which cover every event; hexadecimal.</param>
internal sealed record Contents(IReadOnlyDictionary<string, long> Rows, string Heads)
{
    /// <param name="connection">Open; what is read belongs to one moment if its transaction does.</param>
    /// <param name="tables">Which to count.</param>
    /// <param name="ct">Gives up.</param>
    public static async Task<Contents> Of(DbConnection connection, IEnumerable<string> tables, CancellationToken ct)
    {
        var rows = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var table in tables)
        {
            await using var count = connection.CreateCommand();
            count.CommandText = $"select count(*) from \"{table}\"";
            rows[table] = Convert.ToInt64(await count.ExecuteScalarAsync(ct), CultureInfo.InvariantCulture);
        }

        return new Contents(rows, await HeadsOf(connection, ct));
    }

    public bool SameAs(Contents other) => Heads == other.Heads && Rows.OrderBy(r => r.Key, StringComparer.Ordinal).SequenceEqual(other.Rows.OrderBy(r => r.Key, StringComparer.Ordinal));

    private static async Task<string> HeadsOf(DbConnection connection, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = "select id, seq, head from streams union all select id, seq, head from runs order by id";
        await using var heads = await command.ExecuteReaderAsync(ct);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        while (await heads.ReadAsync(ct))
            hash.AppendData(SealedHead.Pack([new SealedHead(heads.GetGuid(0), heads.GetInt32(1), heads.GetFieldValue<byte[]>(2))]));
        return Convert.ToHexString(hash.GetHashAndReset());
    }
}
