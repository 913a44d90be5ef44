using System.Text.Json;
using System.Text.Json.Nodes;
using PhaseEngine.Core.Calendars;
using PhaseEngine.Core.Definitions;
using PhaseEngine.Core.Engine;
using PhaseEngine.Core.Gates;
using PhaseEngine.Core.Organisations;
using PhaseEngine.Data.Campaigns;
using PhaseEngine.Data.Events;
using PhaseEngine.Data.Runs;

namespace PhaseEngine.Benchmarks;

/// <summary>The pure engine, without a database: compiling, a gate's answer, a step, and what is stored of it.</summary>
internal static class EngineBench
{
    private static readonly UnitFacts Unit = new(
        "branch", "branch", "urban", false, [new RosterGroup(new MemberFacts("inPost"), 16), new RosterGroup(new MemberFacts("old"), 4)]);

    public static Task Run(string[] args)
    {
        Template[] templates = [Prepare(Wide([8, 8, 8, 8, 7], conditions: 10)), Prepare(Wide(phases: 6, requirementsPerPhase: 9, conditions: 10))];
        foreach (var (_, call) in templates.SelectMany(t => t.Benches)) Measured.WarmUp(call);
        foreach (var (name, benches) in templates)
        {
            Console.WriteLine(name);
            foreach (var (what, call) in benches) Console.WriteLine($"  {what,-52} {Measured.Call(call)}");
        }

        return Task.CompletedTask;
    }

    private static Template Prepare(JsonObject definition)
    {
        var utf8 = JsonSerializer.SerializeToUtf8Bytes(definition);
        var plan = Compile(utf8);
        var timetable = new Timetable(plan, new DateOnly(2026, 3, 2), WorkingCalendar.China, TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"));
        var now = new DateTimeOffset(2026, 3, 2, 2, 0, 0, TimeSpan.Zero);
        var later = now.AddDays(28);
        var today = timetable.Today(now);
        var launched = RunEngine.Launch(plan, timetable, Unit, now);
        var run = launched.State;
        var requirements = plan.Activities.OfType<PlanRequirement>().Where(r => run.Activities[r.Index].Status == ActivityStatus.Open).ToList();
        var gate = plan.Activities.OfType<PlanGate>().First(g => run.Activities[g.Index].Status == ActivityStatus.Open);
        var almost = requirements[..^1].Aggregate(run, (state, requirement) => Do(plan, timetable, state, Record(requirement, today), now));
        var ready = Do(plan, timetable, almost, Record(requirements[^1], today), now);
        var asked = Do(plan, timetable, ready, new GateAsked(gate.Key!, Guid.Empty), now);
        var record = Record(requirements[0], today);
        var give = new Decided(gate.Key!, 0, DecisionWord.Give, Guid.AllBitsSet, Asking: 1);
        var state = StateCodec.Write(plan, run);
        var facts = FactCodec.Write(launched.Facts);
        var payload = EventPayload.Write(launched.Facts);

        return new Template($"template of {plan.Activities.Length} activities, {utf8.Length / 1024} KiB",
        [
            ("compile, warm (reading included)", () => Compile(utf8)),
            ("gate of 10 conditions, passes or not: passes", () => Expect(GateReports.Passes(plan, timetable, ready, gate, today))),
            ("gate of 10 conditions, passes or not: one not met", () => Expect(!GateReports.Passes(plan, timetable, almost, gate, today))),
            ("gate of 10 conditions, passes or not: none met", () => Expect(!GateReports.Passes(plan, timetable, run, gate, today))),
            ("gate of 10 conditions, full report", () => Expect(!GateReports.Of(plan, timetable, run, gate, today).ConditionsMet)),
            ("launch one run", () => RunEngine.Launch(plan, timetable, Unit, now)),
            ("launch one run, as it is stored", () => Store(plan, timetable, RunEngine.Launch(plan, timetable, Unit, now), now)),
            ("step: a record", () => Expect(RunEngine.Step(plan, timetable, run, record, now).Value!.Facts.Count > 0)),
            ("step: the gate is asked for", () => Expect(RunEngine.Step(plan, timetable, ready, new GateAsked(gate.Key!, Guid.Empty), now).IsOk)),
            ("step: the gate is passed, the next phase opens", () => Expect(RunEngine.Step(plan, timetable, asked, give, now).Value!.Facts.Count > 20)),
            ("step: time reached, nothing due", () => Expect(RunEngine.Step(plan, timetable, run, new TimeReached(now), now).Value!.Effects.Count == 0)),
            ("step: time reached, reminders due", () => Expect(RunEngine.Step(plan, timetable, run, new TimeReached(now), later).Value!.Effects.Count > 0)),
            ("next alarm", () => Expect(Alarms.Next(plan, timetable, run, now) > now)),
            ($"state: write {state.Length} B", () => StateCodec.Write(plan, run)),
            ("state: read", () => StateCodec.Read(plan, state)),
            ($"facts of the launch: write {facts.Length} B", () => FactCodec.Write(launched.Facts)),
            ("facts of the launch: read", () => FactCodec.Read(facts)),
            ("event: payload", () => EventPayload.Write(launched.Facts)),
            ("event: hash", () => Chain.Hash(Chain.Empty, Guid.Empty, 1, now, null, CampaignLaunch.Act, payload)),
            ("row: summary for lists", () => RunSummary.Of(plan, timetable, run)),
        ]);
    }

    private static void Expect(bool asMeant)
    {
        if (!asMeant) throw new InvalidOperationException("This measures something else than it says.");
    }

    private static Plan Compile(byte[] utf8) => TemplateCompiler.Compile(TemplateDocument.Read(utf8).Document!).Plan!;

    private static RunState Do(Plan plan, Timetable timetable, RunState run, Input input, DateTimeOffset now) =>
        RunEngine.Step(plan, timetable, run, input, now).Value!.State;

    /// <summary>Everything the launch computes of one run, but its place in the database.</summary>
    private static void Store(Plan plan, Timetable timetable, StepResult step, DateTimeOffset now)
    {
        var payload = EventPayload.Write(step.Facts);
        Chain.Hash(Chain.Empty, Guid.Empty, 1, now, null, CampaignLaunch.Act, payload);
        StateCodec.Write(plan, step.State);
        RunSummary.Of(plan, timetable, step.State);
        Alarms.Next(plan, timetable, step.State, now);
    }

    /// <summary>One record by which a requirement is fully and well done.</summary>
    private static EvidenceRecorded Record(PlanRequirement requirement, DateOnly on) => new(
        requirement.Key!, Guid.Empty, on, 1,
        [0, 0, .. requirement.Kind.Fulfilment(requirement.Rules, 0, new long[requirement.Kind.Counters.Count])]);

    /// <summary>A template as wide as they come: phases in a row, each with many requirements and a gate that looks at all of them.</summary>
    internal static JsonObject Wide(int phases, int requirementsPerPhase, int conditions) =>
        Wide([.. Enumerable.Repeat(requirementsPerPhase, phases)], conditions);

    private static JsonObject Wide(int[] requirements, int conditions)
    {
        var activities = new JsonArray(new JsonObject { ["id"] = "s", ["type"] = "Elsa.Start", ["version"] = 1 });
        var connections = new JsonArray();
        var before = "s";
        for (var p = 1; p <= requirements.Length; p++)
        {
            var phase = $"p{p}";
            activities.Add(new JsonObject
            {
                ["id"] = phase, ["type"] = "PhaseEngine.Phase", ["version"] = 1, ["key"] = phase, ["title"] = $"阶段{p}", ["length"] = "30d",
                ["body"] = Body(phase, requirements[p - 1], conditions),
            });
            connections.Add(Connection(before, "Done", phase));
            before = phase;
        }

        return new JsonObject
        {
            ["definitionId"] = "wide", ["name"] = "宽", ["version"] = 1,
            ["customProperties"] = new JsonObject { ["phaseEngine"] = new JsonObject { ["format"] = 1 } },
            ["root"] = new JsonObject { ["id"] = "root", ["type"] = "Elsa.Flowchart", ["version"] = 1, ["activities"] = activities, ["connections"] = connections },
        };
    }

    private static JsonObject Body(string phase, int requirements, int conditions)
    {
        var activities = new JsonArray(new JsonObject { ["id"] = $"{phase}s", ["type"] = "Elsa.Start", ["version"] = 1 });
        var connections = new JsonArray();
        var leaves = new JsonArray();
        for (var r = 1; r <= requirements; r++)
        {
            var key = $"{phase}-r{r}";
            activities.Add(new JsonObject { ["id"] = key, ["type"] = "PhaseEngine.Document", ["version"] = 1, ["key"] = key, ["title"] = $"要求{r}" });
            connections.Add(Connection($"{phase}s", "Done", key));
        }

        for (var c = 0; c < conditions; c++)
        {
            leaves.Add(new JsonObject
            {
                ["metric"] = $"{phase}-r{(c % requirements) + 1}.{(c < requirements ? "submitted" : "status")}", ["op"] = "=",
                ["value"] = c < requirements ? true : "done",
            });
        }

        activities.Add(new JsonObject
        {
            ["id"] = $"{phase}-gate", ["type"] = "PhaseEngine.Gate", ["version"] = 1, ["key"] = $"{phase}-gate", ["title"] = "转段",
            ["conditions"] = new JsonObject { ["all"] = leaves },
            ["approvals"] = new JsonArray(new JsonObject { ["role"] = "supervisor", ["act"] = "approve", ["within"] = "5wd" }),
        });
        activities.Add(new JsonObject { ["id"] = $"{phase}-end", ["type"] = "Elsa.End", ["version"] = 1 });
        connections.Add(Connection($"{phase}s", "Done", $"{phase}-gate"));
        connections.Add(Connection($"{phase}-gate", "Passed", $"{phase}-end"));
        return new JsonObject { ["id"] = $"{phase}-flow", ["type"] = "Elsa.Flowchart", ["version"] = 1, ["activities"] = activities, ["connections"] = connections };
    }

    private static JsonObject Connection(string from, string port, string to) => new()
    {
        ["source"] = new JsonObject { ["activity"] = from, ["port"] = port },
        ["target"] = new JsonObject { ["activity"] = to, ["port"] = "In" },
    };

    private sealed record Template(string Name, (string What, Action Call)[] Benches);
}
