using System.Globalization;

namespace PhaseEngine.Core.Organisations.Import;

/// <summary>What the file says a cell is.</summary>
public enum CellKind
{
    /// <summary>Text as somebody wrote it.</summary>
    Text,

    /// <summary>The file does not say: a text file, in which a number that lost its digits looks like text.</summary>
    Unknown,

    /// <summary>A number; its text is the stored number in invariant form. Of more than 15 digits the last are lost.</summary>
    Number,

    /// <summary>A number shown as a date; its text is the serial number.</summary>
    Date,
}

/// <summary>One cell as it stands in the file.</summary>
/// <param name="Text">The content, not cleaned; empty when blank.</param>
/// <param name="Kind">What the file says it is.</param>
/// <param name="Spread">Whether the content was spread here from the first cell of a merged range.</param>
public readonly record struct RawCell(string Text, CellKind Kind = CellKind.Text, bool Spread = false)
{
    /// <summary>Nothing stands here.</summary>
    public bool IsBlank => string.IsNullOrWhiteSpace(Text);
}

/// <summary>A row as it stands in the file.</summary>
/// <param name="Number">As people see it at the margin: from 1.</param>
/// <param name="Cells">From column A on; may be shorter than other rows.</param>
public sealed record RawRow(int Number, IReadOnlyList<RawCell> Cells)
{
    /// <summary>The cell of a column; blank beyond the last.</summary>
    /// <param name="column">From 0.</param>
    public RawCell this[int column] => column < Cells.Count ? Cells[column] : new RawCell("");
}

/// <summary>A table as it was read from a file, before anybody says what its columns mean.</summary>
/// <param name="Name">Of the sheet or file.</param>
/// <param name="Rows">In order; rows without any content may be left out.</param>
/// <param name="Date1904">Whether serial dates count from 1904 (old Macintosh workbooks) instead of 1900.</param>
public sealed record RawTable(string Name, IReadOnlyList<RawRow> Rows, bool Date1904 = false)
{
    /// <summary>The content of a cell as people see it: a date as 2005-07-25 instead of its serial number.</summary>
    /// <param name="cell">A cell of this table.</param>
    public string Shown(RawCell cell) =>
        cell.Kind == CellKind.Date && CellDate.Read(cell, Date1904, out var date) == CellDate.Outcome.Read
            ? date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            : cell.Text;

    /// <summary>The letters of a column, as people see them: A … Z, AA …</summary>
    /// <param name="column">From 0.</param>
    public static string LettersOf(int column) =>
        column < 26 ? ((char)('A' + column)).ToString() : LettersOf((column / 26) - 1) + (char)('A' + (column % 26));
}
