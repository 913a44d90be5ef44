using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using PhaseEngine.Core.Organisations.Import;

namespace PhaseEngine.Server.Features.Organisation.Tables;

/// <summary>Reads the cells of one workbook: its shared texts, and which of its styles make a number a date or give it leading noughts.</summary>
internal sealed partial class XlsxCells
{
    // A number format of so many noughts is none that people use.
    private const int MostNoughts = 30;

    private readonly List<string> sharedTexts = [];
    private readonly List<NumberStyle> styles = [];

    public XlsxCells(WorkbookPart workbook)
    {
        ReadSharedTexts(workbook.SharedStringTablePart);
        ReadStyles(workbook.WorkbookStylesPart?.Stylesheet);
    }

    /// <summary>The cells of the row the reader stands on, up to the last with content; none when blank.</summary>
    public IReadOnlyList<RawCell> OfRow(XmlReader xml)
    {
        var cells = new List<RawCell>();
        if (xml.IsEmptyElement)
            return cells;
        var (depth, next) = (xml.Depth, 0);
        while (xml.Read() && xml.Depth > depth)
        {
            if (xml.NodeType != XmlNodeType.Element || xml.LocalName != "c")
                continue;
            var column = xml.GetAttribute("r") is { } reference ? PlaceOf(reference).Column : next;
            next = column + 1;
            if (Content(xml) is not { IsBlank: false } content || column >= Limits.Columns)
                continue;
            while (cells.Count < column)
                cells.Add(new RawCell(""));
            if (cells.Count == column)
                cells.Add(content);
        }

        return cells;
    }

    /// <summary>Column from 0 and row from 1 of a reference such as AB12.</summary>
    public static (int Column, int Row) PlaceOf(string reference)
    {
        var (column, at) = (0, 0);
        while (at < reference.Length && at < 3 && char.IsAsciiLetterUpper(reference[at]))
            column = (column * 26) + (reference[at++] - 'A' + 1);
        return at > 0 && int.TryParse(reference.AsSpan(at), NumberStyles.None, CultureInfo.InvariantCulture, out var row)
            ? (column - 1, row)
            : throw new InvalidDataException("A cell has no place.");
    }

    private RawCell Content(XmlReader xml)
    {
        var type = xml.GetAttribute("t") ?? "n";
        var style = xml.GetAttribute("s") is { } s && int.Parse(s, CultureInfo.InvariantCulture) is var index && index < styles.Count ? styles[index] : default;
        var value = XlsxXml.TextOf(xml);
        if (value.Length == 0)
            return new RawCell("");
        return type switch
        {
            "s" => new RawCell(sharedTexts[int.Parse(value, CultureInfo.InvariantCulture)]),
            not "n" => new RawCell(FormulaEscape.Undo(value)),
            _ when style.IsDate => new RawCell(value, CellKind.Date),
            _ => new RawCell(value.PadLeft(style.Noughts, '0'), CellKind.Number),
        };
    }

    private void ReadSharedTexts(SharedStringTablePart? part)
    {
        if (part is null)
            return;
        using var xml = XlsxXml.Open(part);
        while (xml.Read())
        {
            if (xml.NodeType != XmlNodeType.Element || xml.LocalName != "si")
                continue;
            sharedTexts.Add(FormulaEscape.Undo(XlsxXml.TextOf(xml)));
            if (sharedTexts.Count > Limits.Cells)
                throw new InvalidDataException("There are more texts than cells can be.");
        }
    }

    private void ReadStyles(Stylesheet? sheet)
    {
        var formats = sheet?.NumberingFormats?.Elements<NumberingFormat>()
            .Where(f => f.NumberFormatId is not null)
            .DistinctBy(f => f.NumberFormatId!.Value) // filtered above
            .ToDictionary(f => f.NumberFormatId!.Value, f => f.FormatCode?.Value ?? "") ?? [];
        foreach (var format in sheet?.CellFormats?.Elements<CellFormat>() ?? [])
        {
            var id = format.NumberFormatId?.Value ?? 0;
            styles.Add(formats.TryGetValue(id, out var code) ? Custom(code) : new NumberStyle(IsBuiltInDate(id), 0));
        }
    }

    private static NumberStyle Custom(string code)
    {
        var bare = NotCode().Replace(code.Split(';')[0], "");
        return new NumberStyle(DateLetters().IsMatch(bare), bare.Length <= MostNoughts && Noughts().IsMatch(bare) ? bare.Length : 0);
    }

    // 27-36 and 50-58 are the dates of the Chinese and Japanese editions.
    private static bool IsBuiltInDate(uint id) => id is (>= 14 and <= 17) or 22 or (>= 27 and <= 31) or 36 or (>= 50 and <= 54) or 57 or 58;

    private readonly record struct NumberStyle(bool IsDate, int Noughts);

    // Texts in quotation marks, escaped characters, and colours, conditions and languages in brackets.
    [GeneratedRegex("""
        "[^"]*"|\\.|\[[^\]]*\]|[_*].
        """)]
    private static partial Regex NotCode();

    // A month alone is no date, and mm stands in times, too.
    [GeneratedRegex("[yYdD年日]")]
    private static partial Regex DateLetters();

    [GeneratedRegex("^0{2,}$")]
    private static partial Regex Noughts();
}
