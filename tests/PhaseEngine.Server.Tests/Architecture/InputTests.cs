using PhaseEngine.Core.Engine;
using PhaseEngine.Testing;

namespace PhaseEngine.Server.Tests.Architecture;

/// <summary>What the engine can take in, somebody can do: an address, a job or the command line brings it about.</summary>
public class InputTests
{
    private static readonly string[] Names = [.. typeof(Input).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(Input))).Select(t => t.Name)];

    [Fact]
    public void Each_input_of_the_engine_is_made_in_data_or_server()
    {
        // What people are counted to is reckoned beside the kinds, for Data to send.
        var sources = new[] { "PhaseEngine.Data", "PhaseEngine.Server", "PhaseEngine.Core/Requirements" }
            .SelectMany(project => Repository.FilesBelow(Repository.PathOf("src", project))).Where(file => file.EndsWith(".cs", StringComparison.Ordinal))
            .Select(File.ReadAllText).ToList();

        Offenders.None(
            Names.Where(name => !sources.Any(text => text.Contains($"new {name}(", StringComparison.Ordinal))),
            "Nobody can do this: give it an address or a job, or take it out of the engine.");
    }

    [Fact]
    public void Each_input_of_the_engine_is_in_the_table_of_the_developers_guide()
    {
        var guide = File.ReadAllText(Repository.PathOf("docs", "development.md"));

        Offenders.None(Names.Where(name => !guide.Contains($"| `{name}` |", StringComparison.Ordinal)), "docs/development.md says what brings each input about.");
    }
}
