using System.Text;
using System.Text.Json;

namespace PhaseEngine.Data.Events;

/// <summary>A seal as the list outside the database has it.</summary>
internal sealed record ListedSeal(int Number, DateTimeOffset At, int Streams, string Root, string Signature)
{
    public static ListedSeal Of(Seal seal) =>
        new(seal.Number, seal.At, seal.Streams, Convert.ToHexString(seal.Root), Convert.ToBase64String(seal.Signature));
}

/// <summary>
/// The seals once more, outside the database: a file with a line of JSON for each, in order, appended only. A line counts once
/// it ends; the rest of one over which a process died is passed over, and gone with the next line.
/// </summary>
public sealed class SealList(string path)
{
    /// <summary>
    /// Puts a list aside that goes further than the database, as after a backup was restored, and begins one that ends where the
    /// database does.
    /// </summary>
    /// <param name="last">The number of the database's last seal.</param>
    /// <param name="aside">Where the list as it was goes.</param>
    /// <returns>Whether it had to be put aside.</returns>
    public bool EndAt(int last, string aside)
    {
        if (Last() <= last) return false;

        File.Move(path, aside);
        Append(new SealList(aside).Read().OfType<ListedSeal>().Where(seal => seal.Number <= last));
        return true;
    }

    /// <summary>The seals in the order of the lines; null for a line that cannot be read.</summary>
    internal IEnumerable<ListedSeal?> Read()
    {
        if (!File.Exists(path)) return [];

        using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        var text = reader.ReadToEnd();
        return text[..(text.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Parse);
    }

    /// <summary>The number of the last seal; nought when there is none.</summary>
    internal int Last() => Read().Max(seal => seal?.Number) ?? 0;

    /// <summary>Appends lines in one piece, and returns when they are on the disk.</summary>
    internal void Append(IEnumerable<ListedSeal> seals)
    {
        var lines = string.Concat(seals.Select(seal => JsonSerializer.Serialize(seal, JsonSerializerOptions.Web) + "\n"));
        if (lines.Length == 0) return;

        if (Path.GetDirectoryName(path) is { Length: > 0 } folder) Directory.CreateDirectory(folder);
        using var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 0);
        file.SetLength(EndOfLastLine(file));
        file.Seek(0, SeekOrigin.End);
        file.Write(Encoding.UTF8.GetBytes(lines));
        file.Flush(flushToDisk: true);
    }

    private static ListedSeal? Parse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<ListedSeal>(line, JsonSerializerOptions.Web);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static long EndOfLastLine(FileStream file)
    {
        for (var end = file.Length; end > 0; end--)
        {
            file.Seek(end - 1, SeekOrigin.Begin);
            if (file.ReadByte() == '\n') return end;
        }

        return 0;
    }
}
