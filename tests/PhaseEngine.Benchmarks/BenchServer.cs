using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Sockets;
using PhaseEngine.Data;
using PhaseEngine.Data.Access;
using PhaseEngine.Server.Identity;

namespace PhaseEngine.Benchmarks;

/// <summary>The server over a bench database: in this process, or as the process that people run.</summary>
internal sealed class BenchServer : IDisposable
{
    private readonly Process process;

    private BenchServer(Process process, Uri address) => (this.process, Address) = (process, address);

    public Uri Address { get; }

    /// <summary>Memory of the server.</summary>
    public long MebiBytes
    {
        get
        {
            process.Refresh();
            return process.WorkingSet64 >> 20;
        }
    }

    public TimeSpan Cpu
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    /// <summary>The whole server in this process without its jobs, not started.</summary>
    public static WebApplication Build(BenchWorld world) =>
        Program.Build(Settings(world, FreeAddress()).Append((Name: "Jobs:Run", Value: "false")).ToDictionary(s => s.Name, s => (string?)s.Value));

    /// <summary>Starts <c>serve</c> with its jobs, by the real clock, and waits until it is ready.</summary>
    public static async Task<BenchServer> Start(BenchWorld world)
    {
        var address = FreeAddress();
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "PhaseEngine.Server.dll"), "serve"]) { RedirectStandardError = true, RedirectStandardOutput = true };
        foreach (var (name, value) in Settings(world, address)) start.Environment[$"PHASEENGINE_{name.Replace(":", "__", StringComparison.Ordinal)}"] = value;
        var process = Process.Start(start)!;
        process.ErrorDataReceived += (_, _) => { };
        process.OutputDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Stop(process);

        using var http = new HttpClient { BaseAddress = address };
        while (true)
        {
            if (process.HasExited) throw new InvalidOperationException($"The server ended with {process.ExitCode}.");
            try
            {
                if ((await http.GetAsync("/health/ready")).IsSuccessStatusCode) return new BenchServer(process, address);
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }

            await Task.Delay(100);
        }
    }

    /// <summary>Tokens of the secretaries of the first branches, one each.</summary>
    public static async Task<IReadOnlyList<AuthenticationHeaderValue>> Tokens(BenchWorld world, int secretaries)
    {
        var tokens = Enumerable.Range(1, secretaries).Select(n => (Owner: BenchWorld.Unit(n), Token: OneTimeToken.Make(TokenSignIn.Prefix))).ToList();
        await world.Do<PhaseEngineDb, int>(db =>
        {
            db.AddRange(tokens.Select(t => new AccessToken
            {
                Id = t.Owner, UserId = t.Owner, Name = "bench", TokenHash = t.Token.Hash, ReadOnly = false, CreatedAt = BenchWorld.Start,
                ExpiresAt = BenchWorld.Start.AddYears(1),
            }));
            return db.SaveChangesAsync();
        });
        return [.. tokens.Select(t => new AuthenticationHeaderValue("Bearer", t.Token.Text))];
    }

    public void Dispose() => Stop(process);

    private static void Stop(Process process)
    {
        if (process.HasExited) return;
        process.Kill();
        process.WaitForExit();
    }

    private static (string Name, string Value)[] Settings(BenchWorld world, Uri address) =>
    [
        ("Database", world.Database), ("DataDirectory", Path.Combine(world.Folder, "data")), ("Urls", address.ToString()),
        ("Logging:LogLevel:Default", "Warning"),
    ];

    private static Uri FreeAddress()
    {
        using var listener = new TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return new Uri($"http://127.0.0.1:{((System.Net.IPEndPoint)listener.LocalEndpoint).Port}");
    }
}
