using System.Text.Json.Nodes;
using PhaseEngine.Core.Calendars;
using PhaseEngine.Core.Gates;
using PhaseEngine.Core.Requirements;

namespace PhaseEngine.Core.Definitions;

/// <summary>Reads the value of a leaf as its metric and operator want it.</summary>
internal sealed class LeafValueReader(ValueReader values, DatePlace place)
{
    public Leaf? Read(Leaf leaf, Figure figure, JsonNode value, string pointer, bool ofSubordinates)
    {
        var list = leaf.Op is Comparison.In or Comparison.NotIn;
        var ordered = leaf.Op is Comparison.Less or Comparison.AtMost or Comparison.Greater or Comparison.AtLeast;
        var fits = leaf.Type switch
        {
            MetricType.Bool => !list && !ordered,
            MetricType.Word => !ordered,
            MetricType.Date => !list,
            _ => true,
        };
        if (!fits)
        {
            values.Add("PE401", pointer[..pointer.LastIndexOf('/')] + "/op", ("reason", "op"), ("value", leaf.Op.ToString()));
            return null;
        }

        if (list && value is JsonArray { Count: 0 })
        {
            values.Add("PE401", pointer, ("reason", "empty"));
            return null;
        }

        return leaf.Type switch
        {
            MetricType.Bool => Json.Bool(value) is { } yes ? leaf with { Number = yes ? 1 : 0 } : Wrong(leaf, value, pointer),
            MetricType.Word => Words(leaf, figure, value, pointer, list),
            MetricType.Date => Date(leaf, value, pointer, ofSubordinates),
            _ => Numbers(leaf, value, pointer, list),
        };
    }

    private Leaf? Numbers(Leaf leaf, JsonNode value, string pointer, bool list)
    {
        if (!list) return Json.Decimal(value) is { } number && Fits(number) ? leaf with { Number = number } : Wrong(leaf, value, pointer);

        var numbers = (value as JsonArray)?.Select(Json.Decimal).ToArray();
        return numbers is not null && numbers.All(n => n is { } number && Fits(number))
            ? leaf with { Numbers = [.. numbers.Select(n => n!.Value)] } // each was looked at in the line before
            : Wrong(leaf, value, pointer);
    }

    private Leaf? Words(Leaf leaf, Figure figure, JsonNode value, string pointer, bool list)
    {
        var words = list
            ? (value as JsonArray)?.Select(Json.String).ToArray()
            : Json.String(value) is { } single ? [single] : null;
        if (words is null || words.Contains(null)) return Wrong(leaf, value, pointer);

        var unknown = figure.Words is null ? [] : words.Where(w => !figure.Words.Contains(w)).ToArray();
        foreach (var word in unknown)
            values.Add("PE304", pointer, ("value", word), ("known", string.Join(", ", figure.Words ?? [])));
        return unknown.Length == 0 ? leaf with { Words = [.. words.OfType<string>()] } : null;
    }

    private Leaf? Date(Leaf leaf, JsonNode value, string pointer, bool ofSubordinates)
    {
        if (Json.String(value) is not { } text) return Wrong(leaf, value, pointer);
        if (!DateRule.TryParse(text, out _)) return Wrong(leaf, value, pointer);

        // A subordinate unit may not have entered the phase yet.
        var date = values.Date(value, pointer, ofSubordinates ? place with { HasEntry = false } : place);
        return date is null ? null : leaf with { Date = date };
    }

    /// <summary>Figures are multiplied with counts when they are compared: what would overflow there is no figure of this world.</summary>
    private static bool Fits(decimal number) => Math.Abs(number) <= 1_000_000_000_000m;

    private Leaf? Wrong(Leaf leaf, JsonNode value, string pointer)
    {
        values.Add("PE403", pointer, ("metric", leaf.Metric), ("reason", leaf.Type.ToString()), ("value", value.ToJsonString()));
        return null;
    }
}
