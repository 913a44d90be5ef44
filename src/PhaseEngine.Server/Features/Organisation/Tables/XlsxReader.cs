using System.Globalization;
using System.IO.Compression;
using System.Xml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using PhaseEngine.Core;
using PhaseEngine.Core.Organisations.Import;

namespace PhaseEngine.Server.Features.Organisation.Tables;

/// <summary>
/// Reads the first visible sheet with content of a workbook, row by row. Formulas are read as their stored results; nothing is
/// computed and nothing outside the file is opened.
/// </summary>
internal static class XlsxReader
{
    // Of the parts that are read whole: the list of sheets and the styles. The large ones are streamed.
    private const long PartCharacters = 10_000_000;

    public static Result<RawTable> Read(MemoryStream file, string fileName, CancellationToken ct, long unpackedLimit = Limits.UnpackedBytes)
    {
        try
        {
            if (UnpacksLargerThan(unpackedLimit, file))
                return new Problem(ImportCodes.UnpacksTooLarge, ProblemKind.Invalid, ("megabytes", unpackedLimit / 1024 / 1024));
            using var document = Open(file);
            return document.WorkbookPart is { } workbook
                ? ReadFirst(workbook, fileName, ct)
                : new Problem(ImportCodes.NotATable, ProblemKind.Invalid);
        }
        catch (Exception e) when (e is InvalidDataException or OpenXmlPackageException or XmlException or FileFormatException
            or FormatException or IOException or ArgumentException or InvalidOperationException or KeyNotFoundException or OverflowException)
        {
            // The library has no one exception for a broken file; these are what broken files were seen to cause.
            return new Problem(ImportCodes.Damaged, ProblemKind.Invalid);
        }
    }

    // The sizes a package declares may lie, so it is unpacked once into nothing and counted.
    private static bool UnpacksLargerThan(long limit, MemoryStream file)
    {
        file.Position = 0;
        using var zip = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
        var chunk = new byte[81_920];
        long total = 0;
        foreach (var entry in zip.Entries)
        {
            using var content = entry.Open();
            for (int read; (read = content.Read(chunk)) > 0;)
            {
                total += read;
                if (total > limit)
                    return true;
            }
        }

        return false;
    }

    private static SpreadsheetDocument Open(MemoryStream file)
    {
        file.Position = 0;
        try
        {
            return SpreadsheetDocument.Open(file, isEditable: false, new OpenSettings { MaxCharactersInPart = PartCharacters });
        }
        catch (OpenXmlPackageException)
        {
            // A link in a cell that is no address (people type anything) spoils the package: such links are replaced in memory.
            file.Position = 0;
            return SpreadsheetDocument.Open(file, isEditable: true, new OpenSettings
            {
                AutoSave = false,
                MaxCharactersInPart = PartCharacters,
                RelationshipErrorHandlerFactory = RelationshipErrorHandler.CreateRewriterFactory((_, _, _) => "about:blank"),
            });
        }
    }

    private static Result<RawTable> ReadFirst(WorkbookPart workbook, string fileName, CancellationToken ct)
    {
        var cells = new XlsxCells(workbook);
        foreach (var sheet in workbook.Workbook.Sheets?.Elements<Sheet>() ?? [])
        {
            var visible = sheet.State is null || sheet.State.Value == SheetStateValues.Visible;
            if (!visible || sheet.Id?.Value is not { } id || workbook.GetPartById(id) is not WorksheetPart part)
                continue;
            var rows = ReadRows(part, cells, ct);
            if (rows is null)
                return new Problem(ImportCodes.TooManyRows, ProblemKind.Invalid, ("limit", Limits.Rows));
            if (rows.Count > 0)
                return new RawTable(sheet.Name?.Value ?? fileName, rows, workbook.Workbook.WorkbookProperties?.Date1904?.Value ?? false);
        }

        return new Problem(ImportCodes.Empty, ProblemKind.Invalid);
    }

    /// <summary>The rows with content; null when there are too many, or too many cells in them.</summary>
    private static List<RawRow>? ReadRows(WorksheetPart part, XlsxCells cells, CancellationToken ct)
    {
        var rows = new List<RawRow>();
        var merges = new List<string>();
        var (number, taken) = (0, 0);
        using var xml = XlsxXml.Open(part);
        while (xml.Read())
        {
            if (xml.NodeType != XmlNodeType.Element)
                continue;
            if (xml.LocalName == "row")
            {
                number = xml.GetAttribute("r") is { } r ? int.Parse(r, CultureInfo.InvariantCulture) : number + 1;
                var content = cells.OfRow(xml);
                if (content.Count == 0)
                    continue;
                ct.ThrowIfCancellationRequested();
                rows.Add(new RawRow(number, content));
                taken += content.Count;
                if (rows.Count > Limits.Rows || taken > Limits.Cells)
                    return null;
            }
            else if (xml.LocalName == "mergeCell")
            {
                merges.Add(xml.GetAttribute("ref") ?? "");
            }
        }

        XlsxMerges.Spread(rows, merges);
        return rows;
    }
}
