using System.Globalization;
using System.Text.Json;
using PhaseEngine.Core.Organisations;

namespace PhaseEngine.Core.Engine;

/// <summary>
/// Writes facts. Those that nearly every step makes are written by hand, several times as fast as by generated code, which
/// writes the others and reads all; both write the same bytes.
/// </summary>
internal static class FactWriter
{
    private static readonly JsonEncodedText[] Outcomes = Words<Outcome>();
    private static readonly JsonEncodedText[] RoundStatuses = Words<RoundStatus>();

    public static void Write(Utf8JsonWriter json, IReadOnlyList<Fact> facts)
    {
        json.WriteStartArray();
        for (var i = 0; i < facts.Count; i++) Write(json, facts[i]);
        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, Fact fact)
    {
        switch (fact)
        {
            case RosterSet f:
                json.WriteStartObject();
                json.WriteString("is"u8, "roster"u8);
                WriteUnit(json, f.Unit);
                WriteAsked(json, f.Asked);
                break;
            case Opened f:
                Start(json, "opened"u8, f.Key);
                WriteDay(json, "on"u8, f.On);
                WriteDay(json, "due"u8, f.Due);
                break;
            case Entered f:
                Start(json, "entered"u8, f.Key);
                WriteDay(json, "on"u8, f.On);
                WriteDay(json, "due"u8, f.Due);
                break;
            case Left f:
                Start(json, "left"u8, f.Key);
                json.WriteString("outcome"u8, Outcomes[(int)f.Outcome]);
                WriteDay(json, "on"u8, f.On);
                break;
            case Skipped f:
                Start(json, "skipped"u8, f.Key);
                break;
            case Ended f:
                Start(json, "ended"u8, f.Key);
                WriteDay(json, "on"u8, f.On);
                break;
            case Counted f:
                Start(json, "counted"u8, f.Key);
                json.WriteStartArray("by"u8);
                for (var i = 0; i < f.By.Count; i++) json.WriteNumberValue(f.By[i]);
                json.WriteEndArray();
                if (f.Evidence is { } evidence) json.WriteString("evidence"u8, evidence);
                if (f.Worked) json.WriteBoolean("worked"u8, true);
                break;
            case RoundOpened f:
                Start(json, "round"u8, f.Key);
                json.WriteNumber("round"u8, f.Round);
                WriteDay(json, "on"u8, f.On);
                WriteDay(json, "due"u8, f.Due);
                break;
            case RoundClosed f:
                Start(json, "closed"u8, f.Key);
                json.WriteString("as"u8, RoundStatuses[(int)f.As]);
                WriteDay(json, "on"u8, f.On);
                if (f.Reason is not null) json.WriteString("reason"u8, f.Reason);
                if (f.By is { } by) json.WriteString("by"u8, by);
                break;
            default:
                JsonSerializer.Serialize(json, fact, FactCodec.Json.Fact);
                return;
        }

        json.WriteEndObject();
    }

    private static void Start(Utf8JsonWriter json, ReadOnlySpan<byte> fact, string key)
    {
        json.WriteStartObject();
        json.WriteString("is"u8, fact);
        json.WriteString("key"u8, key);
    }

    private static void WriteUnit(Utf8JsonWriter json, UnitFacts unit)
    {
        json.WriteStartObject("unit"u8);
        json.WriteString("type"u8, unit.Type);
        json.WriteString("level"u8, unit.Level);
        if (unit.Sector is not null) json.WriteString("sector"u8, unit.Sector);
        json.WriteBoolean("pilot"u8, unit.Pilot);
        json.WriteStartArray("roster"u8);
        foreach (var (facts, count) in unit.Roster)
        {
            json.WriteStartObject();
            json.WriteStartObject("facts"u8);
            json.WriteString("category"u8, facts.Category);
            if (facts.NewSincePilot) json.WriteBoolean("newSincePilot"u8, true);
            if (facts.Probationary) json.WriteBoolean("probationary"u8, true);
            if (facts.Attached) json.WriteBoolean("attached"u8, true);
            json.WriteEndObject();
            json.WriteNumber("count"u8, count);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteAsked(Utf8JsonWriter json, IReadOnlyDictionary<string, IReadOnlyList<int>> asked)
    {
        json.WriteStartObject("asked"u8);
        foreach (var (key, blocks) in asked)
        {
            json.WriteStartArray(key);
            foreach (var count in blocks) json.WriteNumberValue(count);
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void WriteDay(Utf8JsonWriter json, ReadOnlySpan<byte> name, DateOnly? day)
    {
        if (day is not { } known) return;

        Span<byte> text = stackalloc byte[10];
        known.TryFormat(text, out _, "O", CultureInfo.InvariantCulture);
        json.WriteString(name, text);
    }

    private static JsonEncodedText[] Words<T>() where T : struct, Enum =>
        [.. Enum.GetNames<T>().Select(name => JsonEncodedText.Encode(JsonNamingPolicy.CamelCase.ConvertName(name)))];
}
