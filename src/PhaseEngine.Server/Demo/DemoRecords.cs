using System.Text.Json.Nodes;
using PhaseEngine.Core.Engine;
using PhaseEngine.Core.Organisations;

namespace PhaseEngine.Server.Demo;

/// <summary>A record as somebody of the demo makes it.</summary>
internal sealed record DemoRecord(string By, string Form, JsonObject Document);

/// <summary>What the demo's people write down, kind by kind. Null: nothing more to record for now.</summary>
internal static class DemoRecords
{
    private static readonly string[] Problems =
    [
        "部分党员参加组织生活不够经常", "学习记录不够规范", "联系职工群众不够主动", "党员活动室设施陈旧", "流动党员联系不畅", "为民服务事项公开不及时",
    ];

    public static DemoRecord? Next(DemoUnit unit, PlanRequirement requirement, RunState run, DateOnly day)
    {
        var rules = requirement.For(run.Unit);
        var round = run.Activities[requirement.Index].Round;
        var made = unit.Records.GetValueOrDefault((requirement.Key!, round));
        return requirement.Kind.Name switch
        {
            "Document" => made == 0 ? Version(requirement, day) : null,
            "Meeting" => made == 0 ? Meeting(unit, rules, requirement.Title.ZhCn, day) : null,
            "ReviewMeetings" => made == 0 ? Meeting(unit, rules, "学习情况检查", day, informed: true) : null,
            "Study" => Study(unit, requirement, rules, run, day, made),
            "MemberTask" => Task(unit, requirement, rules, run, day, made),
            "Opinion" => made == 0 ? Opinion(day) : null,
            "Register" => Register(unit, day, made),
            var other => throw new InvalidOperationException($"The demo knows no records of {other}."),
        };
    }

    private static DemoRecord Version(PlanRequirement requirement, DateOnly day) => new("owner", "version", new JsonObject
    {
        ["on"] = Day(day), ["title"] = requirement.Title.ZhCn, ["text"] = $"{requirement.Title.ZhCn}已经支部委员会讨论，按要求报送。",
    });

    private static DemoRecord Meeting(DemoUnit unit, RequirementRules rules, string title, DateOnly day, bool informed = false)
    {
        var document = new JsonObject
        {
            ["on"] = Day(day), ["ledBy"] = (string?)rules.Settings["ledBy"] ?? "secretary", ["topics"] = title,
            ["minutes"] = $"{title}按期召开。会议通报了情况，听取了意见，明确了下一步安排。",
            ["absent"] = Some(unit, unit.Members, 12),
            ["actions"] = new JsonArray(new JsonObject { ["what"] = "落实会议议定事项", ["who"] = "支部委员会", ["due"] = Day(day.AddDays(10)) }),
        };
        if (informed) document["informed"] = true;
        return new DemoRecord("owner", "meeting", document);
    }

    private static DemoRecord? Study(DemoUnit unit, PlanRequirement requirement, RequirementRules rules, RunState run, DateOnly day, int made)
    {
        var asked = Asked(unit, rules, run, day);
        var absent = unit.Absent.TryGetValue(requirement.Key!, out var known) ? known : unit.Absent[requirement.Key!] = [];
        if (made < 3)
        {
            var missing = asked.Where(_ => unit.Random.Next(100) < 12).Select(m => m.Id).ToList();
            absent.AddRange(missing);
            return new DemoRecord("owner", "session", new JsonObject
            {
                ["on"] = Day(day), ["form"] = made == 1 ? "lecture" : "group", ["minutes"] = 90, ["absent"] = Ids(missing),
            });
        }

        if (absent.Count == 0) return null;
        var settled = absent.Distinct().ToList();
        foreach (var member in settled) absent.Remove(member);
        return new DemoRecord("owner", "absence", new JsonObject { ["on"] = Day(day), ["members"] = Ids(settled), ["settledBy"] = "makeUp", ["minutes"] = 90 });
    }

    private static DemoRecord? Task(DemoUnit unit, PlanRequirement requirement, RequirementRules rules, RunState run, DateOnly day, int made)
    {
        // First most of them, then the rest.
        var asked = Asked(unit, rules, run, day);
        var part = made switch { 0 => asked.Take((asked.Count * 4 / 5) + 1), 1 => asked.Skip((asked.Count * 4 / 5) + 1), _ => [] };
        var members = part.Select(m => m.Id).ToList();
        if (members.Count == 0) return null;
        if ((string?)rules.Settings["task"] != "exam")
            return new DemoRecord("owner", "done", new JsonObject { ["on"] = Day(day), ["members"] = Ids(members), ["title"] = requirement.Title.ZhCn });

        var results = members.Select(m => (JsonNode)new JsonObject { ["member"] = m.ToString(), ["score"] = unit.Random.Next(72, 100) });
        return new DemoRecord("owner", "scores", new JsonObject { ["on"] = Day(day), ["title"] = requirement.Title.ZhCn, ["results"] = new JsonArray([.. results]) });
    }

    private static DemoRecord Opinion(DateOnly day) => new("massEvaluator", "opinion", new JsonObject
    {
        ["on"] = Day(day), ["favourable"] = true, ["text"] = "学习认真，联系群众有改进，群众基本满意。", ["signedBy"] = "群众评估组",
    });

    private static DemoRecord? Register(DemoUnit unit, DateOnly day, int made)
    {
        if (made < 3)
        {
            return new DemoRecord("owner", "item", new JsonObject
            {
                ["on"] = Day(day), ["problem"] = Problems[unit.Random.Next(Problems.Length)], ["source"] = "masses",
                ["priority"] = made == 0 ? "main" : "minor", ["class"] = "concentrate", ["atOnce"] = true, ["measures"] = "明确专人，限期改进。",
                ["responsible"] = "支部委员会", ["due"] = Day(day.AddDays(18)),
            });
        }

        if (unit.Problems.FirstOrDefault(p => p.State == "open") is { Id: var id } && id != Guid.Empty)
        {
            unit.Problems[unit.Problems.FindIndex(p => p.Id == id)] = (id, "solved");
            return new DemoRecord("owner", "result", new JsonObject
            {
                ["on"] = Day(day), ["item"] = id.ToString(), ["from"] = "open", ["to"] = "solved", ["text"] = "已整改到位，并向群众作了说明。",
            });
        }

        return made < 7 && !unit.Shown ? new DemoRecord("owner", "close", new JsonObject { ["on"] = Day(day) }) : null;
    }

    private static List<Member> Asked(DemoUnit unit, RequirementRules rules, RunState run, DateOnly day) =>
    [
        .. unit.Members.Where(m => m.CountsIn(day) == unit.Unit.Id
            && (rules.Members is null || rules.Members.Holds(run.Unit, m.FactsOn(day, unit.Unit.PilotUntil)))),
    ];

    private static JsonArray Some(DemoUnit unit, IEnumerable<Member> members, int percent) =>
        Ids(members.Where(_ => unit.Random.Next(100) < percent).Select(m => m.Id));

    private static JsonArray Ids(IEnumerable<Guid> ids) => [.. ids.Select(id => JsonValue.Create(id.ToString()))];

    private static string Day(DateOnly day) => day.ToString("O", System.Globalization.CultureInfo.InvariantCulture);
}
