using System.Globalization;
using System.Text.RegularExpressions;

namespace PhaseEngine.Core.Organisations.Import;

/// <summary>Reads the cells of one row, column by column, and notes what is the matter with them. A cell with an error reads as blank.</summary>
internal sealed partial class RowReader(Layout layout, RawTable table, RawRow row, List<Finding> findings)
{
    /// <summary>The row's number at the margin.</summary>
    public int Row => row.Number;

    /// <summary>Whether an error was found in this row.</summary>
    public bool Refused { get; private set; }

    /// <summary>A text; null when blank.</summary>
    public string? Text(Column column, int limit) => Read(column, limit, CellText.Clean);

    /// <summary>A person's name; null when blank.</summary>
    public string? PersonName(Column column, int limit) => Read(column, limit, CellText.PersonName);

    /// <summary>
    /// Names with ; or a line break between them, or else with 、 unless the whole is one name already known. None when blank.
    /// </summary>
    public string[] Names(Column column, int limit, Func<string, bool> isKnown)
    {
        var cell = CellOf(column);
        var whole = CellText.Clean(cell.Text);
        string[] parts = isKnown(whole) ? [whole] : (ListMarks().IsMatch(cell.Text) ? ListMarks() : Comma()).Split(cell.Text);
        string[] names = [.. parts.Select(CellText.Clean).Where(n => n.Length > 0)];
        if (!names.Any(n => n.Length > limit))
            return names;
        Error(ImportCodes.TextTooLong, column, ("limit", limit));
        return [];
    }

    /// <summary>Values of words of a closed list with any of the same marks between them; null where one is left out. None when blank.</summary>
    public string?[] WordList(Column column, Words words)
    {
        var cell = CellOf(column);
        if (cell.IsBlank)
            return [];
        string[] parts = [.. ListMarks().Split(cell.Text.Replace('、', ';')).Select(CellText.Clean)];
        string?[] values = [.. parts.Select(p => p.Length == 0 ? null : words.ValueOf(p))];
        if (!parts.Zip(values).Any(p => p.First.Length > 0 && p.Second is null))
            return values;
        Error(ImportCodes.WordUnknown, column, ("known", words.Known));
        return [];
    }

    /// <summary>The value of a word of a closed list; null when blank.</summary>
    public string? Word(Column column, Words words)
    {
        var cell = CellOf(column);
        if (cell.IsBlank)
            return null;
        var value = words.ValueOf(cell.Text);
        if (value is null)
            Error(ImportCodes.WordUnknown, column, ("known", words.Known));
        return value;
    }

    /// <summary>Yes or no; null when blank.</summary>
    public bool? YesNo(Column column) => Word(column, Words.YesNo) is { } word ? word == "yes" : null;

    /// <summary>A day; null when blank.</summary>
    public DateOnly? Date(Column column)
    {
        var cell = CellOf(column);
        if (cell.IsBlank)
            return null;
        switch (CellDate.Read(cell, table.Date1904, out var date))
        {
            case CellDate.Outcome.Read:
                return date;
            case CellDate.Outcome.Ambiguous:
                Error(ImportCodes.DateAmbiguous, column);
                return null;
            default:
                Error(ImportCodes.DateUnreadable, column);
                return null;
        }
    }

    /// <summary>The keyed hash of a national id; null when blank.</summary>
    public string? NationalIdHash(Column column, ReadOnlySpan<byte> key)
    {
        var cell = CellOf(column);
        if (cell.IsBlank)
            return null;
        var id = CellText.Key(cell.Text).Trim('\'', '`', '‘', '’', '"');
        if (HasLostDigits(cell, id))
        {
            Error(ImportCodes.DigitsLost, column);
            return null;
        }

        if (OldId().IsMatch(id))
            id = NationalId.Lengthen(id);
        if (!Id().IsMatch(id) || !DateOnly.TryParseExact(id.AsSpan(6, 8), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
        {
            Error(ImportCodes.IdMalformed, column);
            return null;
        }

        if (NationalId.IsValid(id))
            return NationalId.Hash(id, key);

        // A spreadsheet keeps 15 digits and writes noughts for the rest: the usual cause in a text file made from one.
        Error(id.EndsWith("000", StringComparison.Ordinal) ? ImportCodes.DigitsLost : ImportCodes.IdCheckDigit, column);
        return null;
    }

    /// <summary>A cell as it stands; blank where the column is not there.</summary>
    public RawCell CellOf(Column column) => layout.Has(column) ? row[layout.PlaceOf(column)] : new RawCell("");

    /// <summary>Notes an error of the row, at a column or, where null, of the row as a whole.</summary>
    public void Error(string code, Column? column, params (string Name, object? Value)[] facts)
    {
        Refused = true;
        Note(code, RowSeverity.Error, column, facts);
    }

    /// <summary>Notes a remark.</summary>
    public void Remark(string code, Column? column, params (string Name, object? Value)[] facts) => Note(code, RowSeverity.Remark, column, facts);

    private void Note(string code, RowSeverity severity, Column? column, (string Name, object? Value)[] facts)
    {
        var there = column is not null && layout.Has(column);
        findings.Add(new Finding(
            code,
            severity,
            row.Number,
            there ? RawTable.LettersOf(layout.PlaceOf(column!)) : null, // column is not null when there
            column is null ? null : layout.TitleOf(column),
            there ? Finding.Shown(CellText.Clean(CellOf(column!).Text)) : null, // likewise
            facts.ToDictionary(f => f.Name, f => f.Value)));
    }

    private string? Read(Column column, int limit, Func<string, string> clean)
    {
        var cell = CellOf(column);
        var text = clean(cell.Text);
        if (text.Length == 0)
            return null;
        if (cell.Kind == CellKind.Date)
            Error(ImportCodes.DateInsteadOfText, column);
        else if (HasLostDigits(cell, text))
            Error(ImportCodes.DigitsLost, column);
        else if (text.Length > limit)
            Error(ImportCodes.TextTooLong, column, ("limit", limit));
        else
            return text;
        return null;
    }

    private static bool HasLostDigits(RawCell cell, string text) => cell.Kind switch
    {
        CellKind.Number => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && Math.Abs(number) >= 1e15,
        CellKind.Unknown => Scientific().IsMatch(text),
        _ => false,
    };

    [GeneratedRegex("\r\n|[;；\r\n]")]
    private static partial Regex ListMarks();

    [GeneratedRegex("、")]
    private static partial Regex Comma();

    [GeneratedRegex(@"^\d\.\d+[Ee]\+\d\d$")]
    private static partial Regex Scientific();

    [GeneratedRegex(@"^\d{17}[\dX]$")]
    private static partial Regex Id();

    [GeneratedRegex(@"^\d{15}$")]
    private static partial Regex OldId();
}
