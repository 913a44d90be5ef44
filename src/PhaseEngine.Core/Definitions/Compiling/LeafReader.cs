using System.Text.Json.Nodes;
using PhaseEngine.Core.Engine;
using PhaseEngine.Core.Gates;
using PhaseEngine.Core.Organisations;
using PhaseEngine.Core.Requirements;

namespace PhaseEngine.Core.Definitions;

/// <summary>Reads <c>{metric, op, value}</c> and finds the figure it means.</summary>
internal sealed class LeafReader(CompileContext context, ValueReader values, TemplateActivity owner, TreeScope scope)
{
    private static readonly string[] Operators = ["=", "!=", "<", "<=", ">", ">=", "in", "notIn"];

    private readonly LeafValueReader leafValues = new(values, DatePlace.In(owner.Flow));

    public Leaf? Read(JsonObject json, string pointer)
    {
        values.Unknown(json, pointer, "metric", "op", "value", "of", "share", "members", "text", "who");
        var op = Array.IndexOf(Operators, Json.String(json["op"]));
        if (op < 0) values.Add("PE401", pointer + "/op", ("reason", "op"), ("value", json["op"]?.ToJsonString()));
        if (json["value"] is null) values.Add("PE401", pointer + "/value", ("reason", "value"));
        if (Json.String(json["metric"]) is not { } metric)
        {
            values.Add("PE401", pointer + "/metric", ("reason", "metric"));
            return null;
        }

        if (Find(metric, pointer) is not { } figure) return null;

        var of = Subordinates(json, figure, metric, pointer);
        var share = Share(json, of, pointer);
        var categories = Members(json, figure, metric, pointer);
        var text = json["text"] is { } textNode ? values.Text(textNode, pointer + "/text") : null;
        var who = json["who"] is { } whoNode ? values.Word(whoNode, pointer + "/who", Vocabulary.Roles) : null;
        if (op < 0 || json["value"] is not { } value) return null;

        var leaf = Resolve(figure, metric, categories) with { Op = (Comparison)op, Text = text, Who = who };
        if (leafValues.Read(leaf, figure, value, pointer + "/value", ofSubordinates: of is not null) is not { } complete) return null;

        context.Figures[complete] = figure;
        return of is null ? complete : OfSubordinates(complete, of == "all", share, pointer);
    }

    private Figure? Find(string metric, string pointer)
    {
        var dot = metric.IndexOf('.', StringComparison.Ordinal);
        if (metric == "today") return scope == TreeScope.Gate ? Figure.Today : NotAllowed(metric, pointer);
        if (dot < 0)
        {
            if (scope != TreeScope.Met) return Unknown(metric, pointer);
            return Figure.OfKind(owner, metric) ?? (Figure.Of(owner, metric) is null ? Unknown(metric, pointer) : NotAllowed(metric, pointer));
        }

        var (subject, name) = (metric[..dot], metric[(dot + 1)..]);
        var (figure, allowed) = subject switch
        {
            "unit" => (Figure.OfUnit(name), scope is not TreeScope.Met),
            "member" => (Figure.OfMember(name), scope is TreeScope.Member),
            _ => (context.ByKey.TryGetValue(subject, out var activity) ? Figure.Of(activity, name) : null, scope is TreeScope.Gate),
        };

        if (figure is null && scope == TreeScope.Gate && IsOffLimits(subject)) return OffLimits(subject, pointer);
        if (figure is null) return Unknown(metric, pointer);
        if (!allowed) return NotAllowed(metric, pointer);
        return scope == TreeScope.Gate && IsOffLimits(subject) ? OffLimits(subject, pointer) : figure;
    }

    private bool IsOffLimits(string key) => context.ByKey.GetValueOrDefault(key)?.Known?.Kind is { GatesMayAsk: false };

    private string? Subordinates(JsonObject json, Figure figure, string metric, string pointer)
    {
        if (json["of"] is not { } of) return null;
        if (scope != TreeScope.Gate || figure.Source == FigureSource.Today)
        {
            values.Add("PE404", pointer + "/of", ("metric", metric), ("reason", "of"));
            return null;
        }

        if (Json.String(of) is "direct" or "all") return Json.String(of);

        values.Add("PE401", pointer + "/of", ("reason", "of"), ("value", of.ToJsonString()));
        return null;
    }

    private decimal Share(JsonObject json, string? of, string pointer)
    {
        if (json["share"] is not { } share) return 100;
        if (of is null && json["of"] is null) values.Add("PE401", pointer + "/share", ("reason", "share"));
        if (Json.Decimal(share) is { } percent and >= 0 and <= 100) return percent;

        values.Add("PE403", pointer + "/share", ("metric", "share"), ("reason", nameof(MetricType.Percent)), ("value", share.ToJsonString()));
        return 100;
    }

    private string[] Members(JsonObject json, Figure figure, string metric, string pointer)
    {
        if (json["members"] is not { } members) return [];

        var at = pointer + "/members";
        if (scope is TreeScope.Unit or TreeScope.Member || figure.Spec is not { OfMembers: true })
        {
            values.Add("PE404", at, ("metric", metric), ("reason", "members"));
            return [];
        }

        var words = values.Words(members, at, Vocabulary.MemberCategories);
        if (members is JsonArray { Count: 0 }) values.Add("PE401", at, ("reason", "empty"));
        // Only what the layout saw as well: with a word unknown there is no plan anyway.
        return words.Length == (members as JsonArray)?.Count ? CounterLayout.Categories(members) : [];
    }

    private Leaf Resolve(Figure figure, string metric, string[] categories)
    {
        var leaf = new Leaf
        {
            Metric = metric,
            Type = figure.Type,
            Source = figure.Source,
            Op = default,
            Activity = figure.At?.Index ?? -1,
            Fact = figure.Fact,
            Categories = categories,
            Flow = owner.Flow.Index,
        };
        if (figure.Spec is not { } spec) return leaf;

        return leaf with
        {
            Counter = context.Counters.Slot(figure.At!, categories, spec.Counter), // counters are a requirement's
            Per = spec.Per is null ? -1 : context.Counters.Slot(figure.At!, categories, spec.Per),
            Scale = spec.Scale,
            UnknownWhenEmpty = spec.UnknownWhenEmpty,
        };
    }

    /// <summary>The leaf each subordinate unit has to satisfy goes into the plan's list; what stands in the tree asks for the share of them.</summary>
    private Leaf OfSubordinates(Leaf leaf, bool all, decimal share, string pointer)
    {
        var ordinal = context.Subordinates.Count(s => s.Gate == owner.Key);
        context.Subordinates.Add(new SubordinateLeaf(owner.Key ?? "", ordinal, leaf, all, share));
        context.Pointers[leaf] = pointer;
        return new Leaf
        {
            Metric = leaf.Metric,
            Type = MetricType.Percent,
            Source = FigureSource.Subordinates,
            Op = Comparison.AtLeast,
            Number = share,
            Activity = leaf.Activity,
            Flow = leaf.Flow,
            Subordinates = context.Subordinates.Count - 1,
            Categories = leaf.Categories,
            Text = leaf.Text,
            Who = leaf.Who,
        };
    }

    private Figure? Unknown(string metric, string pointer) => Refuse("PE402", pointer, ("metric", metric));

    private Figure? NotAllowed(string metric, string pointer) => Refuse("PE404", pointer, ("metric", metric), ("reason", scope.ToString()));

    private Figure? OffLimits(string key, string pointer) => Refuse("PE409", pointer, ("metric", key));

    private Figure? Refuse(string code, string pointer, params ReadOnlySpan<(string Name, object? Value)> facts)
    {
        values.Add(code, pointer + "/metric", facts);
        return null;
    }
}
