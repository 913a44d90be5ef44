using PhaseEngine.Core.Calendars;
using PhaseEngine.Core.Definitions;
using PhaseEngine.Core.Engine;
using PhaseEngine.Core.Gates;
using PhaseEngine.Core.Organisations;
using PhaseEngine.Core.Requirements;

namespace PhaseEngine.Core.Tests.Definitions;

public sealed class CompilationTests
{
    private static readonly Plan Staged = Samples.Compile(Samples.Staged()).Plan!;

    [Theory]
    [MemberData(nameof(Samples.Names), MemberType = typeof(Samples))]
    public void Good_definitions_compile(string name)
    {
        var compilation = Samples.Compile(Samples.Json(name));

        Assert.Empty(compilation.Errors);
        Assert.NotNull(compilation.Plan);
    }

    [Fact]
    public void Activities_stand_by_flow_in_canvas_order()
    {
        Assert.Equal(["look-back-track", "start", "pilot", "rectify-phase", "study-phase"], Staged.Flows[0].Activities.Select(i => Staged.Activities[i].Id));
        Assert.Equal(Enumerable.Range(0, Staged.Activities.Length), Staged.Activities.Select(a => a.Index));
        Assert.Equal(Enumerable.Range(0, Staged.Activities.Length), Staged.Flows.SelectMany(f => f.Activities));
    }

    [Fact]
    public void A_flow_knows_its_phase_and_a_phase_its_flow()
    {
        var study = Staged.Phase("study-phase")!;

        Assert.Equal(study.Index, Staged.Flows[study.Body].Phase);
        Assert.Same(study, Staged.PhaseOf(Staged.Requirement("essay")!));
        Assert.Equal(new Span(40, SpanUnit.Days), study.Rules.Length);
    }

    [Fact]
    public void The_way_back_is_cut_before_its_gate()
    {
        var gate = Staged.Gate("rectify-gate")!;
        var rework = Staged.Requirement("rework")!;
        var start = Staged.Activities.Single(a => a.Id == "rectify-start");

        Assert.True(gate.ReturnedConnected);
        Assert.Equal([rework.Index], gate.ReturnedLine);
        Assert.Equal([new Incoming(start.Index, Outcome.Done)], gate.Incoming);
        Assert.Equal([new Incoming(gate.Index, Outcome.Returned)], rework.Incoming);
    }

    [Fact]
    public void What_a_template_does_not_say_has_its_default()
    {
        var rules = Staged.Requirement("rework")!.Rules;

        Assert.Equal("secretary", rules.Owner);
        Assert.Equal("end", rules.Due!.ToString());
        Assert.Equal(["-3d owner", "0d owner", "+1d owner", "+3d supervisor"], rules.Reminders.Select(r => $"{r.At} {string.Join(',', r.To)}"));
        Assert.Equal("end", Staged.Gate("rectify-gate")!.Due!.ToString());
        Assert.NotNull(rules.Met);
    }

    [Fact]
    public void A_standing_requirement_is_neither_due_nor_ever_met()
    {
        var meetings = Staged.Requirement("review-meetings")!;

        Assert.True(meetings.Standing);
        Assert.Null(meetings.Rules.Due);
        Assert.Null(meetings.Rules.Met);
        Assert.Equal(["problems"], meetings.AgendaFrom);
    }

    [Fact]
    public void A_variant_of_units_replaces_rules()
    {
        var study = Staged.Requirement("study")!;

        var rural = study.For(new UnitFacts("branch", "branch", "rural", false, []));
        var urban = study.For(new UnitFacts("branch", "branch", "urban", false, []));

        Assert.Equal((16, "end-2d"), ((int)rural.Settings["hours"]!, rural.Due!.ToString()));
        Assert.Equal((24, "end-5d"), ((int)urban.Settings["hours"]!, urban.Due!.ToString()));
    }

    [Fact]
    public void A_variant_of_members_stands_on_top_of_the_units_rules()
    {
        var unit = new UnitFacts("branch", "branch", "rural", false, []);
        var rules = Staged.Requirement("study")!.For(unit);

        var (when, settings) = Assert.Single(rules.MemberVariants);

        Assert.True(when.Holds(unit, new MemberFacts("old")));
        Assert.False(when.Holds(unit, new MemberFacts("inPost")));
        Assert.Equal(12, (int)settings["hours"]!);
        Assert.Equal(2, settings["readings"]!.AsArray().Count);
    }

    [Fact]
    public void Counters_of_narrowed_conditions_have_blocks_of_their_own()
    {
        var essay = Staged.Requirement("essay")!;
        var leaves = ((All)Staged.Gate("study-gate")!.Conditions!).Parts.OfType<Leaf>().Where(l => l.Metric == "essay.coverage").ToList();
        var done = 2 + essay.Kind.Counters.ToList().FindIndex(c => c.Name == "done");

        Assert.Equal(["leadingCadre"], Assert.Single(essay.Groups));
        Assert.Equal([essay.Slot(0, done), essay.Slot(1, done)], leaves.Select(l => l.Counter));
        Assert.Equal([essay.Slot(0, 1), essay.Slot(1, 1)], leaves.Select(l => l.Per));
    }

    [Fact]
    public void Counters_of_all_requirements_lie_side_by_side()
    {
        var slots = Staged.Activities.OfType<PlanRequirement>()
            .SelectMany(r => Enumerable.Range(r.CounterBase, (1 + r.Groups.Length) * r.BlockLength))
            .ToList();

        Assert.Equal(Enumerable.Range(0, Staged.CounterCount), slots.Order());
    }

    [Fact]
    public void A_leaf_on_subordinates_asks_each_of_them_and_the_gate_for_their_share()
    {
        var leaf = (Leaf)((Any)((All)Staged.Gate("rectify-gate")!.Conditions!).Parts[^1]).Parts[1];

        var asked = Staged.SubordinateLeaves[leaf.Subordinates];

        Assert.Equal((FigureSource.Subordinates, MetricType.Percent, Comparison.AtLeast, 80m), (leaf.Source, leaf.Type, leaf.Op, leaf.Number));
        Assert.Equal(("rectify-gate", 0, false, 80m), (asked.Gate, asked.Ordinal, asked.All, asked.Share));
        Assert.Equal((FigureSource.Status, "passed"), (asked.Leaf.Source, Assert.Single(asked.Leaf.Words)));
    }

    [Fact]
    public void A_date_in_a_condition_is_counted_from_the_flow_it_stands_in()
    {
        var template = GoodTemplate.Json();
        template.Set("gate", "conditions", """{"metric":"today","op":">=","value":"start+20d"}""");

        var plan = Samples.Compile(template).Plan!;

        var gate = plan.Gate("gate")!;
        Assert.Equal(gate.Flow, ((Leaf)gate.Conditions!).Flow);
        Assert.Equal("start+20d", ((Leaf)gate.Conditions!).Date!.ToString());
    }

    [Fact]
    public void Words_of_a_variant_come_with_its_rules()
    {
        var template = GoodTemplate.Json();
        template.Set("plan", "variants",
            """[{"when":{"metric":"unit.sector","op":"=","value":"rural"},"set":{"guidance":{"zh-CN":"农忙时节从简","en":"Short at harvest"}}}]""");

        var plan = Samples.Compile(template).Plan!.Requirement("plan")!;

        Assert.Equal("农忙时节从简", Assert.Single(plan.Variants).Rules.Words!.Guidance!.ZhCn);
        Assert.Null(plan.Rules.Words);
    }

    [Fact]
    public void Rework_may_stand_in_the_root_flow_behind_returned()
    {
        var template = GoodTemplate.Json();
        template.Put("root", """{"id":"last","type":"PhaseEngine.Gate","key":"last","title":{"zh-CN":"末","en":"Last"}}""", behind: "closing");
        template.Put("root", """{"id":"again","type":"PhaseEngine.Document","key":"again","title":{"zh-CN":"补","en":"Again"}}""", behind: "last", port: "Returned");
        template.Connect("root", "again", "Done", "last");

        var plan = Samples.Compile(template).Plan!;

        Assert.Equal([plan.IndexOf("again")], plan.Gate("last")!.ReturnedLine);
        Assert.Null(plan.Requirement("again")!.Rules.Due);
    }

    [Fact]
    public void A_kind_no_gate_may_ask_for_stays_out_of_conditions()
    {
        var types = new ActivityTypes([.. Kinds.All, new CasesKind()]);
        var template = GoodTemplate.Json();
        template.Put("closing", """{"id":"cases","type":"PhaseEngine.Cases","key":"cases","title":{"zh-CN":"个案","en":"Cases"}}""", behind: "closing-start");
        template.Set("accept", "conditions", """{"metric":"cases.status","op":"=","value":"open"}""");

        var document = TemplateDocument.Read(System.Text.Encoding.UTF8.GetBytes(template.ToJsonString()), types).Document!;

        Assert.Equal(["PE409"], TemplateCompiler.Compile(document).Errors.Select(f => f.Code));
    }

    private sealed class CasesKind : RequirementKind
    {
        public override IReadOnlyList<CounterSpec> Counters => [];

        public override IReadOnlyList<MetricSpec> Metrics => [];

        public override IReadOnlyList<PropertySpec> Properties => [];

        public override IReadOnlyList<EvidenceForm> Forms => [];

        public override string? DefaultRepeat => "month";

        public override bool GatesMayAsk => false;

        public override int Effort => 0;

        public override string? DefaultMet(System.Text.Json.Nodes.JsonObject settings) => null;

        public override IReadOnlyList<long> Fulfilment(RequirementRules rules, long asked, ReadOnlySpan<long> have) => [];

        public override Result<EvidenceEffect> Read(RequirementRules rules, string form, System.Text.Json.Nodes.JsonObject document) =>
            new EvidenceEffect(0, default, [], []);
    }
}
