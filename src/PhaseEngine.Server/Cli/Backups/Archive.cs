using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using PhaseEngine.Core;
using PhaseEngine.Data;

namespace PhaseEngine.Server.Cli.Backups;

/// <summary>What an archive says about itself.</summary>
/// <param name="Format">1.</param>
/// <param name="Database"><c>sqlite</c> or <c>postgres</c>.</param>
/// <param name="MadeAt">When.</param>
/// <param name="Migrations">The schema: what had been applied.</param>
/// <param name="Contents">What was in the database.</param>
/// <param name="Sha256">Of the copy, hexadecimal.</param>
internal sealed record Manifest(int Format, string Database, DateTimeOffset MadeAt, IReadOnlyList<string> Migrations, Contents Contents, string Sha256);

/// <summary>One file: the copy of a database and what is to be known about it.</summary>
internal static class Archive
{
    private const int Format = 1;
    private const string ManifestEntry = "manifest.json";
    private const string CopyEntry = "database";
    private const int BufferSize = 1 << 20;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static async Task Write(
        string file, string copy, string database, DateTimeOffset madeAt, IReadOnlyList<string> migrations, Contents contents,
        IProgress<(long Done, long Of)> progress, CancellationToken ct)
    {
        await using var stream = PrivateFile.Create(file);
        await using (var zip = await ZipArchive.CreateAsync(stream, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, ct))
        {
            byte[] hash;
            await using (var from = File.OpenRead(copy))
            await using (var into = await zip.CreateEntry(CopyEntry, CompressionLevel.Fastest).OpenAsync(ct))
                hash = await Copy(from, into, from.Length, progress, ct);

            await using var manifest = await zip.CreateEntry(ManifestEntry).OpenAsync(ct);
            await JsonSerializer.SerializeAsync(manifest, new Manifest(Format, database, madeAt, migrations, contents, Convert.ToHexString(hash)), Json, ct);
        }

        stream.Flush(flushToDisk: true);
    }

    public static async Task<Result<Manifest>> ReadManifest(string file, CancellationToken ct)
    {
        try
        {
            await using var zip = await ZipFile.OpenReadAsync(file, ct);
            if (zip.GetEntry(ManifestEntry) is not { } entry || zip.GetEntry(CopyEntry) is null) return Unreadable;
            await using var stream = await entry.OpenAsync(ct);
            return await JsonSerializer.DeserializeAsync<Manifest>(stream, Json, ct) is { Format: Format } manifest ? manifest : Unreadable;
        }
        catch (Exception damaged) when (damaged is InvalidDataException or JsonException)
        {
            return Unreadable;
        }
    }

    /// <summary>Takes the copy out into a new file; refuses when it is not, to the last bit, what was put in.</summary>
    public static async Task<Problem?> Extract(
        string file, Manifest manifest, string copy, IProgress<(long Done, long Of)> progress, CancellationToken ct)
    {
        try
        {
            await using var zip = await ZipFile.OpenReadAsync(file, ct);
            var entry = zip.GetEntry(CopyEntry)!;
            await using var from = await entry.OpenAsync(ct);
            await using var into = PrivateFile.Create(copy);
            var hash = await Copy(from, into, entry.Length, progress, ct);
            into.Flush(flushToDisk: true);
            return Convert.ToHexString(hash) == manifest.Sha256 ? null : Damaged;
        }
        catch (InvalidDataException)
        {
            return Damaged;
        }
    }

    private static Problem Unreadable => new("backup-unreadable", ProblemKind.Invalid);

    private static Problem Damaged => new("backup-damaged", ProblemKind.Invalid);

    private static async Task<byte[]> Copy(Stream from, Stream into, long length, IProgress<(long Done, long Of)> progress, CancellationToken ct)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[BufferSize];
        var done = 0L;
        for (int read; (read = await from.ReadAsync(buffer, ct)) > 0;)
        {
            hash.AppendData(buffer, 0, read);
            await into.WriteAsync(buffer.AsMemory(0, read), ct);
            progress.Report((done += read, length));
        }

        return hash.GetHashAndReset();
    }
}
