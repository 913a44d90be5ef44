using System.Text.Json.Nodes;
using PhaseEngine.Core.Calendars;
using PhaseEngine.Core.Requirements;

namespace PhaseEngine.Core.Definitions;

/// <summary>
/// Joins the properties of an activity with what an overlay states about it. Only what is surely as strict as before is taken;
/// what cannot be told is refused (PE603), since a lower office may never weaken.
/// </summary>
internal sealed class Tightening(TemplateActivity known, TemplateActivity overlay, FindingList findings)
{
    private readonly ActivityType type = known.Known!; // both are of one known type, or there would be no key to meet by
    private readonly DatePlace place = DatePlace.In(known.Flow);

    /// <summary>The properties that are others than in the base.</summary>
    public IEnumerable<(string Name, JsonNode Value)> Properties()
    {
        foreach (var (name, stated) in overlay.Json)
        {
            // The title names the activity to those who work on it; it stays the base's.
            if (stated is null || type.Property(name) is not { } property || property.Type == PropertyType.Key || name == "title") continue;

            var before = known.Json[name] ?? type.DefaultOf(name);
            if (JsonNode.DeepEquals(before, stated)) continue;

            var joined = Join(property, before, stated);
            if (joined is null) findings.Add("PE603", overlay, $"{overlay.Pointer}/{name}", ("property", name));
            else if (!JsonNode.DeepEquals(before, joined)) yield return (name, joined);
        }
    }

    private JsonNode? Join(PropertySpec property, JsonNode? before, JsonNode stated) => property.Type switch
    {
        PropertyType.Text => Longer(before, stated),
        PropertyType.GateTree or PropertyType.MetTree => JoinTrees(before ?? DefaultTree(property), stated),
        PropertyType.Approvals => BeforeTheLast(before, stated),
        PropertyType.Reminders => JoinReminders(before, stated),
        PropertyType.Basis or PropertyType.Texts or PropertyType.Roles or PropertyType.Rows or PropertyType.RegisterKeys or PropertyType.RequirementKeys =>
            Union(before, stated),
        PropertyType.Words when property.Name == "allows" => Fewer(before, stated),
        PropertyType.Words when property.Words is null || property.NamesAsked => Union(before, stated),
        PropertyType.Date => Unless(IsLooser(property.Name, before, stated), stated),
        PropertyType.Span => Unless(IsLonger(before, stated), stated),
        PropertyType.Rhythm => Unless(IsRarer(before, stated), stated),
        PropertyType.Bool => Unless(Json.Bool(stated) == true, stated),
        // What something takes is an estimate and no demand; all other numbers say how much is asked at least.
        PropertyType.Whole or PropertyType.Number => Unless(property.Name != "effort" && Json.Decimal(stated) < Json.Decimal(before), stated),
        // Whether another word, another audience or a variant asks for more or for less cannot be told.
        _ => null,
    };

    private static JsonNode? Unless(bool weaker, JsonNode stated) => weaker ? null : stated.DeepClone();

    private JsonNode? DefaultTree(PropertySpec property) => property.Type == PropertyType.MetTree && type.Kind is { } kind
        ? kind.DefaultMet(Settings()) is { } met ? Json.ReadText(met) : null
        : null;

    private JsonObject Settings()
    {
        var settings = new JsonObject();
        foreach (var spec in type.Kind!.Properties.Where(RequirementReader.IsSetting)) // asked for requirements only
        {
            if ((known.Json[spec.Name] ?? type.DefaultOf(spec.Name)) is { } value) settings[spec.Name] = value.DeepClone();
        }

        return settings;
    }

    private static JsonNode JoinTrees(JsonNode? before, JsonNode stated)
    {
        if (before is null) return stated.DeepClone();

        var parts = Parts(before).Concat(Parts(stated)).Select(p => p?.DeepClone()).ToArray();
        return new JsonObject { ["all"] = new JsonArray(parts) };

        static IEnumerable<JsonNode?> Parts(JsonNode tree) =>
            tree is JsonObject { Count: 1 } json && json["all"] is JsonArray all ? all : Enumerable.Repeat<JsonNode?>(tree, 1);
    }

    private static JsonNode? BeforeTheLast(JsonNode? before, JsonNode stated)
    {
        if (stated is not JsonArray rows) return null;
        if (before is not JsonArray { Count: > 0 } known) return stated.DeepClone();

        var joined = (JsonArray)known.DeepClone();
        foreach (var row in rows.Where(r => !known.Any(k => JsonNode.DeepEquals(k, r)))) joined.Insert(joined.Count - 1, row?.DeepClone());
        return joined;
    }

    private static JsonArray? JoinReminders(JsonNode? before, JsonNode stated)
    {
        if (stated is not JsonArray rows) return null;

        var joined = before is JsonArray known ? (JsonArray)known.DeepClone() : Defaults();
        foreach (var row in rows)
        {
            var at = Json.String((row as JsonObject)?["at"]);
            var same = at is null ? null : joined.OfType<JsonObject>().FirstOrDefault(j => Json.String(j["at"]) == at);
            if (same is null) joined.Add(row?.DeepClone());
            else if (row!["to"] is { } to && Union(same["to"], to) is { } all) same["to"] = all; // a row with an "at"
        }

        return joined;
    }

    private static JsonArray Defaults() => [.. RowReader.DefaultReminders.Select(r => new JsonObject
    {
        ["at"] = r.At.ToString(),
        ["to"] = new JsonArray([.. r.To.Select(role => JsonValue.Create(role))]),
    })];

    private static JsonArray? Union(JsonNode? before, JsonNode stated)
    {
        if (stated is not JsonArray more) return null;

        var joined = before is JsonArray known ? (JsonArray)known.DeepClone() : [];
        foreach (var item in more.Where(m => !joined.Any(j => JsonNode.DeepEquals(j, m)))) joined.Add(item?.DeepClone());
        return joined;
    }

    private static JsonNode? Fewer(JsonNode? before, JsonNode stated) =>
        stated is JsonArray fewer && fewer.All(f => before is JsonArray known && known.Any(k => JsonNode.DeepEquals(k, f))) ? stated.DeepClone() : null;

    private static JsonNode Longer(JsonNode? before, JsonNode stated)
    {
        if (Text.Read(before) is not { } text || Text.Read(stated) is not { } more) return stated.DeepClone();

        var joined = new JsonObject { ["zh-CN"] = $"{text.ZhCn}\n{more.ZhCn}" };
        if (text.En is not null || more.En is not null) joined["en"] = $"{text.In("en")}\n{more.In("en")}";
        if (text.ZhTw is not null || more.ZhTw is not null) joined["zh-TW"] = $"{text.In("zh-TW")}\n{more.In("zh-TW")}";
        return joined;
    }

    /// <summary>Due later, or entered earlier; also when the two cannot be compared. What is malformed is left for compiling to find.</summary>
    private bool IsLooser(string property, JsonNode? before, JsonNode stated)
    {
        if (!DateRule.TryParse(Json.String(stated), out var now)) return false;
        if (!DateRule.TryParse(Json.String(before) ?? (property == "due" && place.HasEnd ? "end" : null), out var then)) return false;

        var (earlier, later) = property == "notBefore" ? (then, now) : (now, then);
        if (earlier.Anchor == later.Anchor && earlier.Anchor != Anchor.FixedDay && (earlier.Offset.Unit == later.Offset.Unit || earlier.Offset.Amount == 0 || later.Offset.Amount == 0))
            return earlier.Offset.Amount > later.Offset.Amount;
        return FromStart(earlier) is not { } first || FromStart(later) is not { } last || first.Max > last.Min;
    }

    private DayRange? FromStart(DateRule date) => date.Anchor switch
    {
        Anchor.Start => DayRange.Of(date.Offset),
        Anchor.End when Span.TryParse(Json.String(known.Flow.Phase?.Json["length"]), out var length) => DayRange.Of(length) + DayRange.Of(date.Offset),
        _ => null,
    };

    private static bool IsLonger(JsonNode? before, JsonNode stated) =>
        Span.TryParse(Json.String(before), out var then) && Span.TryParse(Json.String(stated), out var now)
        && (then.Unit == now.Unit ? now.Amount > then.Amount : DayRange.Of(now).Max > DayRange.Of(then).Min);

    /// <summary>Asked less often; or once instead of always, or always instead of once, which would be another flow.</summary>
    private bool IsRarer(JsonNode? before, JsonNode stated) =>
        !Rhythm.TryParse(Json.String(before) ?? type.Kind?.DefaultRepeat, out var then)
        || (Rhythm.TryParse(Json.String(stated), out var now) && BurdenChecks.Days(now) > BurdenChecks.Days(then));
}
