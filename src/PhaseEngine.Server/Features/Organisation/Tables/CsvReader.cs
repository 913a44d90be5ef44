using System.Text;
using PhaseEngine.Core;
using PhaseEngine.Core.Organisations.Import;

namespace PhaseEngine.Server.Features.Organisation.Tables;

/// <summary>
/// Reads text with separators: UTF-8, UTF-16 or GB18030 (in which Chinese spreadsheets still save it), separated by comma,
/// semicolon or tab, cells in quotation marks where they hold one of these or a line break.
/// </summary>
internal static class CsvReader
{
    // Titles and some rows: what separates them separates all.
    private const int Sample = 20_000;

    public static Result<RawTable> Read(ReadOnlySpan<byte> file, string fileName)
    {
        var text = Decode(file);
        if (text is null)
            return new Problem(ImportCodes.EncodingUnknown, ProblemKind.Invalid);
        if (IsSomethingElse(text))
            return new Problem(ImportCodes.NotATable, ProblemKind.Invalid);
        var (start, separator) = Separator(text);
        var rows = new List<RawRow>();
        var number = start > 0 ? 1 : 0;
        for (var at = start; at < text.Length;)
        {
            number++;
            var row = ReadRow(text, ref at, separator);
            if (row is null)
                return new Problem(ImportCodes.QuoteOpen, ProblemKind.Invalid, ("row", number));
            if (row.TrueForAll(c => c.IsBlank))
                continue;
            rows.Add(new RawRow(number, row));
            if (rows.Count > Limits.Rows)
                return new Problem(ImportCodes.TooManyRows, ProblemKind.Invalid, ("limit", Limits.Rows));
        }

        return new RawTable(fileName, rows);
    }

    private static string? Decode(ReadOnlySpan<byte> file)
    {
        if (file.StartsWith(Encoding.UTF8.Preamble))
            return Strictly(Encoding.UTF8, file[3..]);
        if (file.StartsWith(Encoding.Unicode.Preamble))
            return Strictly(Encoding.Unicode, file[2..]);
        if (file.StartsWith(Encoding.BigEndianUnicode.Preamble))
            return Strictly(Encoding.BigEndianUnicode, file[2..]);
        // Without a mark: a line break shows UTF-16; what is wrong in UTF-8 is GB18030, which contains GBK and GB2312.
        if (file.IndexOf("\n\0"u8) is var at and > 0 && at % 2 == 0)
            return Strictly(Encoding.Unicode, file);
        return Strictly(Encoding.UTF8, file)
            ?? Strictly(CodePagesEncodingProvider.Instance.GetEncoding("GB18030") ?? throw new NotSupportedException("GB18030 is not there."), file);
    }

    private static string? Strictly(Encoding encoding, ReadOnlySpan<byte> bytes)
    {
        var strict = (Encoding)encoding.Clone();
        strict.DecoderFallback = DecoderFallback.ExceptionFallback;
        try
        {
            return strict.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    // Binary files, and web pages and XML that were given a spreadsheet's name.
    private static bool IsSomethingElse(string text)
    {
        var sample = text.AsSpan(0, Math.Min(text.Length, Sample));
        return sample.TrimStart().StartsWith("<") || sample.StartsWith("%PDF") || sample.ContainsAnyInRange('\0', '\b');
    }

    /// <summary>Where the rows begin and what separates cells: as a first line <c>sep=;</c> says, else the commonest outside quotation marks.</summary>
    private static (int Start, char Separator) Separator(string text)
    {
        if (text.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) && text.Length > 5 && text[5] is '\r' or '\n')
            return (text.IndexOf('\n', StringComparison.Ordinal) + 1, text[4]);
        var quoted = false;
        int commas = 0, semicolons = 0, tabs = 0;
        foreach (var c in text.AsSpan(0, Math.Min(text.Length, Sample)))
        {
            if (c == '"')
                quoted = !quoted;
            else if (!quoted)
                _ = c switch { ',' => commas++, ';' => semicolons++, '\t' => tabs++, _ => 0 };
        }

        return (0, tabs > commas && tabs >= semicolons ? '\t' : semicolons > commas ? ';' : ',');
    }

    /// <summary>The cells up to the end of the row; null when the text ends inside quotation marks.</summary>
    private static List<RawCell>? ReadRow(string text, ref int at, char separator)
    {
        var cells = new List<RawCell>();
        while (true)
        {
            string cell;
            if (at < text.Length && text[at] == '"')
            {
                if (ReadQuoted(text, ref at) is not { } quoted)
                    return null;
                cell = quoted;
                SkipTo(text, ref at, separator); // blanks behind the closing mark
            }
            else
            {
                var start = at;
                SkipTo(text, ref at, separator);
                cell = text[start..at];
            }

            if (cells.Count < Limits.Columns)
                cells.Add(new RawCell(FormulaEscape.Undo(cell), CellKind.Unknown));
            if (at >= text.Length || text[at] != separator)
                break;
            at++;
        }

        if (at < text.Length && text[at] == '\r')
            at++;
        if (at < text.Length && text[at] == '\n')
            at++;
        return cells;
    }

    private static string? ReadQuoted(string text, ref int at)
    {
        var cell = new StringBuilder();
        for (at++; at < text.Length; at++)
        {
            if (text[at] != '"')
            {
                cell.Append(text[at]);
            }
            else if (at + 1 < text.Length && text[at + 1] == '"')
            {
                cell.Append('"');
                at++;
            }
            else
            {
                at++;
                return cell.ToString();
            }
        }

        return null;
    }

    private static void SkipTo(string text, ref int at, char separator)
    {
        var length = text.AsSpan(at).IndexOfAny(separator, '\r', '\n');
        at = length < 0 ? text.Length : at + length;
    }
}
