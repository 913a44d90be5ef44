using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using PhaseEngine.Server.Settings;

namespace PhaseEngine.Server.Jobs.Mail;

/// <summary>A connection to a mail server (RFC 5321), encrypted where that is wanted (RFC 3207), on which letters go one after the other.</summary>
internal sealed class SmtpLine : IDisposable
{
    /// <summary>For saying goodbye.</summary>
    private static readonly TimeSpan Courtesy = TimeSpan.FromSeconds(1);

    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _heard = new byte[4096];
    private Stream _stream = Stream.Null;
    private int _begin, _end;

    private SmtpLine()
    {
    }

    /// <summary>Connects, encrypts and signs in.</summary>
    public static async Task<SmtpLine> Open(MailSettings settings, CancellationToken ct)
    {
        var line = new SmtpLine();
        try
        {
            await line._socket.ConnectAsync(settings.Host!, settings.Port, ct);
            line._stream = new NetworkStream(line._socket);
            (await line.Hear(ct)).MustBe(220);
            var offers = await line.Greet(ct);
            if (settings.Tls)
            {
                await line.Encrypt(settings.Host!, offers, ct);
                offers = await line.Greet(ct);
            }

            if (settings.User is not null) await line.SignIn(settings, offers, ct);
            return line;
        }
        catch
        {
            line.Dispose();
            throw;
        }
    }

    public async Task<Posting> Hand(string from, string to, byte[] content, CancellationToken ct)
    {
        if (await Say($"MAIL FROM:<{from}>", ct) is { IsGood: false } noSender) return new(PostingOutcome.Uncertain, noSender.Text);
        if (await Say($"RCPT TO:<{to}>", ct) is { IsGood: false } nobody)
            return new(nobody.Code is >= 550 and <= 559 ? PostingOutcome.Refused : PostingOutcome.Uncertain, nobody.Text);
        if (await Say("DATA", ct) is { Code: not 354 } notNow) return new(PostingOutcome.Uncertain, notNow.Text);

        await _stream.WriteAsync(content, ct);
        var answer = await Say(".", ct);
        return answer.IsGood ? Posting.Accepted : new(PostingOutcome.Uncertain, answer.Text);
    }

    /// <summary>Whether it is still open, and whatever was begun on it is forgotten.</summary>
    public async Task<bool> IsReady(CancellationToken ct)
    {
        try
        {
            return (await Say("RSET", ct)).IsGood;
        }
        catch (Exception closed) when (closed is IOException or SocketException)
        {
            return false;
        }
    }

    /// <summary>Takes leave.</summary>
    public async Task Quit()
    {
        using var courtesy = new CancellationTokenSource(Courtesy);
        try
        {
            await Say("QUIT", courtesy.Token);
        }
        catch (Exception gone) when (gone is IOException or SocketException or OperationCanceledException)
        {
            // Nothing is lost by it.
        }

        Dispose();
    }

    public void Dispose()
    {
        _stream.Dispose();
        _socket.Dispose();
    }

    /// <returns>What the server can do.</returns>
    private async Task<IReadOnlyList<string>> Greet(CancellationToken ct)
    {
        var answer = await Say($"EHLO {Dns.GetHostName()}", ct);
        answer.MustBe(250);
        return answer.Lines;
    }

    private async Task Encrypt(string host, IReadOnlyList<string> offers, CancellationToken ct)
    {
        if (!offers.Contains("STARTTLS", StringComparer.OrdinalIgnoreCase)) throw new IOException("The mail server does not encrypt the line (STARTTLS).");
        (await Say("STARTTLS", ct)).MustBe(220);
        // What was slipped in before the line is secret must not be taken for the server's word.
        if (_begin < _end) throw new IOException("The mail server spoke out of turn.");
        var secret = new SslStream(_stream);
        _stream = secret;
        await secret.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = host }, ct);
    }

    private async Task SignIn(MailSettings settings, IReadOnlyList<string> offers, CancellationToken ct)
    {
        static string Secret(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
        var (user, password) = (settings.User!, settings.Password ?? "");
        var ways = offers.FirstOrDefault(o => o.StartsWith("AUTH ", StringComparison.OrdinalIgnoreCase))?.ToUpperInvariant().Split(' ') ?? [];
        if (ways.Contains("PLAIN"))
        {
            (await Say($"AUTH PLAIN {Secret($"\0{user}\0{password}")}", ct)).MustBe(235);
            return;
        }

        if (!ways.Contains("LOGIN")) throw new IOException("The mail server takes no name and password on this line (AUTH PLAIN, AUTH LOGIN).");
        (await Say("AUTH LOGIN", ct)).MustBe(334);
        (await Say(Secret(user), ct)).MustBe(334);
        (await Say(Secret(password), ct)).MustBe(235);
    }

    private async Task<Answer> Say(string command, CancellationToken ct)
    {
        await _stream.WriteAsync(Encoding.ASCII.GetBytes($"{command}\r\n"), ct);
        return await Hear(ct);
    }

    /// <summary>One answer: lines with the same number, all but the last with a dash behind it.</summary>
    private async Task<Answer> Hear(CancellationToken ct)
    {
        const int most = 100;
        var lines = new List<string>();
        while (lines.Count < most)
        {
            var line = await HearLine(ct);
            if (line.Length < 3 || !int.TryParse(line[..3], out var code)) throw new IOException($"The mail server's answer is none: '{line}'.");
            lines.Add(line.Length > 4 ? line[4..].Trim() : "");
            if (line.Length == 3 || line[3] != '-') return new(code, lines);
        }

        throw new IOException("The mail server's answer has no end.");
    }

    private async Task<string> HearLine(CancellationToken ct)
    {
        while (true)
        {
            var length = _heard.AsSpan(_begin.._end).IndexOf((byte)'\n');
            if (length >= 0)
            {
                var line = Encoding.UTF8.GetString(_heard.AsSpan(_begin, length)).TrimEnd('\r');
                _begin += length + 1;
                return line;
            }

            _heard.AsSpan(_begin.._end).CopyTo(_heard);
            (_begin, _end) = (0, _end - _begin);
            if (_end == _heard.Length) throw new IOException("The mail server's answer has no end.");
            var read = await _stream.ReadAsync(_heard.AsMemory(_end), ct);
            if (read == 0) throw new IOException("The mail server closed the line.");
            _end += read;
        }
    }

    private sealed record Answer(int Code, IReadOnlyList<string> Lines)
    {
        public bool IsGood => Code is >= 200 and <= 299;

        public string Text => $"{Code} {string.Join(' ', Lines)}";

        public void MustBe(int code)
        {
            if (Code != code) throw new IOException($"The mail server said: {Text}");
        }
    }
}
