using System.Text.Json.Nodes;
using PhaseEngine.Core.Calendars;
using PhaseEngine.Core.Definitions;
using PhaseEngine.Core.Engine;
using PhaseEngine.Core.Gates;
using PhaseEngine.Core.Organisations;

namespace PhaseEngine.Benchmarks;

/// <summary>The pure engine, without a database: compiling, a gate's answer, a step.</summary>
internal static class EngineBench
{
    public static Task Run(string[] args)
    {
        var definition = Wide(phases: 6, requirementsPerPhase: 9, conditions: 10);
        var document = TemplateDocument.Read(definition).Document!;
        var plan = TemplateCompiler.Compile(document).Plan!;
        var timetable = new Timetable(plan, new DateOnly(2026, 3, 2), WorkingCalendar.China, TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"));
        var now = new DateTimeOffset(2026, 3, 2, 2, 0, 0, TimeSpan.Zero);
        var unit = new UnitFacts("branch", "branch", "urban", false, [new RosterGroup(new MemberFacts("inPost"), 20)]);
        var run = RunEngine.Launch(plan, timetable, unit, now).State;
        var gate = plan.Activities.OfType<PlanGate>().First();
        var ready = Satisfied(plan, timetable, run, now);
        var today = timetable.Today(now);

        Console.WriteLine($"template of {plan.Activities.Length} activities, {definition.ToJsonString().Length / 1024} KiB");
        Print("compile, warm (reading included)", Measured.Call(() => TemplateCompiler.Compile(TemplateDocument.Read(definition).Document!), 50));
        Print("gate of 10 conditions, passes or not: fails", Measured.Call(() => GateReports.Passes(plan, timetable, run, gate, today), 20_000));
        Print("gate of 10 conditions, passes or not: passes", Measured.Call(() => GateReports.Passes(plan, timetable, ready, gate, today), 20_000));
        Print("gate of 10 conditions, full report", Measured.Call(() => GateReports.Of(plan, timetable, run, gate, today), 5_000));
        Print("launch one run", Measured.Call(() => RunEngine.Launch(plan, timetable, unit, now), 2_000));
        Print("next alarm", Measured.Call(() => Alarms.Next(plan, timetable, run, now), 5_000));
        Print("step: time reached, nothing due", Measured.Call(() => RunEngine.Step(plan, timetable, run, new TimeReached(now), now), 5_000));
        return Task.CompletedTask;
    }

    private static void Print(string what, Measured measured) => Console.WriteLine($"{what,-48} {measured}");

    private static RunState Satisfied(Plan plan, Timetable timetable, RunState run, DateTimeOffset now)
    {
        foreach (var requirement in plan.Activities.OfType<PlanRequirement>().Where(r => run.Activities[r.Index].Status == ActivityStatus.Open))
        {
            long[] by = [0, 0, .. requirement.Kind.Counters.Select(counter => counter.Name is "submitted" ? 1L : 0L)];
            run = RunEngine.Step(plan, timetable, run, new EvidenceRecorded(requirement.Key!, Guid.Empty, timetable.Start, 1, by), now).Value!.State;
        }

        return run;
    }

    /// <summary>A template as wide as they come: phases in a row, each with many requirements and a gate that looks at all of them.</summary>
    internal static JsonObject Wide(int phases, int requirementsPerPhase, int conditions)
    {
        var activities = new JsonArray(new JsonObject { ["id"] = "s", ["type"] = "Elsa.Start", ["version"] = 1 });
        var connections = new JsonArray();
        var before = "s";
        for (var p = 1; p <= phases; p++)
        {
            var phase = $"p{p}";
            activities.Add(new JsonObject
            {
                ["id"] = phase, ["type"] = "PhaseEngine.Phase", ["version"] = 1, ["key"] = phase, ["title"] = $"阶段{p}", ["length"] = "30d",
                ["body"] = Body(phase, requirementsPerPhase, conditions),
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
}
