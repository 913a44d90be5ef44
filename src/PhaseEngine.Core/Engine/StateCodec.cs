using System.Buffers;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using PhaseEngine.Core.Organisations;

namespace PhaseEngine.Core.Engine;

/// <summary>
/// A run's state as compact UTF-8 JSON. Activities stand by key (Start and End by <c>#id</c>), counters by name, never by place
/// in the plan; what is idle or nought is left out. Reading with another version of the template keeps what both know.
/// </summary>
public static class StateCodec
{
    private static readonly ConditionalWeakTable<Plan, StateNames> NamesOf = new();

    /// <summary>Writes a state.</summary>
    /// <param name="plan">The plan of the run's template version.</param>
    /// <param name="run">The state.</param>
    public static byte[] Write(Plan plan, RunState run)
    {
        var names = NamesOf.GetValue(plan, p => new StateNames(p));
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { SkipValidation = true }))
        {
            json.WriteStartObject();
            json.WriteNumber("status"u8, (int)run.Status);
            WriteUnit(json, run.Unit);
            json.WriteStartObject("at"u8);
            foreach (var activity in plan.Activities) WriteActivity(json, names, activity, run);
            json.WriteEndObject();
            WriteSubordinates(json, plan, run);
            WriteWindows(json, run);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Reads a state.</summary>
    /// <param name="plan">The plan of the run's template version.</param>
    /// <param name="utf8">What <see cref="Write"/> wrote.</param>
    public static RunState Read(Plan plan, ReadOnlySpan<byte> utf8) => new StateReader(plan, NamesOf.GetValue(plan, p => new StateNames(p))).Read(utf8);

    /// <summary>A day as the number 20050725: short, and legible.</summary>
    internal static int Number(DateOnly day) => (((day.Year * 100) + day.Month) * 100) + day.Day;

    private static void WriteUnit(Utf8JsonWriter json, UnitFacts unit)
    {
        json.WriteStartObject("unit"u8);
        json.WriteString("type"u8, unit.Type);
        json.WriteString("level"u8, unit.Level);
        if (unit.Sector is not null) json.WriteString("sector"u8, unit.Sector);
        if (unit.Pilot) json.WriteBoolean("pilot"u8, true);
        json.WriteStartArray("roster"u8);
        foreach (var (facts, count) in unit.Roster)
        {
            json.WriteStartArray();
            json.WriteStringValue(facts.Category);
            json.WriteNumberValue(count);
            json.WriteNumberValue((facts.NewSincePilot ? 1 : 0) + (facts.Probationary ? 2 : 0) + (facts.Attached ? 4 : 0));
            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteActivity(Utf8JsonWriter json, StateNames names, PlanActivity activity, RunState run)
    {
        var index = activity.Index;
        ref readonly var state = ref run.Activities[index];
        var counters = activity is PlanRequirement requirement ? run.Counters.AsSpan(requirement.CounterBase, names.Counters[index].Length) : [];
        if (state == default && run.Gates[index] is null && !counters.ContainsAnyExcept(0)) return;

        json.WriteStartObject(names.Activities[index]);
        if (state.Status != ActivityStatus.Idle) json.WriteNumber("s"u8, (int)state.Status);
        if (state.Outcome != Outcome.None) json.WriteNumber("o"u8, (int)state.Outcome);
        if (state.Entered is { } entered) json.WriteNumber("in"u8, Number(entered));
        if (state.Due is { } due) json.WriteNumber("due"u8, Number(due));
        if (state.Done is { } done) json.WriteNumber("done"u8, Number(done));
        if (state.RoundStatus != RoundStatus.Waiting) json.WriteNumber("r"u8, (int)state.RoundStatus);
        if (state.Round != 0) json.WriteNumber("n"u8, state.Round);
        if (state.Worked) json.WriteBoolean("worked"u8, true);
        if (state.Asked != 0) json.WriteNumber("asked"u8, state.Asked);
        if (state.Version is { } version) json.WriteString("v"u8, version);
        if (state.Handed is { } handed) json.WriteNumber("handed"u8, Number(handed));
        if (state.Answered != 0) json.WriteNumber("ok"u8, state.Answered);
        if (state.Awaiting is { } awaiting) json.WriteNumber("await"u8, Number(awaiting));
        if (counters.ContainsAnyExcept(0))
        {
            json.WriteStartObject("c"u8);
            for (var i = 0; i < counters.Length; i++)
            {
                if (counters[i] != 0) json.WriteNumber(names.Counters[index][i], counters[i]);
            }

            json.WriteEndObject();
        }

        if (run.Gates[index] is { } gate) WriteGate(json, gate);
        json.WriteEndObject();
    }

    private static void WriteGate(Utf8JsonWriter json, GateState gate)
    {
        json.WriteStartObject("g"u8);
        if (gate.Status != GateStatus.Closed) json.WriteNumber("s"u8, (int)gate.Status);
        if (gate.AskedBy is { } by) json.WriteString("by"u8, by);
        if (gate.ConditionsMet) json.WriteBoolean("met"u8, true);
        WriteMetrics(json, "missing"u8, gate.Missing);
        WriteMetrics(json, "twice"u8, gate.MissingTwice);
        WriteMetrics(json, "accepted"u8, gate.Accepted);
        WriteMetrics(json, "flagged"u8, gate.Flagged);
        if (gate.Flaggings > 0) json.WriteNumber("times"u8, gate.Flaggings);
        if (gate.ReworkDue is { } due) json.WriteNumber("due"u8, Number(due));
        if (gate.Carried.Count > 0)
        {
            json.WriteStartArray("carried"u8);
            foreach (var carried in gate.Carried)
            {
                json.WriteStartArray();
                json.WriteStringValue(carried.Metric);
                json.WriteNumberValue(Number(carried.Due));
                json.WriteStringValue(carried.Responsible);
                json.WriteEndArray();
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void WriteMetrics(Utf8JsonWriter json, ReadOnlySpan<byte> name, IReadOnlyList<string> metrics)
    {
        if (metrics.Count == 0) return;

        json.WriteStartArray(name);
        foreach (var metric in metrics) json.WriteStringValue(metric);
        json.WriteEndArray();
    }

    private static void WriteSubordinates(Utf8JsonWriter json, Plan plan, RunState run)
    {
        if (run.Subordinates.AsSpan().IndexOfAnyExcept((SubordinateCount?)null) < 0) return;

        json.WriteStartArray("sub"u8);
        foreach (var (leaf, count) in plan.SubordinateLeaves.Zip(run.Subordinates))
        {
            if (count is null) continue;
            json.WriteStartArray();
            json.WriteStringValue(leaf.Gate);
            json.WriteNumberValue(leaf.Ordinal);
            json.WriteNumberValue(count.Units);
            json.WriteNumberValue(count.Satisfied);
            json.WriteStringValue(count.At.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    private static void WriteWindows(Utf8JsonWriter json, RunState run)
    {
        if (run.Windows.Count == 0) return;

        json.WriteStartObject("windows"u8);
        foreach (var (key, windows) in run.Windows.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            json.WriteStartArray(key);
            foreach (var window in windows)
            {
                json.WriteNumberValue(window.Number);
                json.WriteNumberValue(Number(window.To));
                if (window.Records is { } records) json.WriteNumberValue(records);
                else json.WriteNullValue();
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }
}
