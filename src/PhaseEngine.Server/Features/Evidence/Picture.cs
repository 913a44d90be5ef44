using System.Buffers.Binary;

namespace PhaseEngine.Server.Features.Evidence;

/// <summary>
/// Takes out of a picture what it says beside the picture: place, time, device, names (EXIF, XMP, IPTC, comments). How it is to
/// be turned stays, or photographs would lie on their side.
/// </summary>
internal static class Picture
{
    private const int OrientationTag = 0x0112;

    /// <summary>The picture without its metadata; null when its structure is broken.</summary>
    public static byte[]? Stripped(FileSort sort, byte[] content) =>
        sort == FileSort.Jpeg ? Jpeg(content) : sort == FileSort.Png ? Png(content) : content;

    private static byte[]? Jpeg(byte[] picture)
    {
        var kept = new MemoryStream(picture.Length);
        kept.Write(picture, 0, 2);
        ushort? orientation = null;
        var at = 2;
        while (at + 4 <= picture.Length && picture[at] == 0xFF)
        {
            var marker = picture[at + 1];
            if (marker == 0xFF)
            {
                at++;
                continue;
            }

            var length = BinaryPrimitives.ReadUInt16BigEndian(picture.AsSpan(at + 2));
            if (length < 2 || at + 2 + length > picture.Length) return null;

            var segment = picture.AsSpan(at + 4, length - 2);
            if (marker == 0xE1) orientation ??= Orientation(segment);
            // APP0 is the format itself, APP2 the colours, APP14 how they are coded; other APPs and comments say things beside.
            if (marker is not ((>= 0xE1 and <= 0xEF) or 0xFE) || marker == 0xEE || (marker == 0xE2 && segment.StartsWith("ICC_PROFILE\0"u8)))
                kept.Write(picture, at, length + 2);
            at += length + 2;
            if (marker != 0xDA) continue;

            // The picture itself; what follows its end (other pictures with metadata of their own) is left out.
            if (EndOf(picture, at) is not { } end) return null;
            kept.Write(picture, at, end - at);
            return WithOrientation(kept.ToArray(), orientation);
        }

        return null;
    }

    /// <summary>Behind the end marker; scans of a progressive picture and the tables between them are passed over.</summary>
    private static int? EndOf(byte[] picture, int from)
    {
        var at = from;
        while (at + 1 < picture.Length)
        {
            // In a scan FF is followed by nought, or begins a restart; anything else is a marker.
            if (picture[at] != 0xFF || picture[at + 1] is 0x00 or 0xFF or (>= 0xD0 and <= 0xD7))
            {
                at++;
                continue;
            }

            if (picture[at + 1] == 0xD9) return at + 2;
            if (at + 4 > picture.Length) return null;
            at += 2 + BinaryPrimitives.ReadUInt16BigEndian(picture.AsSpan(at + 2));
        }

        return null;
    }

    private static ushort? Orientation(ReadOnlySpan<byte> segment)
    {
        if (!segment.StartsWith("Exif\0\0"u8) || segment.Length < 14) return null;

        var tiff = segment[6..];
        var little = tiff[0] == 'I';
        var directory = (int)Math.Min(int.MaxValue, Whole(tiff[4..], little));
        if (directory > tiff.Length - 2) return null;

        var entries = Short(tiff[directory..], little);
        for (var i = 0; i < entries && directory + 2 + ((i + 1) * 12) <= tiff.Length; i++)
        {
            var entry = tiff[(directory + 2 + (i * 12))..];
            if (Short(entry, little) == OrientationTag) return Short(entry[8..], little) is >= 2 and <= 8 and var turned ? turned : null;
        }

        return null;
    }

    private static byte[] WithOrientation(byte[] picture, ushort? orientation)
    {
        if (orientation is not { } turned) return picture;

        // An EXIF block that holds nothing but how the picture is to be turned.
        byte[] block =
        [
            0xFF, 0xE1, 0x00, 0x22, .. "Exif\0\0"u8, .. "MM"u8, 0x00, 0x2A, 0x00, 0x00, 0x00, 0x08, 0x00, 0x01,
            0x01, 0x12, 0x00, 0x03, 0x00, 0x00, 0x00, 0x01, 0x00, (byte)turned, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
        ];
        return [.. picture[..2], .. block, .. picture[2..]];
    }

    private static byte[]? Png(byte[] picture)
    {
        var kept = new MemoryStream(picture.Length);
        kept.Write(picture, 0, 8);
        var at = 8;
        while (at + 12 <= picture.Length)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(picture.AsSpan(at));
            if (length > picture.Length - at - 12) return null;

            var type = picture.AsSpan(at + 4, 4);
            var size = (int)length + 12;
            // Chunks that a reader needs begin with a capital; of the others only those about colours and size are kept.
            if (type[0] is >= (byte)'A' and <= (byte)'Z' || IsAboutColours(type)) kept.Write(picture, at, size);
            at += size;
            if (type.SequenceEqual("IEND"u8)) return kept.ToArray();
        }

        return null;
    }

    private static bool IsAboutColours(ReadOnlySpan<byte> type) =>
        type.SequenceEqual("tRNS"u8) || type.SequenceEqual("gAMA"u8) || type.SequenceEqual("cHRM"u8) || type.SequenceEqual("sRGB"u8)
        || type.SequenceEqual("iCCP"u8) || type.SequenceEqual("sBIT"u8) || type.SequenceEqual("bKGD"u8) || type.SequenceEqual("pHYs"u8);

    private static ushort Short(ReadOnlySpan<byte> at, bool little) =>
        little ? BinaryPrimitives.ReadUInt16LittleEndian(at) : BinaryPrimitives.ReadUInt16BigEndian(at);

    private static uint Whole(ReadOnlySpan<byte> at, bool little) =>
        little ? BinaryPrimitives.ReadUInt32LittleEndian(at) : BinaryPrimitives.ReadUInt32BigEndian(at);
}
