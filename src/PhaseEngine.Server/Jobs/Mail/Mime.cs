using System.Globalization;
using System.Net.Mail;
using System.Text;

namespace PhaseEngine.Server.Jobs.Mail;

/// <summary>
/// A letter as mail servers carry it (RFC 5322, MIME). Everything is ASCII in short lines, and no line begins with a dot, so that
/// it goes through any server as it is.
/// </summary>
internal static class Mime
{
    /// <summary>In bytes: encoded, with the header's name before it, a line stays under 76 characters.</summary>
    private const int LongestWord = 39;

    private static readonly IdnMapping Idn = new();

    /// <param name="letter">What.</param>
    /// <param name="sender">An address, which may have a name: <c>Office &lt;office@example.org&gt;</c>.</param>
    public static byte[] Write(Letter letter, string sender)
    {
        var from = new MailAddress(sender);
        var text = new StringBuilder();
        void Line(string line = "") => text.Append(line).Append("\r\n");

        Line($"From: {(from.DisplayName.Length > 0 ? $"{Words(from.DisplayName)}\r\n " : "")}<{Address(from)}>");
        Line($"To: <{Address(letter.To)}>");
        Line($"Subject: {Words(letter.Subject)}");
        Line(string.Create(CultureInfo.InvariantCulture, $"Date: {letter.Written.UtcDateTime:ddd, dd MMM yyyy HH:mm:ss} +0000"));
        Line($"Message-ID: {letter.MessageId}");
        // Keeps absence notes from answering, and answers from coming back.
        Line("Auto-Submitted: auto-generated");
        Line("MIME-Version: 1.0");

        // Encoded as base64, no part can hold what begins with these.
        const string whole = "=_whole", words = "=_words";
        if (letter.Enclosures.Count > 0)
        {
            Line($"Content-Type: multipart/mixed; boundary=\"{whole}\"");
            Line();
            Line($"--{whole}");
        }

        Line($"Content-Type: multipart/alternative; boundary=\"{words}\"");
        Line();
        Part(Line, words, "text/plain; charset=utf-8", letter.Plain);
        Part(Line, words, "text/html; charset=utf-8", letter.Html);
        Line($"--{words}--");
        foreach (var file in letter.Enclosures)
            Part(Line, whole, $"{file.MediaType}; charset=utf-8; name=\"{file.Name}\"", file.Content, $"Content-Disposition: attachment; filename=\"{file.Name}\"");
        if (letter.Enclosures.Count > 0) Line($"--{whole}--");
        return Encoding.ASCII.GetBytes(text.ToString());
    }

    /// <summary>An address as it is written on the envelope.</summary>
    /// <exception cref="FormatException">It is none, or cannot be written in ASCII, so that not every mail server would carry it.</exception>
    public static string Address(string text) => MailAddress.TryCreate(text, out var address) ? Address(address) : throw new FormatException($"'{text}' is no mail address.");

    private static string Address(MailAddress address)
    {
        var written = $"{address.User}@{(Ascii.IsValid(address.Host) ? address.Host : InAscii(address.Host))}";
        return written.All(c => c is > ' ' and <= '~' and not '<' and not '>') ? written : throw new FormatException($"'{address.Address}' is no address that every mail server knows.");
    }

    private static string InAscii(string host)
    {
        try
        {
            return Idn.GetAscii(host);
        }
        catch (ArgumentException noName)
        {
            throw new FormatException(noName.Message, noName);
        }
    }

    private static void Part(Action<string> line, string boundary, string type, string content, string? disposition = null)
    {
        line($"--{boundary}");
        line($"Content-Type: {type}");
        line("Content-Transfer-Encoding: base64");
        if (disposition is not null) line(disposition);
        line("");
        line(Convert.ToBase64String(Encoding.UTF8.GetBytes(content.ReplaceLineEndings("\r\n")), Base64FormattingOptions.InsertLineBreaks));
    }

    /// <summary>Words in a header (RFC 2047), cut where no character is torn.</summary>
    private static string Words(string text)
    {
        var lines = new List<string>();
        var word = new List<byte>();
        Span<byte> bytes = stackalloc byte[4];
        foreach (var rune in text.EnumerateRunes())
        {
            var length = rune.EncodeToUtf8(bytes);
            if (word.Count + length > LongestWord) End();
            word.AddRange(bytes[..length]);
        }

        End();
        return string.Join("\r\n ", lines);

        void End()
        {
            lines.Add($"=?utf-8?B?{Convert.ToBase64String([.. word])}?=");
            word.Clear();
        }
    }
}
