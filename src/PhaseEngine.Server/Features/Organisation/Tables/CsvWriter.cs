using System.Buffers;
using System.Text;
using PhaseEngine.Core.Organisations.Import;

namespace PhaseEngine.Server.Features.Organisation.Tables;

/// <summary>Writes a table as text with commas: UTF-8 with its mark, without which spreadsheets take Chinese for something else.</summary>
internal static class CsvWriter
{
    private static readonly SearchValues<char> Quoted = SearchValues.Create(",;\t\"\r\n");

    public static void Write(Stream stream, TextTable table)
    {
        using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true);
        writer.NewLine = "\r\n";
        writer.WriteLine(Line(table.Titles));
        foreach (var row in table.Rows)
            writer.WriteLine(Line(row));
    }

    private static string Line(IEnumerable<string> cells) => string.Join(',', cells.Select(Cell));

    private static string Cell(string text)
    {
        var safe = FormulaEscape.Escape(text);
        return safe.AsSpan().ContainsAny(Quoted) ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }
}
