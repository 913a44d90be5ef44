using System.Text.Json.Nodes;
using PhaseEngine.Core.Definitions;
using PhaseEngine.Core.Engine;
using PhaseEngine.Core.Organisations;

namespace PhaseEngine.Core.Tests.Engine;

/// <summary>Templates in a few words, written as definitions and compiled by the product's own compiler.</summary>
internal static class Given
{
    /// <summary>One row of approvals by the superior: the usual gate.</summary>
    public const string Approved = """[{"role":"supervisor","act":"approve"}]""";

    /// <summary>The instructor looks at it, then the superior decides.</summary>
    public const string TwoRows = """[{"role":"instructor","act":"review"},{"role":"supervisor","act":"approve"}]""";

    public static readonly UnitFacts Unit = UnitOf(members: 10);

    public static UnitFacts UnitOf(int members, string type = "branch", bool pilot = false, string category = "inPost") =>
        new(type, "branch", "enterprise", pilot, members == 0 ? [] : [new RosterGroup(new MemberFacts(category), members)]);

    /// <summary>A template of one phase, <c>phase</c>, of forty days.</summary>
    public static Plan Phase(Action<Flow> body) => Template(root => root.Phase("phase", body, """{"length":"40d"}"""));

    /// <summary>That phase with essays of nearly everybody, and a gate behind them.</summary>
    public static Plan OneGate(string? approvals = Approved, string properties = "{}") => Phase(phase => phase
        .Essay("essay").Gate("gate", Is("essay.coverage", ">=", 95), approvals, properties).Path("start > gate.Passed > end"));

    public static Plan Template(Action<Flow> root)
    {
        var compilation = TemplateCompiler.Compile(TemplateDocument.Read(Definition(root)).Document!);
        return compilation.Plan ?? throw new InvalidOperationException(string.Join("; ", compilation.Errors));
    }

    public static JsonObject Definition(Action<Flow> root)
    {
        var flow = new Flow("r");
        root(flow);
        return new JsonObject
        {
            ["definitionId"] = "test",
            ["name"] = "测试",
            ["version"] = 1,
            ["customProperties"] = new JsonObject { ["phaseEngine"] = new JsonObject { ["format"] = 1 } },
            ["root"] = flow.ToJson(),
        };
    }

    public static string Is(string metric, string op, object value) =>
        $$"""{"metric":"{{metric}}","op":"{{op}}","value":{{System.Text.Json.JsonSerializer.Serialize(value)}}}""";

    public static string All(params string[] parts) => $$"""{"all":[{{string.Join(',', parts)}}]}""";

    public static string Any(params string[] parts) => $$"""{"any":[{{string.Join(',', parts)}}]}""";

    public static string Not(string part) => $$"""{"not":{{part}}}""";
}

/// <summary>
/// A flow in the making. <c>Start</c> and <c>End</c> are there once a path names them; what no path leads to hangs on the start.
/// </summary>
internal sealed class Flow(string prefix)
{
    private readonly JsonArray activities = [];
    private readonly List<(string Source, string Port, string Target)> connections = [];

    public Flow Phase(string key, Action<Flow> body, string properties = "{}")
    {
        var flow = new Flow(key);
        body(flow);
        var phase = Activity("Phase", key, properties);
        phase["body"] = flow.ToJson();
        return this;
    }

    public Flow Document(string key, string properties = "{}") => Requirement("Document", key, properties);

    public Flow Essay(string key, string properties = "{}")
    {
        Activity("MemberTask", key, properties)["task"] = "essay";
        return this;
    }

    public Flow Meetings(string key, string properties = "{}") => Requirement("ReviewMeetings", key, properties);

    public Flow Requirement(string kind, string key, string properties = "{}")
    {
        Activity(kind, key, properties);
        return this;
    }

    public Flow Gate(string key, string? conditions = null, string? approvals = Given.Approved, string properties = "{}")
    {
        var gate = Activity("Gate", key, properties);
        if (conditions is not null) gate["conditions"] = JsonNode.Parse(conditions);
        if (approvals is not null) gate["approvals"] = JsonNode.Parse(approvals);
        return this;
    }

    public Flow Choice(string key, string condition)
    {
        Activity("Choice", key, "{}")["condition"] = JsonNode.Parse(condition);
        return this;
    }

    /// <summary><c>start > essay > gate.Passed > end</c>: activities in a row; the port is <c>Done</c> where none is named.</summary>
    public Flow Path(string path)
    {
        var steps = path.Split('>', StringSplitOptions.TrimEntries);
        foreach (var (from, to) in steps.Zip(steps.Skip(1)))
        {
            var port = from.Split('.');
            connections.Add((port[0], port is [_, var named] ? named : "Done", to.Split('.')[0]));
        }

        return this;
    }

    public JsonObject ToJson()
    {
        foreach (var key in Keys().Where(key => connections.TrueForAll(c => c.Target != key)).ToList()) connections.Add(("start", "Done", key));
        AddPlain("start", "Elsa.Start");
        if (connections.Exists(c => c.Target == "end")) AddPlain("end", "Elsa.End");
        return new JsonObject
        {
            ["id"] = $"{prefix}-flow",
            ["type"] = "Elsa.Flowchart",
            ["version"] = 1,
            ["activities"] = activities,
            ["connections"] = new JsonArray([.. connections.Select(Connection)]),
        };
    }

    private IEnumerable<string> Keys() => activities.Select(activity => (string)activity!["id"]!);

    private void AddPlain(string name, string type) =>
        activities.Add(new JsonObject { ["id"] = $"{prefix}-{name}", ["type"] = type, ["version"] = 1 });

    private JsonObject Activity(string type, string key, string properties)
    {
        var activity = JsonNode.Parse(properties)!.AsObject();
        activity["id"] = key;
        activity["type"] = $"PhaseEngine.{type}";
        activity["version"] = 1;
        activity["key"] = key;
        activity["title"] = new JsonObject { ["zh-CN"] = $"项 {key}", ["en"] = $"Item {key}" };
        activities.Add(activity);
        return activity;
    }

    private JsonNode Connection((string Source, string Port, string Target) connection) => new JsonObject
    {
        ["source"] = new JsonObject { ["activity"] = IdOf(connection.Source), ["port"] = connection.Port },
        ["target"] = new JsonObject { ["activity"] = IdOf(connection.Target), ["port"] = "In" },
        ["vertices"] = new JsonArray(),
    };

    private string IdOf(string name) => name is "start" or "end" ? $"{prefix}-{name}" : name;
}
