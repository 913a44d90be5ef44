using System.Text.Json.Nodes;
using PhaseEngine.Core.Gates;

namespace PhaseEngine.Core.Definitions;

/// <summary>What a tree may look at, by where it stands (template-format §5).</summary>
internal enum TreeScope
{
    /// <summary>Facts of the unit: choices, <c>when</c>, variants.</summary>
    Unit,

    /// <summary>Facts of the unit and of one member: <c>members</c>, and variants of what members are asked.</summary>
    Member,

    /// <summary>The requirement's own metrics, without its key: <c>met</c>.</summary>
    Met,

    /// <summary>Everything but facts of members: a gate's conditions.</summary>
    Gate,
}

/// <summary>Reads condition trees; a part that cannot be read is a finding and left out.</summary>
internal sealed class TreeReader(CompileContext context, ValueReader values, TemplateActivity owner, TreeScope scope)
{
    private readonly LeafReader leaves = new(context, values, owner, scope);

    public Condition? Read(JsonNode? node, string pointer)
    {
        var condition = node is JsonObject json ? ReadObject(json, pointer) : Malformed(pointer, "tree");
        if (condition is not null) context.Pointers[condition] = pointer;
        return condition;
    }

    private Condition? ReadObject(JsonObject json, string pointer)
    {
        if (StudioValues.IsExpression(json))
        {
            values.Add("PE302", pointer, ("type", Json.String(json["expression"]!["type"])));
            return null;
        }

        var all = json.ContainsKey("all");
        var any = json.ContainsKey("any");
        var not = json.ContainsKey("not");
        if ((all ? 1 : 0) + (any ? 1 : 0) + (not ? 1 : 0) + (json.ContainsKey("metric") ? 1 : 0) != 1) return Malformed(pointer, "shape");
        if (!all && !any && !not) return leaves.Read(json, pointer);

        values.Unknown(json, pointer, "all", "any", "not");
        if (not) return Read(json["not"], pointer + "/not") is { } part ? new Not(part) : null;

        var name = all ? "all" : "any";
        if (json[name] is not JsonArray { Count: > 0 } items) return Malformed($"{pointer}/{name}", "empty");

        var parts = items.Select((item, i) => Read(item, $"{pointer}/{name}/{i}")).OfType<Condition>().ToArray();
        if (parts.Length == 0) return null;
        return all ? new All(parts) : new Any(parts);
    }

    private Condition? Malformed(string pointer, string reason)
    {
        values.Add("PE401", pointer, ("reason", reason));
        return null;
    }
}
