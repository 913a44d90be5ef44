namespace PhaseEngine.Server.Features.Organisation.Tables;

/// <summary>
/// Keeps a text from being run as a formula when the file is opened in a spreadsheet: an apostrophe stands before it. Reading
/// takes the apostrophe away again.
/// </summary>
internal static class FormulaEscape
{
    public static string Escape(string text) => IsRisky(text, 0) || (IsApostrophe(text) && IsRisky(text, 1)) ? "'" + text : text;

    public static string Undo(string text) =>
        IsApostrophe(text) && (IsRisky(text, 1) || (text.Length > 1 && text[1] == '\'' && IsRisky(text, 2))) ? text[1..] : text;

    private static bool IsApostrophe(string text) => text.StartsWith('\'');

    private static bool IsRisky(string text, int at) => text.Length > at && text[at] is '=' or '+' or '-' or '@' or '\t' or '\r';
}
