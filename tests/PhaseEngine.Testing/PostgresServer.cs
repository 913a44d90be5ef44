using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using Npgsql;
using Xunit;

namespace PhaseEngine.Testing;

/// <summary>
/// A private PostgreSQL server in a temporary folder: nothing to configure, nothing shared with a server the machine may have.
/// It listens on a socket inside its own folder only, which nobody but its user may enter, so it needs no password.
/// Tests use <see cref="ForTests"/>, one server per test process; benchmarks start their own with <see cref="Start"/>.
/// </summary>
public sealed class PostgresServer : IDisposable
{
    /// <summary>Set (to anything) where a missing tool must fail the tests instead of skipping them.</summary>
    public const string RequireAllVariable = "PHASEENGINE_REQUIRE_ALL";

    /// <summary>Settings for tests: nothing has to survive a power cut.</summary>
    public static readonly IReadOnlyList<string> Volatile = ["fsync=off", "full_page_writes=off", "synchronous_commit=off"];

    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private static readonly Lazy<PostgresServer?> Shared = new(() => PostgresInstallation.Find() is { } found ? Start(found, Volatile) : null);

    private readonly ConcurrentDictionary<string, Lazy<Task>> _templates = new();
    private readonly string _folder;
    private readonly StringBuilder _complaints = new();
    private Process? _process;
    private int _databases;

    private PostgresServer(PostgresInstallation installation, string folder) => (Installation, _folder) = (installation, folder);

    /// <summary>The programs it runs from; <c>pg_dump</c> and <c>pg_restore</c> lie in the same folder.</summary>
    public PostgresInstallation Installation { get; }

    /// <summary>
    /// The server of this test process, started when first asked for. Without PostgreSQL the calling test is skipped, or fails
    /// where <see cref="RequireAllVariable"/> is set.
    /// </summary>
    public static PostgresServer ForTests()
    {
        if (Shared.Value is { } server) return server;

        var reason = $"PostgreSQL {PostgresInstallation.OldestMajor} or newer is not installed (Debian: apt-get install postgresql).";
        if (Environment.GetEnvironmentVariable(RequireAllVariable) is { Length: > 0 }) Assert.Fail(reason);
        Assert.Skip(reason);
        return null;
    }

    /// <summary>Makes a new, empty server and starts it; it ends, and its folder goes, with <see cref="Dispose"/> or this process.</summary>
    /// <param name="installation">See <see cref="PostgresInstallation.Find"/>.</param>
    /// <param name="settings"><c>name=value</c>, as in <c>postgresql.conf</c>; none means PostgreSQL's own, durable defaults.</param>
    public static PostgresServer Start(PostgresInstallation installation, IReadOnlyList<string> settings)
    {
        var server = new PostgresServer(installation, Scratch.NewPath("phaseengine-pg-"));
        AppDomain.CurrentDomain.ProcessExit += (_, _) => server.Leave();

        server.InitialiseFolder();
        server.StartProcess(settings);
        server.WaitUntilItAnswers();
        return server;
    }

    /// <summary>How to reach one of its databases, with Npgsql; libpq's programs take the same host.</summary>
    public string ConnectionString(string database) =>
        new NpgsqlConnectionStringBuilder { Host = _folder, Username = "postgres", Database = database, MaxPoolSize = 20 }.ConnectionString;

    /// <summary>Makes a database, empty or as a copy of another, and returns how to reach it.</summary>
    public async Task<string> CreateDatabaseAsync(string? name = null, string? copyOf = null, CancellationToken ct = default)
    {
        name ??= $"d{Interlocked.Increment(ref _databases)}";
        // For small databases copying the files takes a third of the time of the default, which logs every page.
        await ExecuteAsync($"""create database "{name}" template "{copyOf ?? "template0"}" strategy file_copy""", ct);
        return ConnectionString(name);
    }

    /// <summary>
    /// A copy of a database that is prepared once per server and named: the fast way to a migrated database for every test.
    /// </summary>
    /// <param name="template">What the prepared database is called.</param>
    /// <param name="prepare">Fills it; gets its connection string and leaves no connection open but pooled ones.</param>
    /// <param name="ct">Cancels the copy, not the preparation, which others may be waiting for.</param>
    public async Task<string> CreateDatabaseAsync(string template, Func<string, Task> prepare, CancellationToken ct)
    {
        await _templates.GetOrAdd(template, _ => new(() => PrepareAsync(template, prepare))).Value.WaitAsync(ct);
        return await CreateDatabaseAsync(name: null, copyOf: template, ct);
    }

    /// <summary>Drops a database, whoever is still connected; worth it where many are made (8 MB each).</summary>
    public async Task DropDatabaseAsync(string connectionString, CancellationToken ct = default)
    {
        ClosePooled(connectionString);
        await ExecuteAsync($"""drop database "{new NpgsqlConnectionStringBuilder(connectionString).Database}" with (force)""", ct);
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _process, null) is { } process)
        {
            NpgsqlConnection.ClearAllPools();
            using var stop = Process.Start(Installation.Command("pg_ctl", "stop", "-D", _folder, "-m", "immediate", "-s"))!;
            stop.WaitForExit();
            process.WaitForExit();
            process.Dispose();
        }

        if (Directory.Exists(_folder)) Directory.Delete(_folder, recursive: true);
    }

    /// <summary>At the end of the process.</summary>
    private void Leave()
    {
        if (Interlocked.Exchange(ref _process, null) is { } process) process.Kill(entireProcessTree: true);
        Scratch.LeaveToAnother(_folder);
    }

    private async Task PrepareAsync(string template, Func<string, Task> prepare)
    {
        var connectionString = await CreateDatabaseAsync(template);
        await prepare(connectionString);
        // A database with connections cannot be copied.
        ClosePooled(connectionString);
    }

    private async Task ExecuteAsync(string sql, CancellationToken ct)
    {
        await using var connection = new NpgsqlConnection(ConnectionString("postgres"));
        await connection.OpenAsync(ct);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(ct);
    }

    private static void ClosePooled(string connectionString)
    {
        using var connection = new NpgsqlConnection(connectionString);
        NpgsqlConnection.ClearPool(connection);
    }

    private void InitialiseFolder()
    {
        using var initdb = Process.Start(Installation.Command(
            "initdb", "-D", _folder, "--username=postgres", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync", "--no-instructions"))!;
        var errors = initdb.StandardError.ReadToEndAsync();
        initdb.StandardOutput.ReadToEnd();
        initdb.WaitForExit();

        if (initdb.ExitCode != 0) throw new InvalidOperationException($"initdb failed: {errors.Result}");
    }

    private void StartProcess(IReadOnlyList<string> settings)
    {
        string[] all =
        [
            "listen_addresses=", $"unix_socket_directories={_folder}", "max_connections=300", "timezone=UTC",
            "logging_collector=on", "log_directory=log", "log_filename=server.log", .. settings,
        ];
        var command = Installation.Command("postgres", ["-D", _folder, .. all.SelectMany(s => new[] { "-c", s })]);

        // The thread lives as long as the server: its end would be the server's end (see PostgresInstallation.Command).
        using var started = new ManualResetEventSlim();
        new Thread(() =>
        {
            var process = Process.Start(command)!;
            _process = process;
            process.ErrorDataReceived += (_, line) => _complaints.AppendLine(line.Data);
            process.BeginErrorReadLine();
            process.BeginOutputReadLine();
            started.Set();
            process.WaitForExit();
        })
        { IsBackground = true, Name = "PostgreSQL" }.Start();
        started.Wait();
    }

    private void WaitUntilItAnswers()
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                using var connection = new NpgsqlConnection(ConnectionString("postgres"));
                connection.Open();
                return;
            }
            catch (NpgsqlException) when (_process is { HasExited: false } && waited.Elapsed < StartLimit)
            {
                Thread.Sleep(20);
            }
            catch (NpgsqlException refused)
            {
                throw new InvalidOperationException($"PostgreSQL does not answer. {_complaints}", refused);
            }
        }
    }
}
