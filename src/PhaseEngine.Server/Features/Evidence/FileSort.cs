using System.IO.Compression;
using System.Text;

namespace PhaseEngine.Server.Features.Evidence;

/// <summary>What sort of file it is, by its content and never by its name. Only what stands here is taken.</summary>
internal sealed record FileSort(string MediaType, string Extension)
{
    private static readonly FileSort Pdf = new("application/pdf", ".pdf");
    public static readonly FileSort Jpeg = new("image/jpeg", ".jpg");
    public static readonly FileSort Png = new("image/png", ".png");
    private static readonly FileSort Docx = new("application/vnd.openxmlformats-officedocument.wordprocessingml.document", ".docx");
    private static readonly FileSort Xlsx = new("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".xlsx");
    private static readonly FileSort Pptx = new("application/vnd.openxmlformats-officedocument.presentationml.presentation", ".pptx");

    /// <summary>版式文件: the national format of official papers.</summary>
    private static readonly FileSort Ofd = new("application/ofd", ".ofd");

    private static readonly FileSort Doc = new("application/msword", ".doc");
    private static readonly FileSort Xls = new("application/vnd.ms-excel", ".xls");
    private static readonly FileSort Ppt = new("application/vnd.ms-powerpoint", ".ppt");
    private static readonly FileSort Wps = new("application/wps-office.wps", ".wps");
    private static readonly FileSort Text = new("text/plain", ".txt");

    /// <summary>The sort of a file; null when it is none that is taken.</summary>
    public static FileSort? Of(byte[] content, string name) => content switch
    {
        [0x25, 0x50, 0x44, 0x46, 0x2D, ..] => Pdf,
        [0xFF, 0xD8, 0xFF, ..] => Jpeg,
        [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, ..] => Png,
        [0x50, 0x4B, 0x03, 0x04, ..] => OfZip(content),
        // The old office formats are one container; which of them it is shows nothing dangerous, so the name may say.
        [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, ..] => OfOle(name),
        _ => IsText(content) ? Text : null,
    };

    private static FileSort? OfZip(byte[] content)
    {
        try
        {
            using var zip = new ZipArchive(new MemoryStream(content, writable: false), ZipArchiveMode.Read);
            // Macros are programs, and nothing here asks for a program.
            if (zip.Entries.Any(e => e.FullName.EndsWith("vbaProject.bin", StringComparison.OrdinalIgnoreCase))) return null;
            return zip.GetEntry("word/document.xml") is not null ? Docx
                : zip.GetEntry("xl/workbook.xml") is not null ? Xlsx
                : zip.GetEntry("ppt/presentation.xml") is not null ? Pptx
                : zip.GetEntry("OFD.xml") is not null ? Ofd
                : null;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private static FileSort? OfOle(string name) => Path.GetExtension(name).ToUpperInvariant() switch
    {
        ".DOC" => Doc,
        ".XLS" => Xls,
        ".PPT" => Ppt,
        ".WPS" => Wps,
        _ => null,
    };

    /// <summary>Text without control characters that is not a page or a drawing for a browser.</summary>
    private static bool IsText(byte[] content)
    {
        if (content.Any(b => b is < 0x09 or (> 0x0D and < 0x20) or 0x7F)) return false;
        var start = Encoding.ASCII.GetString(content, 0, Math.Min(content.Length, 512)).TrimStart('?', ' ', '\r', '\n', '\t');
        return !start.StartsWith('<');
    }
}
