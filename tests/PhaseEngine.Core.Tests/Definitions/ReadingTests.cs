using System.Text;
using System.Text.Json.Nodes;
using PhaseEngine.Core.Definitions;

namespace PhaseEngine.Core.Tests.Definitions;

public sealed class ReadingTests
{
    public static TheoryData<string, string, string, string> Sloppy => new()
    {
        // activity, property, as the Studio saves it, as it is meant
        { "gate", "conditions", Wrapped("""{"metric":"essay.coverage","op":">=","value":95}"""), """{"metric":"essay.coverage","op":">=","value":95}""" },
        { "gate", "conditions", """{"typeName":null,"expression":{"type":"Object","value":{"metric":"essay.coverage","op":">=","value":95}}}""", """{"metric":"essay.coverage","op":">=","value":95}""" },
        { "gate", "approvals", Wrapped("""[{"role":"supervisor","act":"approve"}]"""), """[{"role":"supervisor","act":"approve"}]""" },
        { "gate", "reopens", "\"[\\\"essay\\\"]\"", """["essay"]""" },
        { "plan", "title", "\"{\\\"zh-CN\\\":\\\"计划\\\",\\\"en\\\":\\\"Plan\\\"}\"", """{"zh-CN":"计划","en":"Plan"}""" },
        { "plan", "title", "\"计划\"", "\"计划\"" },
        { "plan", "effort", "\"90\"", "90" },
        { "plan", "effort", """{"typeName":"Int32","expression":{"type":"Literal","value":"90"}}""", "90" },
        { "plan", "effort", "90.0", "90" },
        { "long", "indicative", "\"True\"", "true" },
        { "plan", "due", """{"typeName":"String","expression":{"type":"Literal","value":"start+5d"}}""", "\"start+5d\"" },
    };

    [Theory]
    [MemberData(nameof(Sloppy))]
    public void Makes_plain_what_the_Studio_wraps(string activity, string property, string saved, string meant)
    {
        var template = GoodTemplate.Json();
        template.Set(activity, property, saved);

        var document = Samples.Document(template);

        Assert.Equal(meant, Plain(document.Activities.Single(a => a.Id == activity).Json[property]));
        Assert.Empty(TemplateCompiler.Compile(document).Errors);
    }

    [Theory]
    [InlineData("due", "\"\"")]
    [InlineData("due", "null")]
    [InlineData("effort", "\" \"")]
    [InlineData("approvals", """{"typeName":null,"expression":{"type":"Literal","value":""}}""")]
    public void Takes_an_emptied_field_for_a_missing_one(string property, string saved)
    {
        var template = GoodTemplate.Json();
        template.Set("plan", property, saved);

        var document = Samples.Document(template);

        Assert.False(document.Activities.Single(a => a.Id == "plan").Json.ContainsKey(property));
    }

    [Fact]
    public void Leaves_values_of_unknown_properties_alone()
    {
        var template = GoodTemplate.Json();
        template.Set("plan", "colour", Wrapped("[1]"));

        var document = Samples.Document(template);

        Assert.Equal("Literal", (string?)document.Activities.Single(a => a.Id == "plan").Json["colour"]!["expression"]!["type"]);
    }

    [Theory]
    [InlineData("", "syntax")]
    [InlineData("{", "syntax")]
    [InlineData("{\"root\":1,\"root\":2}", "syntax")]
    [InlineData("{\"a\":\"\\ud800\"}", "syntax")]
    [InlineData("\"\\u00ff", "syntax")]
    [InlineData("null", "definition")]
    [InlineData("[]", "definition")]
    [InlineData("{}", "definition")]
    [InlineData("{\"root\":{\"type\":\"Elsa.Sequence\"}}", "definition")]
    public void Refuses_what_is_no_definition(string json, string reason)
    {
        var reading = TemplateDocument.Read(Encoding.UTF8.GetBytes(json));

        Assert.Null(reading.Document);
        var finding = Assert.Single(reading.Findings);
        Assert.Equal(("PE101", reason), (finding.Code, finding.Facts["reason"]));
    }

    [Fact]
    public void Refuses_what_is_too_deep()
    {
        var nested = new string('[', 100_000);

        Assert.Equal("depth", Refusal(Encoding.UTF8.GetBytes(nested)));
        Assert.Equal("depth", Refusal(Encoding.UTF8.GetBytes($"{new string('[', 65)}{new string(']', 65)}")));
    }

    [Fact]
    public void Refuses_what_becomes_too_deep_when_unwrapped()
    {
        var template = GoodTemplate.Json();
        var deep = $"{string.Concat(Enumerable.Repeat("{\"not\":", 62))}1{new string('}', 62)}";
        template.Activity("gate")["conditions"] = deep;

        var reading = TemplateDocument.Read(template);

        Assert.Equal("depth", Assert.Single(reading.Findings).Facts["reason"]);
    }

    [Fact]
    public void Refuses_what_is_too_large()
    {
        var template = GoodTemplate.Json();
        template["description"] = new string('x', 3 * 1024 * 1024);

        Assert.Equal("size", Refusal(Encoding.UTF8.GetBytes(template.ToJsonString())));
    }

    [Fact]
    public void Refuses_too_many_activities()
    {
        var template = GoodTemplate.Json();
        for (var i = 0; i < 2000; i++) template.Put("short", $$"""{"id":"e{{i}}"}""");

        Assert.Equal("activities", Refusal(Encoding.UTF8.GetBytes(template.ToJsonString())));
    }

    [Fact]
    public void Reads_a_file_with_a_byte_order_mark()
    {
        var bytes = Encoding.UTF8.GetPreamble().Concat(Samples.Bytes("Definitions/Examples/staged-gated.json")).ToArray();

        Assert.NotNull(TemplateDocument.Read(bytes).Document);
    }

    [Fact]
    public void Knows_what_the_document_says_about_itself()
    {
        var document = Samples.Document(Samples.Staged());

        Assert.Equal(("example-staged", 1, "两阶段教育活动（示例）"), (document.DefinitionId, document.Version, document.Title.ZhCn));
        Assert.Equal("An example.", document.Guidance!.En);
        Assert.Null(document.Extends);
    }

    private static string? Refusal(byte[] bytes) => TemplateDocument.Read(bytes).Findings.Single().Facts["reason"] as string;

    private static string Wrapped(string json) =>
        new JsonObject { ["typeName"] = null, ["expression"] = new JsonObject { ["type"] = "Literal", ["value"] = json } }.ToJsonString();

    private static string Plain(JsonNode? node) => JsonNode.Parse(node!.ToJsonString())!.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
