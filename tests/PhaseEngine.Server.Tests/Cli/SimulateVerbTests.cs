using System.Text.Json.Nodes;
using PhaseEngine.Server.Cli;
using PhaseEngine.Testing;

namespace PhaseEngine.Server.Tests.Cli;

public sealed class SimulateVerbTests : FilesOfATest
{
    private static readonly string Template = Repository.PathOf("workflows", "study-and-mobilisation-2005.json");

    [Fact]
    public async Task It_says_first_and_last_that_it_is_an_assumption_and_no_forecast()
    {
        var verb = await Simulate("--units", "5");

        Assert.Equal(ExitCode.Ok, verb.Code);
        Assert.Equal("Assumption, not forecast. 假设，非预测。", verb.Lines[0]);
        Assert.Equal(verb.Lines[0], verb.Lines[^1]);
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_tables_and_another_seed_others()
    {
        var first = await Simulate("--units", "40", "--seed", "7");
        var again = await Simulate("--units", "40", "--seed", "7");
        var other = await Simulate("--units", "40", "--seed", "8");

        Assert.Equal(first.Output, again.Output);
        Assert.NotEqual(WithoutSeed(first), WithoutSeed(other));
    }

    [Fact]
    public async Task There_are_tables_of_requirements_gates_and_weeks_with_titles_in_the_language_asked_for()
    {
        var verb = await Simulate("--units", "10", "--lang", "zh-TW");

        Assert.Contains(verb.Lines, l => l.StartsWith("gap-meeting ", StringComparison.Ordinal) && l.Contains("回頭看專題會", StringComparison.Ordinal));
        Assert.Contains(verb.Lines, l => l.StartsWith("gate ", StringComparison.Ordinal) && l.Contains("轉入分析評議階段", StringComparison.Ordinal));
        Assert.Contains(verb.Lines, l => l.StartsWith("2026-07-20 ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_file_of_assumptions_changes_only_what_it_names()
    {
        var eager = Write("eager.json", """{ "returned": 0, "documentsReturned": 0, "habits": { "*": { "daysFromDue": -5, "spread": 0, "daysNeeded": 0, "minutes": 7 } } }""");

        var result = (await Simulate("--units", "10", "--assume", eager, "--json")).Document()["result"]!;
        var assumed = (await Simulate("--units", "10", "--assume", eager, "--json")).Document()["assumptions"]!;

        Assert.All(result["gates"]!.AsArray(), gate => Assert.Equal(0, (int)gate!["returned"]!));
        Assert.Equal((-5, 10, 3), ((int)assumed["habits"]!["*"]!["daysFromDue"]!, (int)assumed["habits"]!["Study"]!["daysNeeded"]!, (int)assumed["answerDays"]!));
    }

    [Fact]
    public async Task Minutes_of_a_record_can_be_assumed()
    {
        var quick = Write("quick.json", """{ "habits": { "*": { "daysFromDue": 0, "spread": 0, "daysNeeded": 0, "minutes": 1 }, "Study": { "daysFromDue": 0, "spread": 0, "daysNeeded": 0, "minutes": 1 }, "MemberTask": { "daysFromDue": 0, "spread": 0, "daysNeeded": 0, "minutes": 1 }, "Survey": { "daysFromDue": 0, "spread": 0, "daysNeeded": 0, "minutes": 1 }, "Register": { "daysFromDue": 0, "spread": 0, "daysNeeded": 0, "minutes": 1 } } }""");

        var weeks = (await Simulate("--units", "10", "--assume", quick, "--json")).Document()["result"]!["weeks"]!.AsArray();

        Assert.NotEmpty(weeks);
        Assert.All(weeks, week => Assert.Equal((int)week!["records"]!, (int)week["minutes"]!));
    }

    [Theory]
    [InlineData("""{ "returned": 101 }""", "returned: 101 is no percentage")]
    [InlineData("""{ "retruned": 1 }""", "retruned")]
    [InlineData("""{ "habits": { "Dancing": { "daysFromDue": 0, "spread": 0, "daysNeeded": 0 } } }""", "there is no kind Dancing")]
    [InlineData("""{ "habits": { "Study": { "daysFromDue": 0, "spread": -1, "daysNeeded": 0 } } }""", "habits.Study")]
    [InlineData("null", "null")]
    [InlineData("{", "")]
    public async Task Assumptions_that_do_not_fit_are_refused_and_named(string content, string named)
    {
        var verb = await Simulate("--assume", Write("assume.json", content));

        Assert.Equal(ExitCode.Refused, verb.Code);
        Assert.StartsWith("assumptions-invalid", verb.Error, StringComparison.Ordinal);
        Assert.Contains(named, verb.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_table_says_which_units_there_are()
    {
        var table = Write("units.csv", "units,type,sector,pilot,leadingCadre,inPost\n3,branch,rural,no,1,20\n2,jointBranch,enterprise,yes,,9\n");

        var result = (await Simulate("--population", table, "--json")).Document()["result"]!;

        Assert.Equal(5, (int)result["units"]!);
        Assert.Equal(2, AskedOf(result, "gap-meeting")); // the pilot's own track
        Assert.Equal(3, AskedOf(result, "mobilise"));
    }

    [Theory]
    [InlineData("type,size\nbranch,3\n", "there is no column 'size'")]
    [InlineData("units,sector\n3,rural\n", "the column 'type' is missing")]
    [InlineData("type,sector\nbranch,moon\n", "row 2: 'moon' in sector is none of organ, urban, rural, enterprise, institution")]
    [InlineData("units,type\n-3,branch\n", "row 2: '-3' in units is no number")]
    [InlineData("units,type\n", "it holds no units")]
    public async Task Units_that_do_not_fit_are_refused_and_named(string content, string named)
    {
        var verb = await Simulate("--population", Write("units.csv", content));

        Assert.Equal(ExitCode.Refused, verb.Code);
        Assert.StartsWith("population-invalid", verb.Error, StringComparison.Ordinal);
        Assert.Contains(named, verb.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_template_with_errors_is_not_played()
    {
        var verb = await Verb.Run("simulate", Write("bad.json", "{}"));

        Assert.Equal(ExitCode.Findings, verb.Code);
        Assert.Empty(verb.Output);
        Assert.Contains("PE101", verb.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--start", "20.7.2026")]
    [InlineData("--units", "0")]
    [InlineData("--lang", "fr")]
    public async Task Options_that_do_not_fit_are_mistakes_of_the_command_line(string option, string value)
    {
        var verb = await Verb.Run("simulate", Template, option, value);

        Assert.Equal(ExitCode.Usage, verb.Code);
        Assert.Contains(value, verb.Error + verb.Output, StringComparison.Ordinal);
    }

    private static Task<Verb> Simulate(params string[] options) => Verb.Run(["simulate", Template, "--start", "2026-07-20", .. options]);

    private static string WithoutSeed(Verb verb) => string.Join('\n', verb.Lines.Where(l => !l.Contains("seed", StringComparison.Ordinal)));

    private static int AskedOf(JsonNode result, string key) => (int)result["requirements"]!.AsArray().Single(r => (string)r!["key"]! == key)!["asked"]!;
}
