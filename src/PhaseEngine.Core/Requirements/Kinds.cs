using System.Collections.Frozen;

namespace PhaseEngine.Core.Requirements;

/// <summary>Every kind of requirement there is, found by scanning this assembly: a new kind is a new class in a new folder.</summary>
public static class Kinds
{
    /// <summary>What stands before a kind's name in an activity's type.</summary>
    public const string Prefix = "PhaseEngine.";

    /// <summary>All kinds in the order of their names.</summary>
    public static readonly IReadOnlyList<RequirementKind> All =
    [
        .. typeof(Kinds).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(RequirementKind)) && !type.IsAbstract)
            .Select(type => (RequirementKind)Activator.CreateInstance(type)!)
            .OrderBy(kind => kind.Name, StringComparer.Ordinal),
    ];

    private static readonly FrozenDictionary<string, RequirementKind> ByType =
        All.ToFrozenDictionary(kind => Prefix + kind.Name, StringComparer.Ordinal);

    /// <summary>The kind of an activity type, or null when the type is not a requirement.</summary>
    /// <param name="activityType">E.g. <c>PhaseEngine.Study</c>.</param>
    public static RequirementKind? OfType(string? activityType) =>
        activityType is null ? null : ByType.GetValueOrDefault(activityType);
}
