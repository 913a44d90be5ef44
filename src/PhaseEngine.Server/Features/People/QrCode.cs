using System.Globalization;
using System.Text;

namespace PhaseEngine.Server.Features.People;

/// <summary>
/// A QR code (ISO/IEC 18004) as SVG: bytes, error correction M, versions 1 to 10, which is up to 213 bytes. Enough for a link
/// on a slip, and no package for it.
/// </summary>
internal static class QrCode
{
    private const int QuietZone = 4;

    public static string Svg(string text)
    {
        var modules = Modules(text);
        var size = modules.GetLength(0);
        var path = new StringBuilder();
        for (var row = 0; row < size; row++)
            for (var column = 0; column < size; column++)
                if (modules[row, column])
                    path.Append(CultureInfo.InvariantCulture, $"M{column + QuietZone},{row + QuietZone}h1v1h-1z");

        var whole = size + (2 * QuietZone);
        return $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {whole} {whole}\" shape-rendering=\"crispEdges\">"
            + $"<rect width=\"{whole}\" height=\"{whole}\" fill=\"#fff\"/><path d=\"{path}\" fill=\"#000\"/></svg>";
    }

    /// <summary>Dark modules, by row and column, without the quiet zone.</summary>
    public static bool[,] Modules(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var version = QrVersion.For(bytes.Length);
        var grid = new QrGrid(version);
        grid.Place(QrCodewords.Of(bytes, version));
        return grid.WithBestMask();
    }
}

/// <summary>A size of code at error correction M.</summary>
/// <param name="Number">1 to 10; each is four modules wider than the one before.</param>
/// <param name="DataCodewords">Bytes for data, header included.</param>
/// <param name="Blocks">Into how many blocks they are split, the shorter ones first.</param>
/// <param name="CheckCodewords">Check bytes of each block.</param>
internal sealed record QrVersion(int Number, int DataCodewords, int Blocks, int CheckCodewords)
{
    private static readonly QrVersion[] All =
    [
        new(1, 16, 1, 10), new(2, 28, 1, 16), new(3, 44, 1, 26), new(4, 64, 2, 18), new(5, 86, 2, 24),
        new(6, 108, 4, 16), new(7, 124, 4, 18), new(8, 154, 4, 22), new(9, 182, 5, 22), new(10, 216, 5, 26),
    ];

    public int Size => 17 + (4 * Number);

    /// <summary>Bits that say how many bytes follow.</summary>
    public int CountBits => Number < 10 ? 8 : 16;

    /// <summary>Rows and columns on whose crossings alignment patterns stand.</summary>
    public int[] Alignment => Number switch { 1 => [], < 7 => [6, Size - 7], _ => [6, (Size - 1) / 2, Size - 7] };

    public static QrVersion For(int bytes) =>
        All.FirstOrDefault(v => (4 + v.CountBits + (8 * bytes) + 7) / 8 <= v.DataCodewords)
        ?? throw new ArgumentOutOfRangeException(nameof(bytes), bytes, "Too long for a QR code of version 10.");
}

/// <summary>Data with header, padding and Reed-Solomon check bytes, interleaved block by block.</summary>
internal static class QrCodewords
{
    private static readonly byte[] Powers = new byte[255];
    private static readonly byte[] Logs = new byte[256];

    static QrCodewords()
    {
        var value = 1;
        for (var i = 0; i < Powers.Length; i++)
        {
            Powers[i] = (byte)value;
            Logs[value] = (byte)i;
            value <<= 1;
            if (value > 255) value ^= 0x11D;
        }
    }

    public static byte[] Of(byte[] text, QrVersion version)
    {
        var data = Data(text, version);
        var blocks = Split(data, version.Blocks);
        var checks = blocks.ConvertAll(block => Check(block, version.CheckCodewords));

        var all = new List<byte>();
        for (var i = 0; i < blocks[^1].Length; i++) all.AddRange(blocks.Where(b => i < b.Length).Select(b => b[i]));
        for (var i = 0; i < version.CheckCodewords; i++) all.AddRange(checks.Select(c => c[i]));
        return [.. all];
    }

    private static byte[] Data(byte[] text, QrVersion version)
    {
        var bits = new List<bool>();
        void Add(int value, int count)
        {
            for (var i = count - 1; i >= 0; i--) bits.Add(((value >> i) & 1) == 1);
        }

        const int byteMode = 4;
        Add(byteMode, 4);
        Add(text.Length, version.CountBits);
        foreach (var b in text) Add(b, 8);
        Add(0, Math.Min(4, (version.DataCodewords * 8) - bits.Count));
        Add(0, (8 - (bits.Count % 8)) % 8);
        for (var pad = 0xEC; bits.Count < version.DataCodewords * 8; pad ^= 0xEC ^ 0x11) Add(pad, 8);
        return [.. bits.Chunk(8).Select(eight => (byte)eight.Aggregate(0, (sum, bit) => (sum << 1) | (bit ? 1 : 0)))];
    }

    private static List<byte[]> Split(byte[] data, int count)
    {
        var shorter = data.Length / count;
        var longOnes = data.Length % count;
        var blocks = new List<byte[]>();
        for (int i = 0, at = 0; i < count; i++)
        {
            var length = shorter + (i >= count - longOnes ? 1 : 0);
            blocks.Add(data[at..(at + length)]);
            at += length;
        }

        return blocks;
    }

    /// <summary>The remainder of the block by the generator polynomial with roots 2^0, 2^1, … in GF(256).</summary>
    private static byte[] Check(byte[] block, int length)
    {
        byte[] generator = [1];
        for (var root = 0; root < length; root++)
        {
            var next = new byte[generator.Length + 1];
            for (var i = 0; i < generator.Length; i++)
            {
                next[i] ^= generator[i];
                next[i + 1] ^= Times(generator[i], Powers[root]);
            }

            generator = next;
        }

        var rest = new byte[block.Length + length];
        block.CopyTo(rest, 0);
        for (var i = 0; i < block.Length; i++)
        {
            var factor = rest[i];
            for (var j = 0; j < generator.Length; j++) rest[i + j] ^= Times(generator[j], factor);
        }

        return rest[block.Length..];
    }

    private static byte Times(byte a, byte b) => a == 0 || b == 0 ? (byte)0 : Powers[(Logs[a] + Logs[b]) % 255];
}
