using PhaseEngine.Server.Cli;
using PhaseEngine.Server.Tests.Running;
using PhaseEngine.Testing;

namespace PhaseEngine.Server.Tests.Cli;

public sealed class CommandLineTests
{
    [Fact]
    public async Task What_does_not_fit_ends_with_2()
    {
        Assert.Equal((int)ExitCode.Usage, await CommandLine.Run(["nonsense"]));
        Assert.Equal((int)ExitCode.Usage, await CommandLine.Run(["doctor", "--database", "oracle:x"]));
        Assert.Equal((int)ExitCode.Usage, await CommandLine.Run(["doctor", "--set", "Zone"]));
        Assert.Equal((int)ExitCode.Usage, await CommandLine.Run(["doctor", "--set", "Zone=Mars/Base"]));
    }

    [Fact]
    public async Task A_database_that_does_not_answer_ends_with_4() =>
        Assert.Equal((int)ExitCode.Unreachable, await CommandLine.Run(["upgrade-db", "--database", "postgres:Host=127.0.0.1;Port=1;Username=x;Timeout=2"]));

    [Fact]
    public async Task The_doctor_finds_a_missing_database_and_is_content_once_it_is_made()
    {
        var folder = Scratch.Folder("cli");
        string[] settings = ["--database", Databases.NewSqlite(folder), "--set", $"DataDirectory={folder}"];

        Assert.Equal((int)ExitCode.Findings, await CommandLine.Run(["doctor", .. settings]));
        Assert.Equal((int)ExitCode.Ok, await CommandLine.Run(["upgrade-db", .. settings]));
        Assert.Equal((int)ExitCode.Ok, await CommandLine.Run(["upgrade-db", .. settings]));
        Assert.Equal((int)ExitCode.Ok, await CommandLine.Run(["doctor", "--json", .. settings]));

        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void Every_verb_and_exit_code_stands_in_the_operators_guide()
    {
        var guide = File.ReadAllText(Repository.PathOf("docs", "operations.md"));

        Assert.All(CommandLine.Describe().Subcommands.Where(v => !v.Hidden), verb => Assert.Contains($"| `{verb.Name}", guide, StringComparison.Ordinal));
        Assert.All(Enum.GetValues<ExitCode>(), code => Assert.Contains($"| {(int)code} |", guide, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_setting_stands_in_the_operators_guide()
    {
        var guide = File.ReadAllText(Repository.PathOf("docs", "operations.md"));

        var settings = NamesIn(typeof(PhaseEngine.Server.Settings.ServerSettings), "");

        Assert.All(settings, name => Assert.Contains($"`{name}", guide, StringComparison.Ordinal));
    }

    /// <summary>As they are written: <c>Zone</c>, <c>Mail:Host</c>.</summary>
    private static IEnumerable<string> NamesIn(Type settings, string prefix) =>
        from property in settings.GetProperties()
        where property.CanWrite
        from name in property.PropertyType.Namespace == settings.Namespace ? NamesIn(property.PropertyType, $"{prefix}{property.Name}:") : [$"{prefix}{property.Name}"]
        select name;
}
