using System.Text.Json;
using System.Text.RegularExpressions;
using PhaseEngine.Testing;

namespace PhaseEngine.Server.Tests.Architecture;

/// <summary><c>docs/coverage.md</c> claims nothing that is not there.</summary>
public partial class CoverageTests
{
    private const string Api = "/api/v1";

    /// <summary>The rows of the page's tables, cell by cell: number, name, where, test, not yet.</summary>
    private static readonly string[][] Rows =
    [
        .. from line in File.ReadLines(Repository.PathOf("docs", "coverage.md"))
           where RowStart().IsMatch(line)
           select line.Trim('|').Split('|', StringSplitOptions.TrimEntries),
    ];

    [Fact]
    public void Every_mechanism_has_one_row()
    {
        var numbers = Enumerable.Range(1, 53).Select(n => $"S.{n}").Concat(Enumerable.Range(1, 10).Select(n => $"B.{n}"));

        Assert.Equal(numbers, Rows.Select(row => row[0]));
    }

    [Fact]
    public void A_row_says_where_and_which_test_or_what_is_missing()
    {
        var bare = Rows.Where(row => row.Length != 5 || (row[4].Length == 0 && !(Names(row[2]).Any() && Names(row[3]).Any())));

        Offenders.None(bare.Select(row => row[0]), "A row names where it is and a test, or says what is not yet there.");
    }

    [Fact]
    public void Files_and_addresses_it_names_exist()
    {
        var operations = Operations();

        var missing =
            from row in Rows
            from name in Names(row[2])
            where Address().IsMatch(name) ? !operations.Contains(name) : !Path.Exists(Repository.PathOf(FromRoot(name)))
            select $"{row[0]}: {name}";

        Offenders.None(missing, "docs/coverage.md names what is not there.");
    }

    [Fact]
    public void Tests_it_names_exist()
    {
        var tests = TestClasses();

        var missing =
            from row in Rows
            from name in Names(row[3])
            let parts = name.Split('.')
            where !tests[parts[0]].Any(source => parts.Length == 1 || source.Contains($" {parts[1]}(", StringComparison.Ordinal))
            select $"{row[0]}: {name}";

        Offenders.None(missing, "docs/coverage.md names tests that are not there.");
    }

    private static IEnumerable<string> Names(string cell) => Code().Matches(cell).Select(match => match.Groups[1].Value);

    private static string FromRoot(string name) => name.Split('/')[0] is "Core" or "Data" or "Server" ? $"src/PhaseEngine.{name}" : name;

    /// <summary>'GET /units/{unitId}' and so on, from the approved API document.</summary>
    private static HashSet<string> Operations()
    {
        using var document = JsonDocument.Parse(
            File.ReadAllText(Repository.PathOf("tests", "PhaseEngine.Server.Tests", "Approvals", "openapi.approved.txt")));
        return
        [
            .. from path in document.RootElement.GetProperty("paths").EnumerateObject()
               from operation in path.Value.EnumerateObject()
               select $"{operation.Name.ToUpperInvariant()} {path.Name[Api.Length..]}",
        ];
    }

    /// <summary>Source texts of test classes by name. Two projects may have a class of one name.</summary>
    private static ILookup<string, string> TestClasses() => (
        from file in Repository.FilesBelow(Repository.PathOf("tests"))
        where Path.GetExtension(file) == ".cs"
        let source = File.ReadAllText(file)
        from Match declared in ClassName().Matches(source)
        select (Name: declared.Groups[1].Value, Source: source)).ToLookup(c => c.Name, c => c.Source);

    [GeneratedRegex(@"^\| [SB]\.\d+ \|")]
    private static partial Regex RowStart();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();

    [GeneratedRegex("^(?:GET|POST|PUT|DELETE) /")]
    private static partial Regex Address();

    [GeneratedRegex(@"\bclass (\w+)")]
    private static partial Regex ClassName();
}
