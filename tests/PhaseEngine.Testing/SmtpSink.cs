using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
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
}

/// <summary>A mail server inside the test: keeps what it is given, and can be a bad one.</summary>
public sealed class SmtpSink : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _closing = new();
    private readonly ConcurrentQueue<string> _taken = new();
    private readonly SemaphoreSlim _arrivals = new(0);
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _listening;

    public SmtpSink()
    {
        _listener.Start();
        _listening = ListenAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public SinkManner Manner { get; set; }

    /// <summary>Everything that arrived whole, in order, as it was sent.</summary>
    public IReadOnlyList<string> Taken => [.. _taken];

    /// <summary>How often each letter arrived.</summary>
    public IReadOnlyDictionary<string, int> ByMessageId =>
        Taken.GroupBy(MessageIdOf).ToDictionary(letters => letters.Key, letters => letters.Count());

    /// <summary>Waits for the next letter to arrive.</summary>
    public Task Arrival(CancellationToken ct) => _arrivals.WaitAsync(ct);

    /// <summary>Answers all who were kept waiting.</summary>
    public void Release() => _released.TrySetResult();

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        _listener.Stop();
        await _listening;
        _closing.Dispose();
        _arrivals.Dispose();
    }

    private static string MessageIdOf(string letter) =>
        letter.Split("\r\n").First(line => line.StartsWith("Message-ID:", StringComparison.OrdinalIgnoreCase))["Message-ID:".Length..].Trim();

    private async Task ListenAsync()
    {
        var talks = new List<Task>();
        try
        {
            while (true) talks.Add(TalkAsync(await _listener.AcceptTcpClientAsync(_closing.Token)));
        }
        catch (Exception closed) when (closed is OperationCanceledException or SocketException)
        {
            await Task.WhenAll(talks);
        }
    }

    private async Task TalkAsync(TcpClient client)
    {
        using var _ = client;
        try
        {
            await using var stream = client.GetStream();
            using var reader = new StreamReader(stream, Encoding.Latin1);
            Task Say(string line) => stream.WriteAsync(Encoding.ASCII.GetBytes($"{line}\r\n"), _closing.Token).AsTask();

            await Say("220 sink");
            while (await reader.ReadLineAsync(_closing.Token) is { } line)
            {
                var verb = line.Split(' ', ':')[0].ToUpperInvariant();
                if (verb == "DATA" && !await TakeAsync(reader, Say)) return;
                else if (verb == "QUIT") return;
                else if (verb == "RCPT" && Manner == SinkManner.Unknown) await Say("550 nobody here");
                else if (verb == "RCPT" && Manner == SinkManner.Busy) await Say("451 later");
                else if (verb != "DATA") await Say("250 ok");
            }
        }
        catch (Exception broken) when (broken is IOException or OperationCanceledException or SocketException)
        {
            // The other side went away, or the test is over.
        }
    }

    private async Task<bool> TakeAsync(StreamReader reader, Func<string, Task> say)
    {
        await say("354 go on");
        var letter = new StringBuilder();
        while (await reader.ReadLineAsync(_closing.Token) is { } line && line != ".")
            letter.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");

        var manner = Manner;
        _taken.Enqueue(letter.ToString());
        _arrivals.Release();
        if (manner == SinkManner.DropsAfterData) return false;
        if (manner == SinkManner.Hangs) await _released.Task.WaitAsync(_closing.Token);
        await say("250 taken");
        return true;
    }
}
