using System.Text.Json.Nodes;

namespace PhaseEngine.Core.Tests.Definitions;

/// <summary>For each code of template-format §8, ways to spoil the good template so that exactly this is found.</summary>
internal static class FindingCases
{
    public static readonly IReadOnlyList<(string Code, string Case, Action<JsonObject> Spoil)> All =
    [
        ("PE101", "an activity that is none", t => ((JsonArray)t.Flow("long")["activities"]!).Add("none")),
        ("PE101", "connections that are no list", t => t.Put("root",
            """{"id":"odd","type":"PhaseEngine.Phase","key":"odd","title":{"zh-CN":"怪","en":"Odd"},"body":{"id":"odd-flow","type":"Elsa.Flowchart","activities":[{"id":"odd-start","type":"Elsa.Start"}],"connections":"none"}}""",
            behind: "closing")),
        ("PE102", "no format", t => ((JsonObject)t["customProperties"]!["phaseEngine"]!).Remove("format")),
        ("PE102", "a newer format", t => t["customProperties"]!["phaseEngine"]!["format"] = 2),
        ("PE103", "a variable", t => t["variables"] = new JsonArray(new JsonObject { ["name"] = "x" })),
        ("PE104", "an activity in the background", t => t.Set("plan", "customProperties", """{"runAsynchronously":true}""")),
        ("PE104", "a merge mode", t => t.Set("gate", "customProperties", """{"mergeMode":"Race"}""")),
        ("PE104", "a workflow used as activity", t => t["options"]!["usableAsActivity"] = true),
        ("PE105", "an id twice", t => t.Flow("short")["id"] = "long-flow"),
        ("PE105", "no id", t => t.Flow("short").Remove("id")),
        ("PE105", "an id nobody could read out", t => t.Put("short", $$"""{"id":"{{new string('x', 101)}}","type":"Elsa.End","version":1}""", behind: "gaps")),
        ("PE106", "a reserved name deep inside", t => t.Set("plan", "metadata", """{"x":[{"_type":"y"}]}""")),
        ("PE201", "FlowJoin", t => t.Activity("gaps")["type"] = "Elsa.FlowJoin"),
        ("PE201", "an unknown type", t => t.Activity("gaps")["type"] = "PhaseEngine.Nothing"),
        ("PE202", "a newer version", t => t.Activity("plan")["version"] = 2),
        ("PE203", "two starts", t => t.Put("short", """{"id":"second","type":"Elsa.Start","version":1}""")),
        ("PE203", "no start", t =>
        {
            ((JsonArray)t.Flow("short")["activities"]!).RemoveAt(0);
            t.Disconnect("short", "short-start", "gaps");
        }),
        ("PE203", "a way into the start", t => t.Connect("long", "essay", "Done", "long-start")),
        ("PE204", "a requirement nothing leads to", t => t.Disconnect("long", "long-start", "essay")),
        ("PE205", "a requirement in the root flow", t => t.Put("root",
            """{"id":"loose","type":"PhaseEngine.Document","version":1,"key":"loose","title":{"zh-CN":"散","en":"Loose"}}""",
            behind: "start")),
        ("PE205", "a phase in a phase", t => t.Put("short",
            """{"id":"inner","type":"PhaseEngine.Phase","version":1,"key":"inner","title":{"zh-CN":"内","en":"Inner"},"body":{"id":"f","type":"Elsa.Flowchart"}}""",
            behind: "short-start")),
        ("PE206", "a phase without a body", t => t.Put("root",
            """{"id":"empty","type":"PhaseEngine.Phase","version":1,"key":"empty","title":{"zh-CN":"空","en":"Empty"}}""",
            behind: "closing")),
        ("PE207", "a connection to nothing", t => t.Connect("root", "closing", "Done", "nothing")),
        ("PE207", "a connection into another flow", t => t.Connect("root", "closing", "Done", "plan")),
        ("PE207", "an unknown outcome", t => t.Put("short", """{"id":"short-end","type":"Elsa.End"}""", behind: "gaps", port: "Passed")),
        ("PE207", "a connection twice", t => t.Connect("root", "start", "Done", "pilot")),
        ("PE207", "a connection without an end", t => ((JsonArray)t.Flow("root")["connections"]!).Add(new JsonObject { ["source"] = "start" })),
        ("PE208", "returned to somewhere else", t =>
        {
            t.Disconnect("long", "rework", "gate");
            t.Connect("long", "rework", "Done", "long-end");
        }),
        ("PE208", "a circle", t =>
        {
            t.Disconnect("long", "long-start", "plan");
            t.Connect("long", "essay", "Done", "plan");
            t.Connect("long", "plan", "Done", "essay");
        }),
        ("PE209", "the same end behind the gate and past it", t => t.Connect("long", "essay", "Done", "long-end")),
        ("PE210", "an end and something else", t => t.Put("closing",
            """{"id":"after","type":"PhaseEngine.Document","version":1,"key":"after","title":{"zh-CN":"后","en":"After"}}""",
            behind: "accept", port: "Passed")),
        ("PE211", "something behind an end", t => t.Put("closing",
            """{"id":"after","type":"PhaseEngine.Document","version":1,"key":"after","title":{"zh-CN":"后","en":"After"}}""",
            behind: "closing-end")),
        ("PE212", "something behind a standing requirement", t => t.Connect("closing", "meetings", "Done", "closing-end")),
        ("PE213", "nothing that closes a standing requirement", t => t.Set("gaps", "repeat", "\"month\"")),
        ("PE214", "a phase that asks nothing", t => t.Put("root",
            """{"id":"idle","type":"PhaseEngine.Phase","version":1,"key":"idle","title":{"zh-CN":"空","en":"Idle"},"body":{"id":"idle-flow","type":"Elsa.Flowchart","activities":[{"id":"idle-start","type":"Elsa.Start"}],"connections":[]}}""",
            behind: "closing")),
        ("PE215", "a gate with nothing behind it", t => t.Put("short",
            """{"id":"open","type":"PhaseEngine.Gate","version":1,"key":"open","title":{"zh-CN":"开","en":"Open"}}""",
            behind: "short-start")),
        ("PE216", "a choice with one way", t =>
        {
            t.Disconnect("root", "pilot", "short");
            t.Connect("root", "start", "Done", "short");
        }),
        ("PE301", "no title", t => t.Activity("plan").Remove("title")),
        ("PE301", "no task", t => t.Activity("essay").Remove("task")),
        ("PE301", "an approval without a role", t => t.Set("plan", "approvals", """[{"act":"review"}]""")),
        ("PE302", "an expression", t => t.Set("plan", "due", """{"typeName":"String","expression":{"type":"JavaScript","value":"getDue()"}}""")),
        ("PE302", "an expression for a tree", t => t.Set("gate", "conditions", """{"typeName":"Object","expression":{"type":"Liquid","value":"x"}}""")),
        ("PE303", "a word for a number", t => t.Set("plan", "effort", "\"much\"")),
        ("PE303", "a number too small", t => t.Set("survey", "minimum", "4")),
        ("PE303", "a fraction for a whole number", t => t.Set("essay", "count", "1.5")),
        ("PE303", "a list for a text", t => t.Set("plan", "guidance", "[]")),
        ("PE303", "a word for rows", t => t.Set("plan", "approvals", "\"review\"")),
        ("PE303", "a number for a date", t => t.Set("plan", "due", "5")),
        ("PE304", "an unknown role", t => t.Set("plan", "owner", "\"emperor\"")),
        ("PE304", "an unknown status", t => t.Set("gate", "conditions", """{"metric":"plan.status","op":"=","value":"finished"}""")),
        ("PE305", "a key with capitals", t => t.Activity("rework")["key"] = "Rework"),
        ("PE305", "a key twice", t => t.Activity("rework")["key"] = "gaps"),
        ("PE306", "a text in English only", t => t.Set("plan", "guidance", """{"en":"To the day"}""")),
        ("PE307", "a text in Chinese only", t => t.Set("plan", "guidance", "\"具体到天\"")),
        ("PE308", "an unknown property", t => t.Set("plan", "colour", "\"red\"")),
        ("PE309", "a review last", t => t.Set("gate", "approvals", """[{"role":"supervisor","act":"review"}]""")),
        ("PE309", "twenty-one approvals", t => t.Set("gate", "approvals", $"[{string.Join(',', Enumerable.Repeat("""{"role":"supervisor","act":"approve"}""", 21))}]")),
        ("PE309", "twenty-one approvals of a paper", t => t.Set("plan", "approvals", $"[{string.Join(',', Enumerable.Repeat("""{"role":"supervisor","act":"review"}""", 21))}]")),
        ("PE309", "a receipt at a gate", t => t.Set("gate", "approvals", """[{"role":"supervisor","act":"file"},{"role":"supervisor","act":"approve"}]""")),
        ("PE310", "a requirement of a later phase", t => t.Set("gate", "reopens", """["problems"]""")),
        ("PE310", "a gate reopened", t => t.Set("gate", "reopens", """["gate"]""")),
        ("PE311", "a variant that sets a key", t => t.Set("essay", "variants", Variant("""{"key":"other"}"""))),
        ("PE311", "a variant that makes it standing", t => t.Set("essay", "variants", Variant("""{"repeat":"month"}"""))),
        ("PE311", "a variant of members that sets a date", t =>
            t.Set("essay", "variants", """[{"when":{"metric":"member.category","op":"=","value":"ill"},"set":{"due":"end"}}]""")),
        ("PE312", "two reminders at once", t => t.Set("plan", "reminders", """[{"at":"0d","to":["owner"]},{"at":"0d","to":["leader"]}]""")),
        ("PE401", "an empty all", t => t.Set("gate", "conditions", """{"all":[]}""")),
        ("PE401", "an operator that does not exist", t => t.Set("gate", "conditions", """{"metric":"essay.coverage","op":"=>","value":95}""")),
        ("PE401", "an order of words", t => t.Set("gate", "conditions", """{"metric":"plan.status","op":">","value":"done"}""")),
        ("PE401", "two shapes at once", t => t.Set("gate", "conditions", """{"all":[],"any":[]}""")),
        ("PE401", "no value", t => t.Set("gate", "conditions", """{"metric":"essay.coverage","op":">="}""")),
        ("PE402", "an unknown key", t => t.Set("gate", "conditions", """{"metric":"nothing.coverage","op":">=","value":95}""")),
        ("PE402", "an unknown metric", t => t.Set("gate", "conditions", """{"metric":"essay.held","op":">=","value":95}""")),
        ("PE402", "an agenda from no register", t => t.Set("meetings", "agendaFrom", """["survey"]""")),
        ("PE403", "a percentage with its sign", t => t.Set("gate", "conditions", """{"metric":"essay.coverage","op":">=","value":"95%"}""")),
        ("PE403", "a date that is none", t => t.Set("gate", "conditions", """{"metric":"today","op":">=","value":"2026-07-25"}""")),
        ("PE403", "a share over all", t => t.Set("gate", "conditions", """{"metric":"essay.coverage","op":">=","value":95,"of":"all","share":120}""")),
        ("PE404", "a choice by metrics", t => t.Set("pilot", "condition", """{"metric":"plan.status","op":"=","value":"done"}""")),
        ("PE404", "a gate on members", t => t.Set("gate", "conditions", """{"metric":"member.category","op":"=","value":"ill"}""")),
        ("PE404", "met by another requirement", t => t.Set("plan", "met", """{"metric":"essay.coverage","op":">=","value":95}""")),
        ("PE404", "members of a paper", t => t.Set("gate", "conditions", """{"metric":"plan.returns","op":"=","value":0,"members":["ill"]}""")),
        ("PE405", "contradicting bounds", t => t.Set("gate", "conditions",
            """{"all":[{"metric":"essay.done","op":">","value":5},{"not":{"metric":"essay.done","op":">=","value":4}}]}""")),
        ("PE405", "more than all", t => t.Set("gate", "conditions", """{"metric":"essay.coverage","op":">","value":100}""")),
        ("PE405", "its own status", t => t.Set("gate", "conditions", """{"metric":"gate.status","op":"=","value":"passed"}""")),
        ("PE405", "its own phase done", t => t.Set("gate", "conditions", """{"metric":"long.status","op":"=","value":"done"}""")),
        ("PE405", "two words at once", t => t.Set("gate", "conditions",
            """{"all":[{"metric":"unit.sector","op":"=","value":"rural"},{"metric":"unit.sector","op":"in","value":["urban","organ"]}]}""")),
        ("PE405", "days in the wrong order", t => t.Set("gate", "conditions",
            """{"all":[{"metric":"today","op":">=","value":"start+30d"},{"metric":"today","op":"<","value":"start+1w"}]}""")),
        ("PE406", "a requirement of the next phase", t => t.Set("gate", "conditions", """{"metric":"problems.solved","op":">=","value":90}""")),
        ("PE406", "the rework", t => t.Set("gate", "conditions", """{"metric":"rework.submitted","op":"=","value":true}""")),
        ("PE406", "the other way of a choice", t => t.Set("gate", "conditions", """{"metric":"gaps.submitted","op":"=","value":true}""")),
        ("PE407", "a survey of nobody", t => t.Set("survey", "respondents", "[]")),
        ("PE408", "two gates that wait for each other", t =>
        {
            t.Put("root", """{"id":"beside","type":"PhaseEngine.Gate","version":1,"key":"beside","title":{"zh-CN":"旁","en":"Beside"},"conditions":{"metric":"closing.status","op":"=","value":"done"}}""");
            t.Connect("root", "start", "Done", "beside");
            t.Set("accept", "conditions", """{"all":[{"metric":"problems.solved","op":">=","value":90},{"metric":"beside.status","op":"=","value":"passed"}]}""");
        }),
        ("PE410", "a condition that says nothing", t => t.Set("gate", "conditions",
            """{"all":[{"metric":"essay.coverage","op":">=","value":0},{"metric":"plan.status","op":"=","value":"done"}]}""")),
        ("PE410", "a choice nobody takes", t => t.Set("pilot", "condition",
            """{"all":[{"metric":"unit.pilot","op":"=","value":true},{"metric":"unit.pilot","op":"=","value":false}]}""")),
        ("PE410", "a requirement never met", t => t.Set("essay", "met", """{"metric":"coverage","op":">","value":100}""")),
        ("PE501", "a span without a unit", t => t.Set("long", "length", "\"40\"")),
        ("PE501", "a plan of centuries", t => t.Set("closing", "length", "\"9999m\"")),
        ("PE501", "a date with a year", t => t.Set("plan", "due", "\"2026-07-25\"")),
        ("PE501", "an offset without a sign", t => t.Set("plan", "reminders", """[{"at":"3d","to":["owner"]}]""")),
        ("PE501", "a rhythm in working days", t => t.Set("meetings", "repeat", "\"5wd\"")),
        ("PE502", "the start of a phase in the root flow", t => t.Set("long", "notBefore", "\"start+3d\"")),
        ("PE502", "the end of a phase without length", t =>
        {
            t.Activity("closing").Remove("length");
            t.Set("problems", "due", "\"end\"");
        }),
        ("PE502", "a subordinate unit's entry", t => t.Set("gate", "conditions",
            """{"metric":"plan.doneOn","op":"<=","value":"entry+9d","of":"direct"}""")),
        ("PE503", "due before the start", t => t.Set("plan", "due", "\"start-1d\"")),
        ("PE503", "due after the end", t => t.Set("plan", "due", "\"start+2m\"")),
        ("PE503", "due long after the end", t => t.Set("plan", "due", "\"end+1d\"")),
        ("PE503", "due before the phase before is over", t => t.Set("problems", "due", "\"campaign+5d\"")),
        ("PE504", "a fixed day", t => t.Set("plan", "due", "\"07-25\"")),
        ("PE505", "reminders of a gate without a date", t => t.Put("root",
            """{"id":"last","type":"PhaseEngine.Gate","version":1,"key":"last","title":{"zh-CN":"末","en":"Last"},"reminders":[{"at":"0d","to":["owner"]}]}""",
            behind: "closing")),
        ("PE411", "a survey without questions", t => t.Set("survey", "questions", "[]")),
        ("PE601", "the same report twice", t => t.Set("gaps", "asks", """["plan"]""")),
        ("PE602", "too much in a week", t => t.Set("gaps", "effort", "9000")),
    ];

    private static string Variant(string set) => $$"""[{"when":{"metric":"unit.pilot","op":"=","value":true},"set":{{set}}}]""";
}
