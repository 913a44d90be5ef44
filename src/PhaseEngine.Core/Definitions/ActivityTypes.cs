using System.Collections.Frozen;
using PhaseEngine.Core.Engine;
using PhaseEngine.Core.Requirements;

namespace PhaseEngine.Core.Definitions;

/// <summary>The types of activities a template may hold (template-format §4): six fixed ones, and one for each kind of requirement.</summary>
public sealed class ActivityTypes
{
    /// <summary>A flow; only the root and the bodies of phases.</summary>
    public const string Flowchart = "Elsa.Flowchart";

    /// <summary>The beginning of a flow.</summary>
    public const string Start = "Elsa.Start";

    /// <summary>Ends its flow at once.</summary>
    public const string End = "Elsa.End";

    /// <summary>A phase.</summary>
    public const string Phase = Kinds.Prefix + "Phase";

    /// <summary>A gate.</summary>
    public const string Gate = Kinds.Prefix + "Gate";

    /// <summary>A choice.</summary>
    public const string Choice = Kinds.Prefix + "Choice";

    private static readonly PropertySpec[] Common =
    [
        new("key", PropertyType.Key, Required: true),
        new("title", PropertyType.Text, Required: true),
        new("guidance", PropertyType.Text),
        new("basis", PropertyType.Basis),
    ];

    private static readonly PropertySpec[] OfRequirements =
    [
        new("due", PropertyType.Date),
        new("owner", PropertyType.Role, "\"secretary\""),
        new("when", PropertyType.UnitTree),
        new("met", PropertyType.MetTree),
        new("repeat", PropertyType.Rhythm),
        new("reminders", PropertyType.Reminders),
        new("variants", PropertyType.Variants),
        new("effort", PropertyType.Whole, Min: 0, Max: 10_000),
        new("asks", PropertyType.Words),
    ];

    private readonly FrozenDictionary<string, ActivityType> byName;

    internal ActivityTypes(IReadOnlyList<RequirementKind> kinds)
    {
        All = [.. Fixed(), .. kinds.Select(OfKind)];
        byName = All.ToFrozenDictionary(t => t.Name, StringComparer.Ordinal);
    }

    /// <summary>The types of this product.</summary>
    public static ActivityTypes Known { get; } = new(Kinds.All);

    /// <summary>All types: Start, End, Phase, Gate, Choice, then the kinds by name.</summary>
    public IReadOnlyList<ActivityType> All { get; }

    /// <summary>The type with a name, or null.</summary>
    /// <param name="name">E.g. <c>PhaseEngine.Gate</c>.</param>
    public ActivityType? Find(string? name) => name is null ? null : byName.GetValueOrDefault(name);

    private static IEnumerable<ActivityType> Fixed() =>
    [
        new(Start, [Outcome.Done], []),
        new(End, [], []),
        new(Phase, [Outcome.Done],
        [
            .. Common,
            new("length", PropertyType.Span),
            new("notBefore", PropertyType.Date),
            new("indicative", PropertyType.Bool, "false"),
            new("reminders", PropertyType.Reminders),
            new("variants", PropertyType.Variants),
        ]),
        new(Gate, [Outcome.Passed, Outcome.Returned],
        [
            .. Common,
            new("conditions", PropertyType.GateTree),
            new("approvals", PropertyType.Approvals),
            new("reopens", PropertyType.RequirementKeys),
            new("allows", PropertyType.Words, Words: ["condition", "override"]),
            new("due", PropertyType.Date),
            new("reminders", PropertyType.Reminders),
        ]),
        new(Choice, [Outcome.Yes, Outcome.No], [.. Common, new("condition", PropertyType.UnitTree, Required: true)]),
    ];

    private static ActivityType OfKind(RequirementKind kind) =>
        new(Kinds.Prefix + kind.Name, [Outcome.Done], [.. Common, .. OfRequirements, .. kind.Properties], kind);
}
