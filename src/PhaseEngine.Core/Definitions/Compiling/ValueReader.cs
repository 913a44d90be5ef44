using System.Text.Json;
using System.Text.Json.Nodes;
using PhaseEngine.Core.Calendars;
using PhaseEngine.Core.Requirements;

namespace PhaseEngine.Core.Definitions;

/// <summary>Where a date stands, and so which anchors have a day there.</summary>
/// <param name="InPhase">Inside a phase: <c>start</c> and <c>entry</c>.</param>
/// <param name="HasEnd">The phase has a length: <c>end</c>.</param>
/// <param name="HasEntry">The unit looked at has surely entered the phase.</param>
internal readonly record struct DatePlace(bool InPhase, bool HasEnd, bool HasEntry)
{
    public static DatePlace In(TemplateFlow flow) => new(flow.Phase is not null, flow.Phase?.Json["length"] is not null, flow.Phase is not null);

    public bool Has(Anchor anchor) => anchor switch
    {
        Anchor.Start => InPhase,
        Anchor.End => HasEnd,
        Anchor.Entry => HasEntry,
        _ => true,
    };
}

/// <summary>Reads single values, each to its type or to null and a finding.</summary>
internal sealed class ValueReader(FindingList findings, TemplateActivity? activity)
{
    public FindingList Findings => findings;

    public Text? Text(JsonNode node, string pointer)
    {
        if (IsExpression(node, pointer)) return null;

        var text = Core.Text.Read(node);
        if (text is null)
            Add(node is JsonObject ? "PE306" : "PE303", pointer, ("reason", "text"));
        else if (text.En is null)
            Add("PE307", pointer, ("text", text.ZhCn));
        return text;
    }

    public string? String(JsonNode node, string pointer)
    {
        if (IsExpression(node, pointer)) return null;
        if (Json.String(node) is { } text) return text;

        Add("PE303", pointer, ("reason", "string"));
        return null;
    }

    /// <summary>One word of a list; of any, where there is no list.</summary>
    public string? Word(JsonNode node, string pointer, IReadOnlyList<string>? words)
    {
        if (String(node, pointer) is not { } word) return null;
        if (words is null || words.Contains(word)) return word;

        Add("PE304", pointer, ("value", word), ("known", string.Join(", ", words)));
        return null;
    }

    public string[] Words(JsonNode node, string pointer, IReadOnlyList<string>? words) => [.. List(node, pointer, (n, p) => Word(n, p, words))];

    public decimal? Number(JsonNode node, string pointer, PropertySpec spec)
    {
        if (IsExpression(node, pointer)) return null;

        var whole = spec.Type == PropertyType.Whole;
        if (Json.Decimal(node) is { } number && (!whole || (number == decimal.Truncate(number) && Math.Abs(number) <= int.MaxValue)))
        {
            if (!(number < spec.Min) && !(number > spec.Max)) return number;
            Add("PE303", pointer, ("reason", "range"), ("min", spec.Min), ("max", spec.Max), ("value", number));
            return null;
        }

        Add("PE303", pointer, ("reason", whole ? "whole" : "number"));
        return null;
    }

    public bool? Bool(JsonNode node, string pointer)
    {
        if (IsExpression(node, pointer)) return null;
        if (Json.Bool(node) is { } yes) return yes;

        Add("PE303", pointer, ("reason", "bool"));
        return null;
    }

    public Span? Span(JsonNode node, string pointer) =>
        String(node, pointer) is not { } text ? null
        : Calendars.Span.TryParse(text, out var span) ? span
        : Malformed<Span?>(pointer, "span", text);

    public Offset? Offset(JsonNode node, string pointer) =>
        String(node, pointer) is not { } text ? null
        : Calendars.Offset.TryParse(text, out var offset) ? offset
        : Malformed<Offset?>(pointer, "offset", text);

    public Rhythm? Rhythm(JsonNode node, string pointer) =>
        String(node, pointer) is not { } text ? null
        : Calendars.Rhythm.TryParse(text, out var rhythm) ? rhythm
        : Malformed<Rhythm?>(pointer, "rhythm", text);

    public DateRule? Date(JsonNode node, string pointer, DatePlace place)
    {
        if (String(node, pointer) is not { } text) return null;
        if (!DateRule.TryParse(text, out var rule)) return Malformed<DateRule?>(pointer, "date", text);
        if (rule.Anchor == Anchor.FixedDay) Add("PE504", pointer, ("date", text));
        if (place.Has(rule.Anchor)) return rule;

        Add("PE502", pointer, ("date", text), ("reason", place.InPhase ? "openEnded" : "root"));
        return null;
    }

    /// <summary>The items of a list that can be read; what cannot is a finding.</summary>
    public IEnumerable<T> List<T>(JsonNode node, string pointer, Func<JsonNode, string, T?> read) where T : class
    {
        var result = new List<T>();
        if (IsExpression(node, pointer)) return result;
        if (node is not JsonArray items)
        {
            Add("PE303", pointer, ("reason", "list"));
            return result;
        }

        for (var i = 0; i < items.Count; i++)
        {
            var at = $"{pointer}/{i}";
            if (items[i] is not { } item) Add("PE303", at, ("reason", "item"));
            else if (read(item, at) is { } value) result.Add(value);
        }

        return result;
    }

    /// <summary>A row, or null and a finding; names it may not hold are warned of.</summary>
    public JsonObject? Row(JsonNode node, string pointer, params ReadOnlySpan<string> names)
    {
        if (node is not JsonObject row)
        {
            Add("PE303", pointer, ("reason", "row"));
            return null;
        }

        Unknown(row, pointer, names);
        return row;
    }

    public void Unknown(JsonObject json, string pointer, params ReadOnlySpan<string> names)
    {
        foreach (var (name, _) in json)
        {
            if (!names.Contains(name)) Add("PE308", $"{pointer}/{Json.Step(name)}", ("property", name));
        }
    }

    public JsonNode? Required(JsonObject json, string pointer, string name)
    {
        if (json[name] is { } value) return value;

        Add("PE301", $"{pointer}/{name}", ("property", name));
        return null;
    }

    public void Add(string code, string pointer, params ReadOnlySpan<(string Name, object? Value)> facts) =>
        findings.Add(code, activity, pointer, facts);

    private bool IsExpression(JsonNode node, string pointer)
    {
        if (!StudioValues.IsExpression(node)) return false;

        Add("PE302", pointer, ("type", Json.String(node["expression"]!["type"]) ?? node["expression"]!["type"]?.GetValueKind().ToString() ?? nameof(JsonValueKind.Undefined)));
        return true;
    }

    private T? Malformed<T>(string pointer, string reason, string text)
    {
        Add("PE501", pointer, ("reason", reason), ("value", text));
        return default;
    }
}
