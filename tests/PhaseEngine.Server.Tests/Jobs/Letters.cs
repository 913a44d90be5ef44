using System.Text;
using System.Text.RegularExpressions;

namespace PhaseEngine.Server.Tests.Jobs;

/// <summary>Reads letters as a mail program does.</summary>
internal static partial class Letters
{
    public static string Subject(string letter)
    {
        var header = FoldedLine().Replace(letter.Split("\r\n\r\n")[0], " ").Split("\r\n").First(l => l.StartsWith("Subject:", StringComparison.OrdinalIgnoreCase));
        var words = EncodedWord().Matches(header).Select(w => Convert.FromBase64String(w.Groups[1].Value)).SelectMany(bytes => bytes).ToArray();
        return words.Length > 0 ? Encoding.UTF8.GetString(words) : header["Subject:".Length..].Trim();
    }

    /// <summary>The part with the plain words.</summary>
    public static string Plain(string letter) => Part(letter, "text/plain");

    /// <summary>The first part of a type; a failure when there is none.</summary>
    public static string Part(string letter, string type)
    {
        var part = Regex.Split(letter, @"\r\n--\S+").First(p => p.Contains($"Content-Type: {type}", StringComparison.OrdinalIgnoreCase));
        var (head, body) = (part[..part.IndexOf("\r\n\r\n", StringComparison.Ordinal)], part[(part.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..]);
        return head.Contains("base64", StringComparison.OrdinalIgnoreCase)
            ? Encoding.UTF8.GetString(Convert.FromBase64String(body.ReplaceLineEndings("")))
            : Encoding.UTF8.GetString(QuotedPrintable(body));
    }

    private static byte[] QuotedPrintable(string body) =>
        [.. QuotedByte().Matches(body.Replace("=\r\n", "", StringComparison.Ordinal)).Select(m => m.Value.Length == 3 ? Convert.ToByte(m.Value[1..], 16) : (byte)m.Value[0])];

    [GeneratedRegex(@"\r\n[ \t]+")]
    private static partial Regex FoldedLine();

    [GeneratedRegex(@"=\?utf-8\?B\?([^?]*)\?=", RegexOptions.IgnoreCase)]
    private static partial Regex EncodedWord();

    [GeneratedRegex("=[0-9A-F]{2}|.|\n", RegexOptions.IgnoreCase)]
    private static partial Regex QuotedByte();
}
