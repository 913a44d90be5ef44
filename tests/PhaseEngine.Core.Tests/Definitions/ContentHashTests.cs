using System.Text.Json.Nodes;

namespace PhaseEngine.Core.Tests.Definitions;

public sealed class ContentHashTests
{
    public static readonly IReadOnlyList<(string What, Action<JsonObject> Change)> Meaningful =
    [
        ("a title", t => t.Activity("plan")["title"]!["zh-CN"] = "方案"),
        ("a translation", t => t.Activity("plan")["title"]!["en"] = "Scheme"),
        ("a date", t => t.Activity("plan")["due"] = "start+6d"),
        ("a condition", t => t.Activity("gate")["conditions"]!["all"]![0]!["value"] = 96),
        ("the order of conditions", t => t.Set("gate", "conditions",
            """{"all":[{"metric":"plan.status","op":"=","value":"done"},{"metric":"essay.coverage","op":">=","value":95}]}""")),
        ("a connection", t => t.Disconnect("long", "long-start", "gate")),
        ("a port", t => t.Flow("root")["connections"]![1]!["source"]!["port"] = "No"),
        ("an activity", t => t.Put("short", """{"id":"new","type":"Elsa.End"}""")),
        ("something unknown", t => t.Activity("plan")["colour"] = "red"),
        ("a custom property", t => t.Set("plan", "customProperties", """{"ours":1}""")),
        ("the name", t => t["name"] = "另一个"),
    ];

    public static readonly IReadOnlyList<(string What, Action<JsonObject> Change)> Meaningless =
    [
        ("the version", t => t["version"] = 9),
        ("the store's fields", t => { t["isPublished"] = true; t["createdAt"] = "2026-01-01"; t["toolVersion"] = "3.8.2.0"; t["links"] = new JsonArray(1); t["id"] = "x"; }),
        ("positions", t => t.Set("plan", "metadata", """{"designer":{"position":{"x":5,"y":6}}}""")),
        ("node ids", t => t.Activity("plan")["nodeId"] = "Workflow1:x"),
        ("vertices", t => t.Flow("root")["connections"]![0]!["vertices"] = new JsonArray(new JsonObject())),
        ("the order of activities", t => Reverse(t.Flow("long")["activities"]!.AsArray())),
        ("the order of connections", t => Reverse(t.Flow("long")["connections"]!.AsArray())),
        ("the order of properties", t => { var due = t.Activity("plan")["due"]!.DeepClone(); t.Activity("plan").Remove("due"); t.Activity("plan").Insert(0, "due", due); }),
        ("a null", t => t.Activity("plan")["owner"] = null),
        ("a default port left out", t => ((JsonObject)t.Flow("root")["connections"]![0]!["source"]!).Remove("port")),
        ("a number written otherwise", t => t.Activity("gate")["conditions"]!["all"]![0]!["value"] = JsonNode.Parse("95.00")),
        ("the Studio's switches, off", t => t.Set("plan", "customProperties", """{"canStartWorkflow":false,"runAsynchronously":false}""")),
        ("an empty list left out", t => t.Remove("variables")),
    ];

    public static TheoryData<string> MeaningfulNames => [.. Meaningful.Select(c => c.What)];

    public static TheoryData<string> MeaninglessNames => [.. Meaningless.Select(c => c.What)];

    [Theory]
    [MemberData(nameof(MeaningfulNames))]
    public void Changes_with(string what) => Assert.NotEqual(Hash(_ => { }), Hash(Meaningful.First(c => c.What == what).Change));

    [Theory]
    [MemberData(nameof(MeaninglessNames))]
    public void Does_not_change_with(string what) => Assert.Equal(Hash(_ => { }), Hash(Meaningless.First(c => c.What == what).Change));

    [Fact]
    public void Is_the_same_before_and_after_writing()
    {
        var document = Samples.Document(GoodTemplate.Json());

        Assert.Equal(document.ContentHash, Samples.Document(document.ToJson()).ContentHash);
        Assert.Matches("^[0-9a-f]{64}$", document.ContentHash);
    }

    private static string Hash(Action<JsonObject> change)
    {
        var template = GoodTemplate.Json();
        change(template);
        return Samples.Document(template).ContentHash;
    }

    private static void Reverse(JsonArray list)
    {
        var items = list.Reverse().ToList();
        list.Clear();
        foreach (var item in items) list.Add(item);
    }
}
