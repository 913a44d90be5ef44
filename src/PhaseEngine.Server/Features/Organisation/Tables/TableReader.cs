using PhaseEngine.Core;
using PhaseEngine.Core.Organisations.Import;

namespace PhaseEngine.Server.Features.Organisation.Tables;

/// <summary>Reads the first table of a file: a workbook (.xlsx) or text with separators. What it is shows in its bytes, not in its name.</summary>
internal static class TableReader
{
    private static ReadOnlySpan<byte> Zip => [0x50, 0x4b, 0x03, 0x04];

    private static ReadOnlySpan<byte> Ole => [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

    /// <param name="stream">From its present position to its end; read synchronously, so a request's body is to be buffered before.</param>
    /// <param name="fileName">For the report.</param>
    /// <param name="ct">Whoever waits for it has gone.</param>
    public static Result<RawTable> Read(Stream stream, string fileName, CancellationToken ct)
    {
        var buffered = Buffer(stream);
        if (!buffered.IsOk)
            return buffered.Problem;
        var file = buffered.Value.GetBuffer().AsSpan(0, (int)buffered.Value.Length);
        if (file.StartsWith(Zip))
            return XlsxReader.Read(buffered.Value, fileName, ct);
        if (file.StartsWith(Ole))
            return new Problem(IsEncrypted(file) ? ImportCodes.Encrypted : ImportCodes.OldExcel, ProblemKind.Invalid);
        return CsvReader.Read(file, fileName);
    }

    private static Result<MemoryStream> Buffer(Stream stream)
    {
        var tooLarge = new Problem(ImportCodes.TooLarge, ProblemKind.Invalid, ("megabytes", Limits.FileBytes / 1024 / 1024));
        if (stream.CanSeek && stream.Length - stream.Position > Limits.FileBytes)
            return tooLarge;
        var buffered = new MemoryStream();
        var chunk = new byte[81_920];
        for (int read; (read = stream.Read(chunk)) > 0;)
        {
            buffered.Write(chunk, 0, read);
            if (buffered.Length > Limits.FileBytes)
                return tooLarge;
        }

        buffered.Position = 0;
        return buffered;
    }

    // A workbook with a password is an OLE file, too, with one stream of this name.
    private static bool IsEncrypted(ReadOnlySpan<byte> file) =>
        file.IndexOf(System.Text.Encoding.Unicode.GetBytes("EncryptedPackage")) >= 0;
}
