using System.Diagnostics;
using System.Text.RegularExpressions;
using Npgsql;
using PhaseEngine.Core;

namespace PhaseEngine.Server.Cli.Backups;

/// <summary>One of PostgreSQL's programs, found on PATH or where distributions keep a folder per version.</summary>
internal sealed partial record PostgresTool(string Path, int Major)
{
    private static readonly string[] FoldersOfVersions = ["/usr/lib/postgresql", "/usr/pgsql", "/opt/postgresql", @"C:\Program Files\PostgreSQL"];

    /// <summary>A tool works with servers of its own version and older ones; the closest is taken.</summary>
    public static Result<PostgresTool> Find(string name, int serverMajor)
    {
        var found = Candidates(OperatingSystem.IsWindows() ? $"{name}.exe" : name)
            .Where(File.Exists)
            .Select(path => new PostgresTool(path, MajorOf(path)))
            .Where(tool => tool.Major >= serverMajor)
            .MinBy(tool => tool.Major);
        return found is null ? new Problem("postgres-tool-missing", ProblemKind.Conflict, ("tool", name), ("version", serverMajor)) : found;
    }

    /// <summary>Runs it on a database, which it is told of in the environment, where other users cannot read the password.</summary>
    public async Task<Problem?> Run(string connectionString, IEnumerable<string> arguments, CancellationToken ct)
    {
        var start = new ProcessStartInfo(Path, arguments) { RedirectStandardError = true, RedirectStandardInput = true };
        foreach (var (name, value) in EnvironmentFor(new(connectionString))) start.Environment[name] = value;

        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var complaints = process.StandardError.ReadToEndAsync(CancellationToken.None);
        try
        {
            await process.WaitForExitAsync(ct);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            throw;
        }

        return process.ExitCode == 0
            ? null
            : new Problem("postgres-tool-failed", ProblemKind.Conflict, ("tool", System.IO.Path.GetFileName(Path)), ("message", (await complaints).Trim()));
    }

    private static IEnumerable<(string Name, string Value)> EnvironmentFor(NpgsqlConnectionStringBuilder settings)
    {
        yield return ("PGDATABASE", settings.Database ?? settings.Username ?? "");
        if (settings.Host is { } host) yield return ("PGHOST", host);
        yield return ("PGPORT", $"{settings.Port}");
        if (settings.Username is { } user) yield return ("PGUSER", user);
        if (settings.Password is { } password) yield return ("PGPASSWORD", password);
        if (settings.Passfile is { } passfile) yield return ("PGPASSFILE", passfile);
        if (settings.RootCertificate is { } root) yield return ("PGSSLROOTCERT", root);
        if (settings.ShouldSerialize("SSL Mode"))
            yield return ("PGSSLMODE", settings.SslMode switch { SslMode.VerifyCA => "verify-ca", SslMode.VerifyFull => "verify-full", var mode => $"{mode}".ToLowerInvariant() });
    }

    private static IEnumerable<string> Candidates(string name)
    {
        var inPath = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(System.IO.Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        var perVersion = FoldersOfVersions.Where(Directory.Exists).SelectMany(Directory.EnumerateDirectories).Select(version => System.IO.Path.Combine(version, "bin"));
        return inPath.Concat(perVersion).Select(folder => System.IO.Path.Combine(folder, name));
    }

    private static int MajorOf(string path)
    {
        using var process = Process.Start(new ProcessStartInfo(path, ["--version"]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var answer = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return VersionNumber().Match(answer) is { Success: true } match ? int.Parse(match.Value, null) : 0;
    }

    [GeneratedRegex(@"\d+")]
    private static partial Regex VersionNumber();
}
