using System.Globalization;
using System.Text;
using System.Xml;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using PhaseEngine.Core.Organisations.Import;

namespace PhaseEngine.Server.Features.Organisation.Tables;

/// <summary>
/// Writes tables as the sheets of a workbook: titles bold and frozen, every cell and every empty column formatted as text, so
/// that long numbers typed into it keep their digits.
/// </summary>
internal static class XlsxWriter
{
    private const uint TextStyle = 1;
    private const uint TitleStyle = 2;
    private const uint BuiltInTextFormat = 49;

    public static void Write(Stream stream, params IReadOnlyList<TextTable> tables)
    {
        // A package needs to seek while it is written; what it is written to need not.
        using var buffer = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(buffer, SpreadsheetDocumentType.Workbook))
        {
            var workbook = document.AddWorkbookPart();
            workbook.AddNewPart<WorkbookStylesPart>().Stylesheet = Styles();
            var sheets = new Sheets();
            workbook.Workbook = new Workbook(sheets);
            foreach (var table in tables)
            {
                var part = workbook.AddNewPart<WorksheetPart>();
                WriteSheet(part, table);
                sheets.AppendChild(new Sheet { Id = workbook.GetIdOfPart(part), SheetId = (uint)sheets.ChildElements.Count + 1, Name = SheetName(table.Name) });
            }
        }

        buffer.Position = 0;
        buffer.CopyTo(stream);
    }

    private static void WriteSheet(WorksheetPart part, TextTable table)
    {
        using var writer = OpenXmlWriter.Create(part);
        writer.WriteStartElement(new Worksheet());
        writer.WriteElement(new SheetViews(new SheetView(
            new Pane { VerticalSplit = 1, TopLeftCell = "A2", ActivePane = PaneValues.BottomLeft, State = PaneStateValues.Frozen })
        {
            WorkbookViewId = 0,
        }));
        writer.WriteElement(new Columns(table.Titles.Select((_, i) => new Column
        {
            Min = (uint)i + 1,
            Max = (uint)i + 1,
            Width = WidthOf(table, i),
            CustomWidth = true,
            Style = TextStyle,
        })));
        writer.WriteStartElement(new SheetData());
        WriteRow(writer, 1, table.Titles, TitleStyle);
        for (var i = 0; i < table.Rows.Count; i++)
            WriteRow(writer, i + 2, table.Rows[i], TextStyle);
        writer.WriteEndElement();
        writer.WriteEndElement();
    }

    private static void WriteRow(OpenXmlWriter writer, int number, IReadOnlyList<string> cells, uint style)
    {
        writer.WriteStartElement(new Row { RowIndex = (uint)number });
        for (var i = 0; i < cells.Count; i++)
        {
            if (cells[i].Length == 0)
                continue;
            writer.WriteElement(new Cell(new InlineString(new Text(Writable(cells[i])) { Space = SpaceProcessingModeValues.Preserve }))
            {
                CellReference = RawTable.LettersOf(i) + number.ToString(CultureInfo.InvariantCulture),
                DataType = CellValues.InlineString,
                StyleIndex = style,
            });
        }

        writer.WriteEndElement();
    }

    // XML holds no control characters and no half of a pair.
    private static string Writable(string text)
    {
        var safe = FormulaEscape.Escape(text);
        if (safe.All(c => XmlConvert.IsXmlChar(c)))
            return safe;
        var clean = new StringBuilder(safe.Length);
        foreach (var rune in safe.EnumerateRunes())
        {
            if (rune.Value > 0xffff || XmlConvert.IsXmlChar((char)rune.Value))
                clean.Append(rune.ToString());
        }

        return clean.ToString();
    }

    // A Chinese character is as wide as two digits. The first rows show how wide a column needs to be.
    private static double WidthOf(TextTable table, int column)
    {
        var widest = table.Rows.Take(200).Select(r => r[column]).Append(table.Titles[column]).Max(t => t.Sum(c => c > '\u2e7f' ? 2 : 1));
        return Math.Clamp(widest + 2, 8, 60);
    }

    // A sheet's name has at most 31 characters and not all of them.
    private static string SheetName(string name)
    {
        var clean = string.Concat(name.Where(c => !"[]:*?/\\".Contains(c, StringComparison.Ordinal)));
        return clean.Length > 31 ? clean[..31] : clean;
    }

    private static Stylesheet Styles() => new(
        new Fonts(new Font(), new Font(new Bold())),
        new Fills(new Fill(new PatternFill { PatternType = PatternValues.None }), new Fill(new PatternFill { PatternType = PatternValues.Gray125 })),
        new Borders(new Border()),
        new CellStyleFormats(new CellFormat()),
        new CellFormats(
            new CellFormat(),
            new CellFormat { NumberFormatId = BuiltInTextFormat, ApplyNumberFormat = true },
            new CellFormat { NumberFormatId = BuiltInTextFormat, ApplyNumberFormat = true, FontId = 1, ApplyFont = true }));
}
