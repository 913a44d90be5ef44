using System.Text.Json.Nodes;
using FsCheck.Fluent;
using PhaseEngine.Core.Definitions;
using PhaseEngine.Core.Engine;
using PhaseEngine.Core.Gates;
using PhaseEngine.Core.Tests.Calendars;

namespace PhaseEngine.Core.Tests.Definitions;

/// <summary>B.1: a lower office may add and tighten, never weaken.</summary>
public sealed class OverlayTests
{
    private const string District = "district@2";

    public static TheoryData<string, string, string> Tighter => new()
    {
        { "plan", "due", "\"start+3d\"" },
        { "essay", "due", "\"end-1w\"" },
        { "rework", "due", "\"start+30d\"" },
        { "essay", "count", "2" },
        { "survey", "minimum", "20" },
        { "survey", "respondents", """["members"]""" },
        { "meetings", "repeat", "\"7d\"" },
        { "long", "length", "\"30d\"" },
        { "long", "notBefore", "\"campaign+10d\"" },
        { "plan", "asks", """["budget"]""" },
        { "plan", "effort", "1" },
    };

    public static TheoryData<string, string, string> Weaker => new()
    {
        { "plan", "due", "\"start+6d\"" },
        { "plan", "due", "\"07-25\"" },
        { "rework", "due", "\"entry+1d\"" },
        { "survey", "minimum", "4" },
        { "meetings", "repeat", "\"month\"" },
        { "plan", "repeat", "\"month\"" },
        { "long", "length", "\"2m\"" },
        { "long", "indicative", "true" },
        { "plan", "owner", "\"leader\"" },
        { "plan", "when", """{"metric":"unit.pilot","op":"=","value":true}""" },
        { "essay", "variants", "[]" },
        { "essay", "task", "\"notes\"" },
        { "gate", "allows", """["override"]""" },
    };

    [Theory]
    [MemberData(nameof(Tighter))]
    public void Takes_what_is_stricter_and_says_who_set_it(string activity, string property, string stated)
    {
        var merge = Merge(o => o.Set(activity, property, stated));

        Assert.Empty(merge.Findings);
        var compilation = TemplateCompiler.Compile(merge.Merged!);
        Assert.Empty(compilation.Errors);
        Assert.Equal(District, compilation.Plan!.Activities[compilation.Plan.IndexOf(activity)].SetBy[property]);
    }

    [Theory]
    [MemberData(nameof(Weaker))]
    public void Refuses_what_is_weaker_or_cannot_be_told(string activity, string property, string stated)
    {
        var merge = Merge(o => o.Set(activity, property, stated));

        Assert.Null(merge.Merged);
        var finding = Assert.Single(merge.Findings);
        Assert.Equal(("PE603", activity, property), (finding.Code, finding.Key, finding.Facts["property"]));
    }

    [Fact]
    public void Conditions_of_both_must_hold()
    {
        var plan = Plan(Merge(o => o.Set("gate", "conditions", """{"metric":"essay.coverage","op":">=","value":100}""")));

        var all = (All)plan.Gate("gate")!.Conditions!;
        Assert.Equal([95m, 0m, 100m], all.Parts.Cast<Leaf>().Select(l => l.Number));
    }

    [Fact]
    public void What_a_kind_asks_by_itself_is_asked_still()
    {
        var plan = Plan(Merge(o => o.Set("rework", "met", """{"metric":"filed","op":"=","value":true}""")));

        var metrics = ((All)plan.Requirement("rework")!.Rules.Met!).Parts.Cast<Leaf>().Select(l => l.Metric);
        Assert.Equal(["submitted", "lacking", "filed"], metrics);
    }

    [Fact]
    public void Approvals_go_before_the_last()
    {
        var plan = Plan(Merge(o => o.Set("gate", "approvals", """[{"role":"supervisionGroup","act":"review"}]""")));

        Assert.Equal(["supervisionGroup", "supervisor"], plan.Gate("gate")!.Approvals.Select(a => a.Role));
    }

    [Fact]
    public void Reminders_are_added_to_the_products()
    {
        var plan = Plan(Merge(o => o.Set("plan", "reminders", """[{"at":"0d","to":["leader"]},{"at":"+5d","to":["supervisor"]}]""")));

        Assert.Equal(
            ["-3d owner", "0d owner,leader", "+1d owner", "+3d supervisor", "+5d supervisor"],
            plan.Requirement("plan")!.Rules.Reminders.Select(r => $"{r.At} {string.Join(',', r.To)}"));
    }

    [Fact]
    public void Additions_stand_in_the_bases_flows()
    {
        var plan = Plan(Merge(o =>
        {
            o.Put("long", """{"id":"visit","type":"PhaseEngine.Meeting","key":"visit","title":{"zh-CN":"走访","en":"Visit"}}""", behind: "long-start");
            o.Connect("long", "visit", "Done", "gate");
        }));

        var visit = plan.Requirement("visit")!;
        Assert.Equal("long", plan.PhaseOf(visit)!.Key);
        Assert.Equal(District, visit.SetBy[""]);
        Assert.Contains(new Incoming(visit.Index, Outcome.Done), plan.Gate("gate")!.Incoming);
        Assert.Empty(plan.Requirement("essay")!.SetBy);
    }

    [Fact]
    public void An_added_End_could_cut_a_flow_short()
    {
        var merge = Merge(o => o.Put("long", """{"id":"early","type":"Elsa.End"}""", behind: "long-start"));

        Assert.Equal("PE603", Assert.Single(merge.Findings).Code);
    }

    [Fact]
    public void The_merged_template_is_the_lower_offices_and_names_its_base()
    {
        var merged = Merge(o => o["name"] = "区里的补充").Merged!;

        Assert.Equal(("district", 2, "区里的补充"), (merged.DefinitionId, merged.Version, (string?)merged.Json["name"]));
        Assert.Null(merged.Extends);
        Assert.Equal("good@3", (string?)merged.Ours!["extended"]);
    }

    [Fact]
    public void An_overlay_can_be_extended_in_turn()
    {
        var district = Merge(o => o.Set("plan", "due", "\"start+4d\"")).Merged!;
        var street = Empty("street", 1, "district@2");
        street.Put("root", """{"id":"l","type":"PhaseEngine.Phase","key":"long","body":{"id":"lf","type":"Elsa.Flowchart","activities":[{"id":"e","type":"PhaseEngine.MemberTask","key":"essay","count":3}],"connections":[]}}""");

        var plan = Plan(Overlay.Merge(district, Samples.Document(street)));

        Assert.Equal("district@2", plan.Requirement("plan")!.SetBy["due"]);
        Assert.Equal("street@1", plan.Requirement("essay")!.SetBy["count"]);
    }

    [Fact]
    public void An_overlay_alone_is_no_template()
    {
        var finding = TemplateCompiler.Compile(Samples.Document(Overlaid())).Errors.First();

        Assert.Equal(("PE101/overlay", "good@3"), (finding.TextKey, finding.Facts["extends"]));
    }

    [Fact]
    public void Whatever_an_overlay_holds_it_is_merged_or_refused()
    {
        var cases = from changes in Mutation.Some from stated in Gen.Elements(true, false) select (changes, stated);

        cases.Holds(c =>
        {
            var json = c.stated ? GoodTemplate.Json() : Overlaid();
            Mutation.Apply(json, c.changes);
            if (TemplateDocument.Read(json).Document is not { } overlay) return true;

            var merge = Overlay.Merge(Samples.Document(GoodTemplate.Json()), overlay);
            if (merge.Merged is { } merged) TemplateCompiler.Compile(merged);
            return merge.Merged is null == (merge.Findings.Count > 0);
        });
    }

    private static OverlayMerge Merge(Action<JsonObject> state)
    {
        var overlay = Overlaid();
        state(overlay);
        return Overlay.Merge(Samples.Document(GoodTemplate.Json()), Samples.Document(overlay));
    }

    private static Plan Plan(OverlayMerge merge)
    {
        Assert.Empty(merge.Findings);
        var compilation = TemplateCompiler.Compile(merge.Merged!);
        Assert.Empty(compilation.Errors);
        return compilation.Plan!;
    }

    /// <summary>An overlay that states nothing: the flows of the good template with the keys of what stands in them.</summary>
    private static JsonObject Overlaid()
    {
        var overlay = GoodTemplate.Json();
        overlay["definitionId"] = "district";
        overlay["version"] = 2;
        overlay["customProperties"] = JsonNode.Parse("""{"phaseEngine":{"format":1,"extends":"good@3"}}""");
        foreach (var activity in Mutation.Nodes(overlay["root"]).OfType<JsonObject>().Where(n => n.ContainsKey("key")))
        {
            foreach (var property in activity.Select(p => p.Key).Except(["id", "type", "key", "body"]).ToList()) activity.Remove(property);
        }

        return overlay;
    }

    private static JsonObject Empty(string id, int version, string extends) => (JsonObject)JsonNode.Parse(
        $$$"""
        {"definitionId":"{{{id}}}","version":{{{version}}},"customProperties":{"phaseEngine":{"format":1,"extends":"{{{extends}}}"}},
         "root":{"id":"r","type":"Elsa.Flowchart","activities":[],"connections":[]}}
        """)!;
}
