using System.Text.Json.Nodes;
using PhaseEngine.Core.Calendars;
using PhaseEngine.Core.Definitions;
using PhaseEngine.Core.Engine;
using PhaseEngine.Core.Organisations;

namespace PhaseEngine.Core.Simulation;

/// <summary>
/// Plays a recorded trace (a definition, and after each event what a reference engine waited for) through our engine and
/// compares every step. One trace is one JSON object: <c>definition</c>, <c>unit</c>, <c>steps</c>.
/// </summary>
public static class TraceReplay
{
    private static readonly Guid Secretary = new("00000000-0000-0000-0000-000000000001");
    private static readonly Guid Superior = new("00000000-0000-0000-0000-000000000002");

    /// <summary>Replays one trace.</summary>
    /// <param name="trace">The trace.</param>
    /// <returns>How many steps it has, and what differs: step number, what was expected, what was found.</returns>
    public static (int Steps, IReadOnlyList<string> Differences) Replay(JsonObject trace)
    {
        var reading = TemplateDocument.Read(trace["definition"]);
        if (reading.Document is not { } document) return (0, [.. reading.Findings.Select(finding => finding.ToString())]);

        var compilation = TemplateCompiler.Compile(document);
        if (compilation.Plan is not { } plan) return (0, [.. compilation.Errors.Select(finding => finding.ToString())]);

        var start = new DateOnly(2026, 3, 2);
        var timetable = new Timetable(plan, start, WorkingCalendar.China, TimeZoneInfo.Utc);
        var now = LocalDays.StartOf(start, TimeZoneInfo.Utc);
        var members = (int?)trace["unit"]?["members"] ?? 0;
        var unit = new UnitFacts("branch", "branch", null, false, members == 0 ? [] : [new RosterGroup(new MemberFacts("inPost"), members)]);

        RunState? run = null;
        var differences = new List<string>();
        var steps = trace["steps"]!.AsArray();
        for (var number = 0; number < steps.Count; number++)
        {
            var step = steps[number]!;
            try
            {
                run = run is null
                    ? RunEngine.Launch(plan, timetable, unit, now).State
                    : Happen(plan, timetable, run, (string)step["event"]!["activity"]!, (string)step["event"]!["what"]!, now);
            }
            catch (InvalidOperationException refused)
            {
                differences.Add($"step {number}: {refused.Message}");
                break;
            }

            var expected = Shown(step["waiting"]!.AsArray().Select(id => (string)id!), (bool)step["finished"]!);
            var found = Shown(Waiting(plan, run), run.Status == RunStatus.Finished);
            if (found != expected) differences.Add($"step {number}: expected {expected}, found {found}");
        }

        return (steps.Count, differences);
    }

    private static RunState Happen(Plan plan, Timetable timetable, RunState run, string id, string what, DateTimeOffset now)
    {
        var activity = Array.Find(plan.Activities, one => one.Id == id)!;
        foreach (var input in Inputs(activity, run, what, DateOnly.FromDateTime(now.UtcDateTime)))
        {
            var result = RunEngine.Step(plan, timetable, run, input, now);
            run = result.IsOk ? result.Value.State : throw new InvalidOperationException($"{what} {id}: {result.Problem}");
        }

        return run;
    }

    private static IEnumerable<Input> Inputs(PlanActivity activity, RunState run, string what, DateOnly today)
    {
        if (activity is PlanRequirement requirement)
            return [Fulfilment.Of(requirement, run, today)];

        var asking = run.Activities[activity.Index].Asked + 1;
        var word = what == "passed" ? DecisionWord.Give : DecisionWord.Return;
        return [new GateAsked(activity.Key!, Secretary), new Decided(activity.Key!, 0, word, Superior, asking, "replayed")];
    }

    private static IEnumerable<string> Waiting(Plan plan, RunState run) => plan.Activities
        .Where(activity => activity is PlanRequirement or PlanGate && run.Activities[activity.Index].Status == ActivityStatus.Open)
        .Select(activity => activity.Id);

    private static string Shown(IEnumerable<string> waiting, bool finished) =>
        $"[{string.Join(' ', waiting.Order(StringComparer.Ordinal))}]{(finished ? " finished" : "")}";
}
