using System.Text.Json.Nodes;

namespace PhaseEngine.Core.Tests.Definitions;

public sealed class WritingTests
{
    [Theory]
    [MemberData(nameof(Samples.Names), MemberType = typeof(Samples))]
    public void Writes_a_good_definition_as_it_was(string name)
    {
        var json = Samples.Json(name);

        var written = Samples.Document(json).ToJson();

        Assert.True(JsonNode.DeepEquals(json, written), Difference.Between(json, written));
    }

    [Fact]
    public void Assigns_node_ids_names_versions_and_display_texts()
    {
        var written = Samples.Document(GoodTemplate.Json()).ToJson();

        Assert.Equal("Workflow1:root:long:long-flow:plan", (string?)written.Activity("plan")["nodeId"]);
        Assert.Equal("Workflow1:root:long:long-flow", (string?)written.Flow("long")["nodeId"]);
        Assert.Equal("plan", (string?)written.Activity("plan")["name"]);
        Assert.Equal("计划", (string?)written.Activity("plan")["metadata"]!["displayText"]);
        Assert.Equal("3 项要求 · 关口：转段", (string?)written.Flow("long")["metadata"]!["displayText"]);
        Assert.Equal("1 项要求", (string?)written.Flow("short")["metadata"]!["displayText"]);
    }

    [Fact]
    public void Writes_what_may_be_left_out()
    {
        var template = GoodTemplate.Json();
        template.Remove("variables");
        template.Activity("plan").Remove("version");
        ((JsonObject)template.Flow("root")["connections"]![0]!["source"]!).Remove("port");

        var written = Samples.Document(template).ToJson();

        Assert.Empty(written["variables"]!.AsArray());
        Assert.Equal(1, (int)written.Activity("plan")["version"]!);
        Assert.Equal("Done", (string?)written.Flow("root")["connections"]![0]!["source"]!["port"]);
    }

    [Fact]
    public void Writes_Chinese_as_Chinese() =>
        Assert.Contains("两阶段教育活动", System.Text.Encoding.UTF8.GetString(Samples.Document(Samples.Staged()).Write()), StringComparison.Ordinal);

    [Fact]
    public void The_Studio_gets_texts_as_plain_Chinese()
    {
        var studio = Samples.Document(Samples.Staged()).ForStudio();

        Assert.Equal("学习计划", (string?)studio.Activity("plan")["title"]);
        Assert.Equal(["规定读本", "党章"], studio.Activity("study")["readings"]!.AsArray().Select(t => (string?)t));
        Assert.IsType<JsonObject>(studio["customProperties"]!["phaseEngine"]!["title"]);
    }

    [Fact]
    public void A_save_without_changes_gives_the_stored_definition_back()
    {
        var stored = Samples.Document(Samples.Staged());

        var saved = Samples.Document(stored.ForStudio()).LaidOver(stored, type => type);

        Assert.Equal(stored.ContentHash, saved.ContentHash);
        Assert.True(JsonNode.DeepEquals(stored.ToJson(), saved.ToJson()));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("null")]
    [InlineData("\"x\"")]
    public void A_save_without_changes_makes_no_body_for_a_phase_that_has_none(string? body)
    {
        var json = Samples.Json("Library/consolidation-review.json");
        var phase = (JsonObject)json["root"]!["activities"]![1]!;
        phase.Remove("body");
        if (body is not null) phase["body"] = JsonNode.Parse(body);
        var stored = Samples.Document(json);

        var saved = Samples.Document(stored.ForStudio()).LaidOver(stored, type => type);

        Assert.Equal("PhaseEngine.Phase", (string?)phase["type"]);
        Assert.True(JsonNode.DeepEquals(stored.Json, saved.Json), Difference.Between(stored.Json, saved.Json));
    }

    [Fact]
    public void A_text_changed_in_the_Studio_changes_its_Chinese_only()
    {
        var stored = Samples.Document(Samples.Staged());
        var studio = stored.ForStudio();
        studio.Activity("plan")["title"] = "学习安排";
        studio.Activity("study")["readings"]![1] = "党章全文";

        var saved = Samples.Document(studio).LaidOver(stored, type => type).ToJson();

        Assert.Equal("""{"zh-CN":"学习安排","en":"Study plan"}""", Plain(saved.Activity("plan")["title"]));
        Assert.Equal("""{"zh-CN":"党章全文","en":"The charter"}""", Plain(saved.Activity("study")["readings"]![1]));
        Assert.Equal("学习安排", (string?)saved.Activity("plan")["metadata"]!["displayText"]);
    }

    [Fact]
    public void A_list_made_longer_in_the_Studio_keeps_the_languages_of_what_stayed()
    {
        var stored = Samples.Document(Samples.Staged());
        var studio = stored.ForStudio();
        studio.Activity("study")["readings"]!.AsArray().Insert(0, "序言");

        var saved = Samples.Document(studio).LaidOver(stored, type => type).ToJson();

        Assert.Equal("""["序言",{"zh-CN":"规定读本","en":"The set text"},{"zh-CN":"党章","en":"The charter"}]""", Plain(saved.Activity("study")["readings"]));
    }

    [Fact]
    public void What_is_stored_without_a_title_or_a_body_as_overlays_are_gets_none_in_the_Studio()
    {
        var stored = Samples.Document(JsonNode.Parse(
            """
            {"definitionId":"overlay","name":"补充","customProperties":{"phaseEngine":{"format":1,"extends":"base@1"}},
             "root":{"id":"root","type":"Elsa.Flowchart","version":1,"connections":[],"activities":[
              {"id":"first","type":"PhaseEngine.Phase","version":1,"key":"first","length":"30d"},
              {"id":"unkeyed","type":"PhaseEngine.Gate","version":1}]}}
            """)!.AsObject());

        var saved = Samples.Document(stored.ForStudio()).LaidOver(stored, type => type);

        Assert.True(JsonNode.DeepEquals(stored.ToJson(), saved.ToJson()));
    }

    private static string Plain(JsonNode? node) => node!.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
