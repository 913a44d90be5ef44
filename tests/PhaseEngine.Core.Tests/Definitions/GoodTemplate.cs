using System.Text.Json.Nodes;

namespace PhaseEngine.Core.Tests.Definitions;

/// <summary>
/// A small template without a finding, to be spoilt by tests: a choice to a short or a long phase, then a closing phase.
/// Ids are keys.
/// </summary>
internal static class GoodTemplate
{
    public static JsonObject Json() => (JsonObject)JsonNode.Parse(
        """
        {"definitionId":"good","name":"好模板","version":3,"isLatest":true,"isPublished":false,"options":{"autoUpdateConsumingWorkflows":false},
         "variables":[],"inputs":[],"outputs":[],"outcomes":[],
         "customProperties":{"phaseEngine":{"format":1,"title":{"zh-CN":"好模板","en":"Good"}}},
         "root":{"id":"root","type":"Elsa.Flowchart","version":1,
          "activities":[
           {"id":"start","type":"Elsa.Start","version":1},
           {"id":"pilot","type":"PhaseEngine.Choice","version":1,"key":"pilot","title":{"zh-CN":"试点？","en":"Pilot?"},
            "condition":{"metric":"unit.pilot","op":"=","value":true}},
           {"id":"short","type":"PhaseEngine.Phase","version":1,"key":"short","title":{"zh-CN":"短","en":"Short"},"length":"10d",
            "body":{"id":"short-flow","type":"Elsa.Flowchart","version":1,
             "activities":[
              {"id":"short-start","type":"Elsa.Start","version":1},
              {"id":"gaps","type":"PhaseEngine.Document","version":1,"key":"gaps","title":{"zh-CN":"差距","en":"Gaps"},"due":"entry+5d"}],
             "connections":[{"source":{"activity":"short-start","port":"Done"},"target":{"activity":"gaps","port":"In"}}]}},
           {"id":"long","type":"PhaseEngine.Phase","version":1,"key":"long","title":{"zh-CN":"长","en":"Long"},"length":"40d",
            "body":{"id":"long-flow","type":"Elsa.Flowchart","version":1,
             "activities":[
              {"id":"long-start","type":"Elsa.Start","version":1},
              {"id":"plan","type":"PhaseEngine.Document","version":1,"key":"plan","title":{"zh-CN":"计划","en":"Plan"},"due":"start+5d","asks":["plan"],
               "approvals":[{"role":"instructor","act":"review","within":"3wd"}]},
              {"id":"essay","type":"PhaseEngine.MemberTask","version":1,"key":"essay","title":{"zh-CN":"心得","en":"Essay"},"task":"essay","due":"end-5d",
               "variants":[{"when":{"metric":"unit.sector","op":"in","value":["rural"]},"set":{"due":"end-2d"}}]},
              {"id":"gate","type":"PhaseEngine.Gate","version":1,"key":"gate","title":{"zh-CN":"转段","en":"Move on"},
               "conditions":{"all":[{"metric":"essay.coverage","op":">=","value":95},{"metric":"plan.status","op":"=","value":"done"}]},
               "approvals":[{"role":"supervisor","act":"approve","within":"5wd"}],"reopens":["essay"]},
              {"id":"rework","type":"PhaseEngine.Document","version":1,"key":"rework","title":{"zh-CN":"补课","en":"Rework"}},
              {"id":"long-end","type":"Elsa.End","version":1}],
             "connections":[
              {"source":{"activity":"long-start","port":"Done"},"target":{"activity":"plan","port":"In"}},
              {"source":{"activity":"long-start","port":"Done"},"target":{"activity":"essay","port":"In"}},
              {"source":{"activity":"long-start","port":"Done"},"target":{"activity":"gate","port":"In"}},
              {"source":{"activity":"gate","port":"Returned"},"target":{"activity":"rework","port":"In"}},
              {"source":{"activity":"rework","port":"Done"},"target":{"activity":"gate","port":"In"}},
              {"source":{"activity":"gate","port":"Passed"},"target":{"activity":"long-end","port":"In"}}]}},
           {"id":"closing","type":"PhaseEngine.Phase","version":1,"key":"closing","title":{"zh-CN":"收尾","en":"Closing"},"length":"60d",
            "body":{"id":"closing-flow","type":"Elsa.Flowchart","version":1,
             "activities":[
              {"id":"closing-start","type":"Elsa.Start","version":1},
              {"id":"problems","type":"PhaseEngine.Register","version":1,"key":"problems","title":{"zh-CN":"台账","en":"Register"}},
              {"id":"meetings","type":"PhaseEngine.ReviewMeetings","version":1,"key":"meetings","title":{"zh-CN":"推进会","en":"Meetings"},"agendaFrom":["problems"]},
              {"id":"survey","type":"PhaseEngine.Survey","version":1,"key":"survey","title":{"zh-CN":"测评","en":"Survey"},"respondents":["masses"],
               "questions":[{"key":"work","title":{"zh-CN":"工作","en":"Work"}}],
               "met":{"metric":"satisfaction","op":">=","value":60}},
              {"id":"accept","type":"PhaseEngine.Gate","version":1,"key":"accept","title":{"zh-CN":"验收","en":"Acceptance"},
               "conditions":{"metric":"problems.solved","op":">=","value":90},"approvals":[{"role":"supervisor","act":"approve"}]},
              {"id":"closing-end","type":"Elsa.End","version":1}],
             "connections":[
              {"source":{"activity":"closing-start","port":"Done"},"target":{"activity":"problems","port":"In"}},
              {"source":{"activity":"closing-start","port":"Done"},"target":{"activity":"meetings","port":"In"}},
              {"source":{"activity":"closing-start","port":"Done"},"target":{"activity":"survey","port":"In"}},
              {"source":{"activity":"closing-start","port":"Done"},"target":{"activity":"accept","port":"In"}},
              {"source":{"activity":"accept","port":"Passed"},"target":{"activity":"closing-end","port":"In"}}]}}],
          "connections":[
           {"source":{"activity":"start","port":"Done"},"target":{"activity":"pilot","port":"In"}},
           {"source":{"activity":"pilot","port":"Yes"},"target":{"activity":"short","port":"In"}},
           {"source":{"activity":"pilot","port":"No"},"target":{"activity":"long","port":"In"}},
           {"source":{"activity":"short","port":"Done"},"target":{"activity":"closing","port":"In"}},
           {"source":{"activity":"long","port":"Done"},"target":{"activity":"closing","port":"In"}}]}}
        """)!;

    /// <summary>The activity with an id, wherever it stands.</summary>
    public static JsonObject Activity(this JsonObject template, string id) =>
        Activities((JsonObject)template["root"]!).First(a => (string?)a["id"] == id);

    public static JsonObject Flow(this JsonObject template, string id) =>
        id == "root" ? (JsonObject)template["root"]! : (JsonObject)template.Activity(id)["body"]!;

    public static void Set(this JsonObject template, string id, string property, string json) => template.Activity(id)[property] = JsonNode.Parse(json);

    /// <summary>Puts an activity into a flow, behind another one where that is named.</summary>
    public static void Put(this JsonObject template, string flow, string activity, string? behind = null, string port = "Done")
    {
        var json = JsonNode.Parse(activity)!;
        ((JsonArray)template.Flow(flow)["activities"]!).Add(json);
        if (behind is not null) template.Connect(flow, behind, port, (string)json["id"]!);
    }

    public static void Connect(this JsonObject template, string flow, string from, string port, string to) =>
        ((JsonArray)template.Flow(flow)["connections"]!).Add(JsonNode.Parse(
            $$$"""{"source":{"activity":"{{{from}}}","port":"{{{port}}}"},"target":{"activity":"{{{to}}}","port":"In"}}"""));

    public static void Disconnect(this JsonObject template, string flow, string from, string to)
    {
        var connections = (JsonArray)template.Flow(flow)["connections"]!;
        connections.Remove(connections.First(c => (string?)c!["source"]!["activity"] == from && (string?)c["target"]!["activity"] == to));
    }

    private static IEnumerable<JsonObject> Activities(JsonObject flow) => ((JsonArray)flow["activities"]!).OfType<JsonObject>()
        .SelectMany(a => a["body"] is JsonObject body ? Activities(body).Prepend(a) : [a]);
}
