using System.Collections.Frozen;
using System.Text.Json.Nodes;
using PhaseEngine.Core.Engine;
using PhaseEngine.Core.Requirements;

namespace PhaseEngine.Core.Definitions;

/// <summary>
/// A type of activity a template may hold, as data: what reader, checks, compiler and toolbox go by.
/// </summary>
/// <param name="Name">As in the definition: <c>PhaseEngine.Gate</c>.</param>
/// <param name="Outcomes">The ports it can be left by.</param>
/// <param name="Properties">What a template may state about it; empty for Elsa's own.</param>
/// <param name="Kind">The kind of requirement; null when it is none.</param>
public sealed record ActivityType(
    string Name, IReadOnlyList<Outcome> Outcomes, IReadOnlyList<PropertySpec> Properties, RequirementKind? Kind = null)
{
    private readonly FrozenDictionary<string, PropertySpec> byName =
        Properties.ToFrozenDictionary(p => p.Name, StringComparer.Ordinal);

    private readonly FrozenDictionary<string, JsonNode> defaults = Properties
        .Where(p => p.Default is not null)
        .ToFrozenDictionary(p => p.Name, p => Json.ReadText(p.Default!)
            ?? throw new InvalidOperationException($"The default of {Name}.{p.Name} is not JSON."), StringComparer.Ordinal);

    /// <summary>The only version there is so far of every type.</summary>
    public const int Version = 1;

    /// <summary>Whether it is one of ours, with key, title and properties.</summary>
    public bool IsOurs => Properties.Count > 0;

    /// <summary>Whether it is a requirement that asks members, so that rules may differ by member.</summary>
    public bool HasMembers => Properties.Any(p => p.Type == PropertyType.MemberTree);

    /// <summary>The property with a name, or null.</summary>
    /// <param name="name">camelCase.</param>
    public PropertySpec? Property(string name) => byName.GetValueOrDefault(name);

    internal JsonNode? DefaultOf(string name) => defaults.GetValueOrDefault(name);
}
