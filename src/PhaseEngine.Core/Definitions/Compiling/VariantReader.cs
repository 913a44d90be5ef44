using System.Text.Json.Nodes;
using PhaseEngine.Core.Engine;
using PhaseEngine.Core.Gates;
using PhaseEngine.Core.Requirements;

namespace PhaseEngine.Core.Definitions;

/// <summary>One row of variants.</summary>
/// <param name="When">Over unit facts, or over member facts.</param>
/// <param name="Set">What it replaces.</param>
/// <param name="OfMembers">Whether it looks at members.</param>
/// <param name="Properties">The activity's properties as the row makes them.</param>
internal sealed record VariantRow(Condition When, JsonObject Set, bool OfMembers, PropertyReader Properties)
{
    /// <summary>The words it puts in the place of the activity's; null when it leaves them.</summary>
    public VariantWords? Words() => Set.ContainsKey("title") || Set.ContainsKey("guidance") || Set.ContainsKey("basis")
        ? new VariantWords(Properties.Text("title"), Properties.Text("guidance"), Properties.Basis())
        : null;
}

/// <summary>Reads the variants of a phase or requirement (template-format §6).</summary>
internal sealed class VariantReader(CompileContext context, TemplateActivity activity)
{
    private readonly ValueReader values = new(context.Findings, activity);
    private readonly ActivityType type = activity.Known!; // only activities of known types are read

    public IReadOnlyList<VariantRow> Read() =>
        activity.Json["variants"] is { } rows ? [.. values.List(rows, activity.Pointer + "/variants", Row)] : [];

    private VariantRow? Row(JsonNode item, string pointer)
    {
        if (values.Row(item, pointer, "when", "set") is not { } row) return null;

        var scope = type.HasMembers ? TreeScope.Member : TreeScope.Unit;
        var when = values.Required(row, pointer, "when") is { } tree
            ? new TreeReader(context, values, activity, scope).Read(tree, pointer + "/when")
            : null;
        if (values.Required(row, pointer, "set") is not { } setNode) return null;
        if (setNode is not JsonObject set)
        {
            values.Add("PE303", pointer + "/set", ("reason", "row"));
            return null;
        }

        var ofMembers = when is not null && LooksAtMembers(when);
        var refused = set.Where(p => !MaySet(p.Key, p.Value, ofMembers)).Select(p => p.Key).ToList();
        foreach (var name in refused) values.Add("PE311", $"{pointer}/set/{Json.Step(name)}", ("property", name));
        return when is null || refused.Count > 0
            ? null
            : new VariantRow(when, set, ofMembers, new PropertyReader(context, activity, set, pointer + "/set"));
    }

    /// <summary>
    /// Identity and shape of the flow are the same for all units: neither what is asked of whom nor whether something stands or
    /// ends can hang on a variant. Among members only what the kind says can differ.
    /// </summary>
    private bool MaySet(string name, JsonNode? value, bool ofMembers)
    {
        if (type.Property(name) is not { } spec) return false;
        if (ofMembers) return spec.ByMember;
        return spec.Type switch
        {
            PropertyType.Key or PropertyType.Variants or PropertyType.RegisterKeys or PropertyType.RequirementKeys => false,
            PropertyType.UnitTree => false,
            PropertyType.Rhythm => (value is not null || type.Kind?.DefaultRepeat is not null) == activity.IsStanding,
            PropertyType.Span when name == "length" => (value is null) == (activity.Json["length"] is null),
            _ => true,
        };
    }

    private static bool LooksAtMembers(Condition condition) => condition switch
    {
        All all => all.Parts.Any(LooksAtMembers),
        Any any => any.Parts.Any(LooksAtMembers),
        Not not => LooksAtMembers(not.Part),
        Leaf leaf => leaf.Source == FigureSource.Member,
        _ => false,
    };
}
