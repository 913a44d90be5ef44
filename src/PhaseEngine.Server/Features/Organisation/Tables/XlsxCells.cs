using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using PhaseEngine.Core.Organisations.Import;

namespace PhaseEngine.Server.Features.Organisation.Tables;

/// <summary>Reads the cells of one workbook: its shared texts, and which of its styles make a number a date or give it leading noughts.</summary>
internal sealed partial class XlsxCells
{
    private readonly List<string> sharedTexts = [];
    private readonly List<NumberStyle> styles = [];

    public XlsxCells(WorkbookPart workbook)
    {
        ReadSharedTexts(workbook.SharedStringTablePart);
        ReadStyles(workbook.WorkbookStylesPart?.Stylesheet);
    }

    /// <summary>The cells of a row up to the last with content; none when blank.</summary>
    public RawCell[] Of(Row row)
    {
        var cells = new List<RawCell>();
        var next = 0;
        foreach (var cell in row.Elements<Cell>())
        {
            var column = cell.CellReference?.Value is { } reference ? PlaceOf(reference).Column : next;
            next = column + 1;
            if (column >= Limits.Columns || Content(cell) is not { IsBlank: false } content)
                continue;
            while (cells.Count < column)
                cells.Add(new RawCell(""));
            if (cells.Count == column)
                cells.Add(content);
        }

        return [.. cells];
    }

    /// <summary>Column from 0 and row from 1 of a reference such as AB12.</summary>
    public static (int Column, int Row) PlaceOf(string reference)
    {
        var match = Reference().Match(reference);
        if (!match.Success)
            throw new InvalidDataException("A cell has no place.");
        var column = 0;
        foreach (var letter in match.Groups[1].ValueSpan)
            column = (column * 26) + (letter - 'A' + 1);
        return (column - 1, int.Parse(match.Groups[2].ValueSpan, CultureInfo.InvariantCulture));
    }

    private RawCell Content(Cell cell)
    {
        var value = cell.CellValue?.Text ?? "";
        var type = cell.DataType?.Value;
        if (type == CellValues.SharedString)
            return Text(sharedTexts[int.Parse(value, CultureInfo.InvariantCulture)]);
        if (type == CellValues.InlineString)
            return Text(TextOf(cell.InlineString));
        if (type is not null && type != CellValues.Number)
            return Text(value);
        if (value.Length == 0)
            return new RawCell("");
        var style = cell.StyleIndex is { } index && index.Value < styles.Count ? styles[(int)index.Value] : default;
        return style.IsDate ? new RawCell(value, CellKind.Date) : new RawCell(value.PadLeft(style.Noughts, '0'), CellKind.Number);
    }

    private static RawCell Text(string text) => new(FormulaEscape.Undo(text));

    private void ReadSharedTexts(SharedStringTablePart? part)
    {
        if (part is null)
            return;
        using var reader = OpenXmlReader.Create(part);
        while (reader.Read())
        {
            if (reader.IsStartElement && reader.ElementType == typeof(SharedStringItem))
                sharedTexts.Add(TextOf(reader.LoadCurrentElement()));
        }
    }

    // Plain or in runs of different looks; the readings above Japanese names (rPh) do not belong to the text.
    private static string TextOf(OpenXmlElement? element)
    {
        var text = new StringBuilder();
        foreach (var part in element?.ChildElements ?? Enumerable.Empty<OpenXmlElement>())
        {
            if (part is Text plain)
                text.Append(plain.Text);
            else if (part is Run run)
                text.Append(run.Text?.Text);
        }

        return text.ToString();
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
        return new NumberStyle(DateLetters().IsMatch(bare), Noughts().IsMatch(bare) ? bare.Length : 0);
    }

    // 27-36 and 50-58 are the dates of the Chinese and Japanese editions.
    private static bool IsBuiltInDate(uint id) => id is (>= 14 and <= 17) or 22 or (>= 27 and <= 31) or 36 or (>= 50 and <= 54) or 57 or 58;

    private readonly record struct NumberStyle(bool IsDate, int Noughts);

    [GeneratedRegex("^([A-Z]{1,3})([0-9]{1,7})$")]
    private static partial Regex Reference();

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
