using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace PhaseEngine.Testing;

/// <summary>What a mail server may do with a letter.</summary>
public enum SinkManner
{
    /// <summary>Takes it.</summary>
    Accepts,

    /// <summary>Says for now no (451).</summary>
    Busy,

    /// <summary>Knows no such person (550).</summary>
    Unknown,

    /// <summary>Takes it, and the line breaks before it can say so.</summary>
    DropsAfterData,

    /// <summary>Takes it and never says so, until <see cref="SmtpSink.Release"/>.</summary>
    Hangs,

    /// <summary>Takes the connection and never says a word, until <see cref="SmtpSink.Release"/>.</summary>
    Silent,

    /// <summary>Closes the connection before a word is said.</summary>
    Away,

    /// <summary>Takes it and then closes the line, as one that has been idle for too long.</summary>
    Closes,
}

/// <summary>A mail server inside the test: keeps what it is given, and can be a bad one.</summary>
public sealed class SmtpSink : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _closing = new();
    private readonly ConcurrentQueue<string> _taken = new();
    private readonly ConcurrentQueue<string> _heard = new();
    private readonly SemaphoreSlim _arrivals = new(0);
    private readonly Task _listening;
    private int _connections;
    private TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public SmtpSink()
    {
        _listener.Start();
        _listening = ListenAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public SinkManner Manner { get; set; }

    /// <summary>What it shows for itself when asked to encrypt the line (STARTTLS); null: it cannot.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>Who may send; asked only once the line is encrypted. Null: anybody.</summary>
    public NetworkCredential? Account { get; init; }

    /// <summary>How often somebody connected.</summary>
    public int Connections => _connections;

    /// <summary>Everything that arrived whole, in order, as it was sent.</summary>
    public IReadOnlyList<string> Taken => [.. _taken];

    /// <summary>What it was told, other than letters, with passwords and all.</summary>
    public IReadOnlyList<string> Heard => [.. _heard];

    /// <summary>How often each letter arrived.</summary>
    public IReadOnlyDictionary<string, int> ByMessageId =>
        Taken.GroupBy(MessageIdOf).ToDictionary(letters => letters.Key, letters => letters.Count());

    /// <summary>What a letter is known by.</summary>
    public static string MessageIdOf(string letter) =>
        letter.Split("\r\n").First(line => line.StartsWith("Message-ID:", StringComparison.OrdinalIgnoreCase))["Message-ID:".Length..].Trim();

    /// <summary>Waits for the next letter to arrive.</summary>
    public Task Arrival(CancellationToken ct) => _arrivals.WaitAsync(ct);

    /// <summary>Answers all who are kept waiting by now.</summary>
    public void Release() => Interlocked.Exchange(ref _released, new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        _listener.Stop();
        await _listening;
        _closing.Dispose();
        _arrivals.Dispose();
    }

    private async Task ListenAsync()
    {
        var talks = new List<Task>();
        try
        {
            while (true) talks.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_closing.Token)));
        }
        catch (Exception closed) when (closed is OperationCanceledException or SocketException)
        {
            await Task.WhenAll(talks);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var _ = client;
        Interlocked.Increment(ref _connections);
        try
        {
            if (Manner == SinkManner.Away) return;
            if (Manner == SinkManner.Silent) await _released.Task.WaitAsync(_closing.Token);
            var plain = client.GetStream();
            using var talk = new Talk(this, plain, secure: false);
            await talk.Say("220 sink");
            if (!await talk.GoOn()) return;

            await using var encrypted = new SslStream(plain);
            await encrypted.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = Certificate }, _closing.Token);
            using var secret = new Talk(this, encrypted, secure: true);
            await secret.GoOn();
        }
        catch (Exception broken) when (broken is IOException or OperationCanceledException or SocketException or System.Security.Authentication.AuthenticationException)
        {
            // The other side went away, does not believe the certificate, or the test is over.
        }
    }

    /// <summary>One connection, before or after it is encrypted.</summary>
    private sealed class Talk(SmtpSink sink, Stream stream, bool secure) : IDisposable
    {
        private readonly StreamReader _reader = new(stream, Encoding.Latin1, leaveOpen: true);
        private bool _signedIn;

        public Task Say(string line) => stream.WriteAsync(Encoding.ASCII.GetBytes($"{line}\r\n"), sink._closing.Token).AsTask();

        /// <summary>Until the other side has enough; true when it wants to go on encrypted.</summary>
        public async Task<bool> GoOn()
        {
            while (await Hear() is { } line)
            {
                sink._heard.Enqueue(line);
                switch (line.Split(' ', ':')[0].ToUpperInvariant())
                {
                    case "QUIT":
                        return false;
                    case "STARTTLS" when !secure && sink.Certificate is not null:
                        await Say("220 go ahead");
                        return true;
                    case "EHLO":
                        await Say("250-sink");
                        if (!secure && sink.Certificate is not null) await Say("250-STARTTLS");
                        if (secure && sink.Account is not null) await Say("250-AUTH LOGIN");
                        await Say("250 8BITMIME");
                        break;
                    case "AUTH" when secure:
                        await SignIn(line.Split(' ').ElementAtOrDefault(2));
                        break;
                    case "MAIL" when sink.Account is not null && !_signedIn:
                        await Say("530 who are you");
                        break;
                    case "RCPT" when sink.Manner == SinkManner.Unknown:
                        await Say("550 nobody here");
                        break;
                    case "RCPT" when sink.Manner == SinkManner.Busy:
                        await Say("451 later");
                        break;
                    case "DATA":
                        if (!await Take()) return false;
                        break;
                    default:
                        await Say("250 ok");
                        break;
                }
            }

            return false;
        }

        public void Dispose() => _reader.Dispose();

        private Task<string?> Hear() => _reader.ReadLineAsync(sink._closing.Token).AsTask();

        /// <summary>AUTH LOGIN: name and password, each in base64; the name may come with the command.</summary>
        private async Task SignIn(string? name)
        {
            name ??= await Ask("Username:");
            var password = await Ask("Password:");
            static string Plain(string? text) => Encoding.UTF8.GetString(Convert.FromBase64String(text ?? ""));
            _signedIn = (Plain(name), Plain(password)) == (sink.Account!.UserName, sink.Account.Password);
            await Say(_signedIn ? "235 welcome" : "535 no");
        }

        private async Task<string?> Ask(string what)
        {
            await Say($"334 {Convert.ToBase64String(Encoding.ASCII.GetBytes(what))}");
            var answer = await Hear();
            sink._heard.Enqueue(answer ?? "");
            return answer;
        }

        private async Task<bool> Take()
        {
            await Say("354 go on");
            var letter = new StringBuilder();
            for (var line = await Hear(); line != "."; line = await Hear())
            {
                // The line broke; what came is no letter.
                if (line is null) return false;
                letter.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
            }

            var (manner, released) = (sink.Manner, sink._released.Task);
            sink._taken.Enqueue(letter.ToString());
            sink._arrivals.Release();
            if (manner == SinkManner.DropsAfterData) return false;
            if (manner == SinkManner.Hangs) await released.WaitAsync(sink._closing.Token);
            await Say("250 taken");
            return manner != SinkManner.Closes;
        }
    }
}
