using System.Text.Json.Nodes;
using PhaseEngine.Core.Requirements;

namespace PhaseEngine.Core.Definitions;

/// <summary>
/// Lays the counters of all requirements side by side. A condition narrowed to categories of members (<c>members</c>) needs a
/// block of its own, so all trees are looked through before the first is compiled.
/// </summary>
internal sealed class CounterLayout
{
    private readonly Dictionary<TemplateActivity, int> bases = [];
    private readonly Dictionary<TemplateActivity, List<string[]>> groups = [];

    public CounterLayout(TemplateDocument document, IReadOnlyDictionary<string, TemplateActivity> byKey)
    {
        foreach (var activity in document.Activities)
        {
            if (activity.Is(ActivityTypes.Gate)) Collect(activity.Json["conditions"], metric => OwnerOf(metric, byKey));
            if (!activity.IsRequirement) continue;

            Collect(activity.Json["met"], _ => activity);
            foreach (var row in (activity.Json["variants"] as JsonArray ?? []).OfType<JsonObject>())
            {
                if (row["set"] is JsonObject set) Collect(set["met"], _ => activity);
            }
        }

        foreach (var requirement in document.Activities.Where(a => a.IsRequirement))
        {
            bases[requirement] = Count;
            Count += (1 + GroupsOf(requirement).Count) * BlockLength(requirement);
        }
    }

    /// <summary>Length of a run's counter array.</summary>
    public int Count { get; }

    public int BaseOf(TemplateActivity requirement) => bases[requirement];

    public IReadOnlyList<string[]> GroupsOf(TemplateActivity requirement) =>
        groups.TryGetValue(requirement, out var found) ? found : [];

    /// <summary>The place of a counter in a run's array.</summary>
    /// <param name="requirement">Whose.</param>
    /// <param name="categories">The members it is narrowed to; empty = everybody.</param>
    /// <param name="counter">By name.</param>
    public int Slot(TemplateActivity requirement, string[] categories, string counter)
    {
        var block = 0;
        if (categories.Length > 0)
        {
            var group = GroupsOf(requirement).ToList().FindIndex(g => g.SequenceEqual(categories));
            block = group >= 0 ? 1 + group : throw new InvalidOperationException($"{requirement} has no counters for {string.Join(", ", categories)}.");
        }

        return BaseOf(requirement) + (block * BlockLength(requirement)) + Place(requirement.Known!.Kind!, counter);
    }

    /// <summary>The categories of a leaf in one order, each once; empty when it names none.</summary>
    public static string[] Categories(JsonNode? members) =>
        [.. (members as JsonArray ?? []).Select(Json.String).OfType<string>().Distinct().Order(StringComparer.Ordinal)];

    private static int BlockLength(TemplateActivity requirement) => 2 + requirement.Known!.Kind!.Counters.Count;

    private static int Place(RequirementKind kind, string counter)
    {
        if (counter == RequirementKind.Recorded) return 0;
        if (counter == RequirementKind.Asked) return 1;
        for (var i = 0; i < kind.Counters.Count; i++)
        {
            if (kind.Counters[i].Name == counter) return 2 + i;
        }

        throw new InvalidOperationException($"{kind.Name} has a metric of the counter {counter}, which it does not keep.");
    }

    private static TemplateActivity? OwnerOf(string metric, IReadOnlyDictionary<string, TemplateActivity> byKey) =>
        metric.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot && byKey.TryGetValue(metric[..dot], out var owner) && owner.IsRequirement
            ? owner
            : null;

    private void Collect(JsonNode? tree, Func<string, TemplateActivity?> ownerOf)
    {
        switch (tree)
        {
            case JsonArray parts:
                foreach (var part in parts) Collect(part, ownerOf);
                break;

            case JsonObject json:
                if (Json.String(json["metric"]) is { } metric && Categories(json["members"]) is { Length: > 0 } categories && ownerOf(metric) is { } owner)
                {
                    if (!groups.TryGetValue(owner, out var found)) groups[owner] = found = [];
                    if (!found.Exists(g => g.SequenceEqual(categories))) found.Add(categories);
                }

                foreach (var (_, part) in json) Collect(part, ownerOf);
                break;
        }
    }
}
