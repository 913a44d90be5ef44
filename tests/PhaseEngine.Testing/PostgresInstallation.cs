using System.Diagnostics;
using System.Text.RegularExpressions;

namespace PhaseEngine.Testing;

/// <summary>The PostgreSQL programs of this machine, and how to run them as somebody PostgreSQL accepts.</summary>
/// <param name="BinFolder">Where <c>initdb</c>, <c>postgres</c>, <c>pg_dump</c> … are.</param>
/// <param name="Major">The major version, at least <see cref="OldestMajor"/>.</param>
public sealed partial record PostgresInstallation(string BinFolder, int Major)
{
    /// <summary>The product needs PostgreSQL 15 or newer.</summary>
    public const int OldestMajor = 15;

    /// <summary>The newest usable installation, or null. Debian keeps <c>initdb</c> out of PATH, in a folder per version.</summary>
    public static PostgresInstallation? Find()
    {
        var inPath = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        const string debian = "/usr/lib/postgresql";
        var perVersion = Directory.Exists(debian) ? Directory.EnumerateDirectories(debian).Select(d => Path.Combine(d, "bin")) : [];

        return inPath.Concat(perVersion)
            .Select(folder => new FileInfo(Path.Combine(folder, "initdb")))
            .Where(initdb => initdb.Exists)
            .Select(initdb => initdb.ResolveLinkTarget(returnFinalTarget: true) ?? initdb)
            .Where(target => target.Exists)
            .Select(target => target.FullName)
            .Distinct()
            .Select(initdb => new PostgresInstallation(Path.GetDirectoryName(initdb)!, MajorOf(initdb)))
            .Where(found => found.Major >= OldestMajor)
            .MaxBy(found => found.Major);
    }

    /// <summary>
    /// How to start one of the programs. PostgreSQL refuses to run as root, so root becomes the user <c>postgres</c> that the
    /// packages create. On Linux the program also gets SIGQUIT when the thread that starts it ends, so that not even
    /// <c>kill -9</c> of the tests leaves a server behind.
    /// </summary>
    public ProcessStartInfo Command(string program, params IEnumerable<string> arguments)
    {
        string[] asWhom = Environment.IsPrivilegedProcess ? ["--reuid=postgres", "--regid=postgres", "--clear-groups"] : [];
        string[] throughSetpriv = OperatingSystem.IsLinux() ? ["setpriv", "--pdeathsig=QUIT", .. asWhom, "--"] : [];
        string[] whole = [.. throughSetpriv, Path.Combine(BinFolder, program), .. arguments];

        return new ProcessStartInfo(whole[0], whole[1..])
        {
            // The working copy may lie where the user postgres may not look.
            WorkingDirectory = "/",
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
    }

    private static int MajorOf(string initdb)
    {
        using var process = Process.Start(new ProcessStartInfo(initdb, ["--version"]) { RedirectStandardOutput = true })!;
        var answer = process.StandardOutput.ReadToEnd();
        process.WaitForExit();

        return VersionNumber().Match(answer) is { Success: true } match ? int.Parse(match.Value, null) : 0;
    }

    [GeneratedRegex(@"\d+")]
    private static partial Regex VersionNumber();
}
