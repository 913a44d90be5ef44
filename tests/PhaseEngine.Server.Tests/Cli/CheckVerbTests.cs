using System.Text.Json.Nodes;
using PhaseEngine.Server.Cli;
using PhaseEngine.Testing;

namespace PhaseEngine.Server.Tests.Cli;

public sealed class CheckVerbTests : FilesOfATest
{
    private static readonly string Good = Repository.PathOf("workflows", "study-and-mobilisation-2005.json");

    private static readonly string Place = string.Join('/', "", "root", "activities", 2, "body", "activities", 2, "due");

    [Fact]
    public async Task The_library_has_nothing_to_mend()
    {
        var library = Directory.GetFiles(Repository.PathOf("workflows"), "*.json").Where(f => !f.EndsWith(".schema.json", StringComparison.Ordinal));

        var verb = await Verb.Run(["check", .. library]);

        Assert.Equal(ExitCode.Ok, verb.Code);
        Assert.All(verb.Lines.Where(l => l.Contains(".json:", StringComparison.Ordinal)), l => Assert.EndsWith(": 0 errors, 0 warnings", l, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("en", "Look-back meeting", "\"soon\" is no date. Dates hold no year.", "Write e.g. 07-25")]
    [InlineData("zh-CN", "回头看专题会", "“soon”不是日期。日期不写年份。", "请写成如 07-25")]
    [InlineData("zh-TW", "回頭看專題會", "「soon」不是日期。日期不寫年份。", "請寫成如 07-25")]
    public async Task An_error_is_told_with_place_name_reason_and_remedy_in_the_language_asked_for(
        string language, string title, string reason, string remedy)
    {
        var file = Write("bad.json", WithoutDate());

        var verb = await Verb.Run("check", file, "--lang", language);

        Assert.Equal(ExitCode.Findings, verb.Code);
        Assert.Equal([$"{file}: 1 errors, 0 warnings", $"error PE501 {Place} [gap-meeting {title}]", reason], verb.Lines.Take(3));
        Assert.StartsWith($"→ {remedy}", verb.Lines[3], StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_bad_file_among_good_ones_makes_the_exit_code()
    {
        var verb = await Verb.Run("check", Good, Write("bad.json", WithoutDate()), Good);

        Assert.Equal(ExitCode.Findings, verb.Code);
        Assert.Equal(3, verb.Lines.Count(l => l.EndsWith("warnings", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Programs_get_one_document()
    {
        var verb = await Verb.Run("check", Write("bad.json", "{"), "--json");

        var file = JsonNode.Parse(verb.Output)![0]!;
        Assert.Equal(ExitCode.Findings, verb.Code);
        Assert.False((bool)file["publishable"]!);
        Assert.Equal(("PE101", "error"), ((string)file["findings"]![0]!["code"]!, (string)file["findings"]![0]!["severity"]!));
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_a_mistake_of_the_command_line()
    {
        var verb = await Verb.Run("check", PathOf("nowhere.json"));

        Assert.Equal(ExitCode.Usage, verb.Code);
        Assert.Contains("nowhere.json", verb.Error, StringComparison.Ordinal);
    }

    private static string WithoutDate()
    {
        var template = JsonNode.Parse(File.ReadAllText(Good))!;
        var meeting = template["root"]!["activities"]![2]!["body"]!["activities"]![2]!;
        Assert.Equal("gap-meeting", (string)meeting["key"]!);
        meeting["due"] = "soon";
        return template.ToJsonString();
    }
}
