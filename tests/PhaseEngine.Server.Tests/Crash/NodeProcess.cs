using System.Collections.Concurrent;
using System.Diagnostics;
using PhaseEngine.Testing;

namespace PhaseEngine.Server.Tests.Crash;

/// <summary>
/// A server as people run it: a process of the real executable, which can be killed and frozen. Tests with such processes run one
/// after the other: each process wants a processor for itself while it starts.
/// </summary>
internal sealed class NodeProcess : IAsyncDisposable
{
    private const string Listening = "Now listening on: ";

    /// <summary>Far more than it takes.</summary>
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(5);

    private readonly ConcurrentQueue<string> _said = new();
    private readonly TaskCompletionSource<Uri> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<Process> _started = new(TaskCreationOptions.RunContinuationsAsynchronously);

    // It dies with the thread that starts it, and so with the tests, however those end.
    private NodeProcess(ProcessStartInfo server) => new Thread(() => Live(server)) { IsBackground = true, Name = "node" }.Start();

    /// <summary>By which the machine knows it.</summary>
    public int Id => _started.Task.Result.Id;

    /// <summary>Starts one and waits until it serves.</summary>
    /// <param name="database">Which it shares with others.</param>
    /// <param name="settings">Beside the usual.</param>
    /// <param name="environment">Beside that of the tests.</param>
    public static async Task<NodeProcess> Start(
        string database, IEnumerable<(string Name, string Value)> settings, params IEnumerable<(string Name, string Value)> environment)
    {
        string[] arguments =
        [
            "serve", "--database", database, "--urls", "http://127.0.0.1:0", "--set", $"DataDirectory={Scratch.Folder("node")}",
            // It says where it serves.
            "--set", "Logging:LogLevel:Microsoft.Hosting.Lifetime=Information",
            .. settings.SelectMany(s => new[] { "--set", $"{s.Name}={s.Value}" }),
        ];
        var server = new ProcessStartInfo("setpriv", ["--pdeathsig=KILL", "--", Path.Combine(AppContext.BaseDirectory, "PhaseEngine.Server"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment) server.Environment[name] = value;
        var node = new NodeProcess(server);
        try
        {
            await node._address.Task.WaitAsync(StartLimit, TestContext.Current.CancellationToken);
            return node;
        }
        catch (Exception failed) when (failed is TimeoutException or InvalidOperationException)
        {
            await node.DisposeAsync();
            throw new InvalidOperationException($"The server did not start:\n{string.Join('\n', node._said)}", failed);
        }
    }

    /// <summary>Calls it over HTTP.</summary>
    /// <param name="token">In whose name.</param>
    public async Task<HttpClient> Client(string token)
    {
        var client = new HttpClient { BaseAddress = await _address.Task };
        client.DefaultRequestHeaders.Authorization = new("Bearer", token);
        return client;
    }

    /// <summary>As <c>kill -9</c> and a power cut do: nothing is put in order.</summary>
    public async Task Kill()
    {
        var process = await _started.Task;
        process.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>As a machine that stands still: its connections stay open and it says nothing.</summary>
    public Task Freeze() => Signal("STOP");

    public Task Thaw() => Signal("CONT");

    public async ValueTask DisposeAsync()
    {
        var process = await _started.Task;
        if (!process.HasExited) await Kill();
        process.Dispose();
    }

    private async Task Signal(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{(await _started.Task).Id}"]);
        await kill.WaitForExitAsync();
        Assert.Equal(0, kill.ExitCode);
    }

    private void Live(ProcessStartInfo server)
    {
        var process = Process.Start(server)!;
        process.OutputDataReceived += (_, line) => Hear(line.Data);
        process.ErrorDataReceived += (_, line) => Hear(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        _started.SetResult(process);
        process.WaitForExit();
        _address.TrySetException(new InvalidOperationException("It ended."));
    }

    private void Hear(string? line)
    {
        if (line is null) return;
        _said.Enqueue(line);
        var at = line.IndexOf(Listening, StringComparison.Ordinal);
        if (at >= 0) _address.TrySetResult(new(line[(at + Listening.Length)..]));
    }
}
