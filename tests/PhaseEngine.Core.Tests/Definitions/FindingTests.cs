using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PhaseEngine.Core.Definitions;

namespace PhaseEngine.Core.Tests.Definitions;

public sealed partial class FindingTests
{
    public static TheoryData<string, string> Cases => [.. FindingCases.All.Select(c => (c.Code, c.Case))];

    [Fact]
    public void The_good_template_has_no_finding() => Assert.Empty(Samples.Compile(GoodTemplate.Json()).Findings);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Finds_exactly(string code, string what)
    {
        var template = Spoilt(code, what);

        var compilation = Samples.Compile(template);

        var severity = FindingCodes.All[code];
        Assert.Equal([code], compilation.Findings.Where(f => f.Severity == severity).Select(f => f.Code).Distinct());
        Assert.Equal(severity == Severity.Error, compilation.Plan is null);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Points_at_something_that_is_there_or_missing_and_says_what_its_words_need(string code, string what)
    {
        var template = Spoilt(code, what);

        var findings = Samples.Compile(template).Findings.Where(f => f.Code == code);

        Assert.All(findings, f =>
        {
            Assert.True(f.Pointer.Length == 0 || Exists(template, f.Pointer[..f.Pointer.LastIndexOf('/')]), f.Pointer);
            var words = Texts()[f.TextKey];
            var needed = Placeholder().Matches(words.GetRawText()).Select(m => m.Groups[1].Value).Distinct();
            Assert.All(needed, name => Assert.NotNull(f.Facts.GetValueOrDefault(name)));
        });
    }

    [Fact]
    public void Every_code_has_a_case()
    {
        // These need a kind of their own, and a base to extend.
        var elsewhere = new[] { "PE409", "PE603" };

        Assert.Equal(FindingCodes.All.Keys.Order(), FindingCases.All.Select(c => c.Code).Concat(elsewhere).Distinct().Order());
    }

    [Fact]
    public void Every_code_has_words_in_all_languages()
    {
        var texts = Texts();

        Assert.Equal(FindingCodes.All.Keys.Concat(FindingCodes.WithReason).Order(), texts.Keys.Order());
        Assert.All(texts, text =>
        {
            foreach (var part in (string[])["reason", "remedy"])
            foreach (var language in (string[])["zh-CN", "zh-TW", "en"])
                Assert.False(string.IsNullOrWhiteSpace(text.Value.GetProperty(part).GetProperty(language).GetString()), text.Key);
        });
    }

    [Fact]
    public void Names_the_activity_concerned()
    {
        var template = Spoilt("PE304", "an unknown role");

        var finding = Assert.Single(Samples.Compile(template).Findings);

        Assert.Equal(("plan", "plan", "计划", "Plan"), (finding.ActivityId, finding.Key, finding.Title?.ZhCn, finding.Title?.En));
        Assert.Equal("emperor", finding.Facts["value"]);
    }

    [Fact]
    public void Reports_all_findings_at_once()
    {
        var template = GoodTemplate.Json();
        template.Set("plan", "due", "\"someday\"");
        template.Set("gate", "conditions", """{"metric":"nothing.at-all","op":">=","value":1}""");
        template.Disconnect("long", "long-start", "essay");

        var codes = Samples.Compile(template).Findings.Select(f => f.Code);

        Assert.Equal(["PE204", "PE402", "PE501"], codes.Order());
    }

    private static JsonObject Spoilt(string code, string what)
    {
        var template = GoodTemplate.Json();
        FindingCases.All.First(c => c.Code == code && c.Case == what).Spoil(template);
        return template;
    }

    private static bool Exists(JsonNode? node, string pointer) => pointer.Split('/', StringSplitOptions.RemoveEmptyEntries).Aggregate(node, (at, step) => at switch
    {
        JsonArray list => list[int.Parse(step, System.Globalization.CultureInfo.InvariantCulture)],
        JsonObject json => json[step],
        _ => null,
    }) is not null;

    private static Dictionary<string, JsonElement> Texts() =>
        JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(Samples.Bytes("findings.json"))!;

    [GeneratedRegex(@"\{([a-z]+)\}")]
    private static partial Regex Placeholder();
}
