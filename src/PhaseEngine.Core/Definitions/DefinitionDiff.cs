using System.Text.Json.Nodes;

namespace PhaseEngine.Core.Definitions;

/// <summary>What became of a definition's activity between two versions.</summary>
public enum ChangeKind
{
    /// <summary>It is new.</summary>
    Added,

    /// <summary>It is gone.</summary>
    Removed,

    /// <summary>One of its properties is another.</summary>
    Changed,
}

/// <summary>One difference between two definitions.</summary>
/// <param name="Kind">What became of it.</param>
/// <param name="Key">The activity's key, which is its identity; the id of Start and End; empty for the template itself.</param>
/// <param name="Title">Its title, after the change where it is still there.</param>
/// <param name="Property">Which property; <c>type</c>, <c>flow</c> (the key of the phase it stands in) and <c>after</c> (what leads to it) count as properties; null when added or removed.</param>
/// <param name="From">What it was; null when it was missing.</param>
/// <param name="To">What it is; null when it is missing.</param>
public sealed record DefinitionChange(ChangeKind Kind, string Key, Text? Title, string? Property = null, JsonNode? From = null, JsonNode? To = null);

/// <summary>The differences between two definitions as people see them: by key, without what carries no meaning.</summary>
public static class DefinitionDiff
{
    private static readonly string[] NotCompared = ["id", "key", "nodeId", "name", "version", "metadata", "body", "customProperties"];

    /// <summary>Compares two versions.</summary>
    /// <param name="before">The older one.</param>
    /// <param name="after">The newer one.</param>
    /// <returns>The template's own properties first, then activities by flow and in canvas order, removed ones last.</returns>
    public static IReadOnlyList<DefinitionChange> Between(TemplateDocument before, TemplateDocument after)
    {
        var changes = new List<DefinitionChange>();
        Compare(changes, "", after.Title, OfTemplate(before), OfTemplate(after));

        var old = ByKey(before);
        var now = ByKey(after);
        foreach (var (key, activity) in now)
        {
            if (old.TryGetValue(key, out var was)) Compare(changes, key, activity.Title, Properties(was), Properties(activity));
            else changes.Add(new DefinitionChange(ChangeKind.Added, key, activity.Title));
        }

        changes.AddRange(old.Where(o => !now.ContainsKey(o.Key)).Select(o => new DefinitionChange(ChangeKind.Removed, o.Key, o.Value.Title)));
        return changes;
    }

    private static void Compare(
        List<DefinitionChange> changes, string key, Text? title, Dictionary<string, JsonNode?> before, Dictionary<string, JsonNode?> after)
    {
        foreach (var property in after.Keys.Union(before.Keys))
        {
            var (from, to) = (before.GetValueOrDefault(property), after.GetValueOrDefault(property));
            if (!JsonNode.DeepEquals(from, to))
                changes.Add(new DefinitionChange(ChangeKind.Changed, key, title, property, from?.DeepClone(), to?.DeepClone()));
        }
    }

    private static Dictionary<string, TemplateActivity> ByKey(TemplateDocument document)
    {
        var byKey = new Dictionary<string, TemplateActivity>(StringComparer.Ordinal);
        foreach (var activity in document.Activities) byKey.TryAdd(activity.Key ?? activity.Id, activity);
        return byKey;
    }

    private static Dictionary<string, JsonNode?> OfTemplate(TemplateDocument document) => new(StringComparer.Ordinal)
    {
        ["name"] = document.Json["name"],
        ["title"] = document.Ours?["title"],
        ["guidance"] = document.Ours?["guidance"],
        ["extends"] = document.Ours?["extends"],
    };

    private static Dictionary<string, JsonNode?> Properties(TemplateActivity activity)
    {
        var properties = activity.Json.Where(p => p.Value is not null && !NotCompared.Contains(p.Key))
            .ToDictionary(p => p.Key, p => p.Value, StringComparer.Ordinal);
        properties["flow"] = activity.Flow.Phase?.Key;
        properties["after"] = new JsonArray([.. Before(activity).Order(StringComparer.Ordinal).Select(b => JsonValue.Create(b))]);
        return properties;
    }

    /// <summary>What leads to an activity, with the port where there is more than one.</summary>
    private static IEnumerable<string> Before(TemplateActivity activity) => activity.Flow.Connections
        .Where(c => c.Target == activity && c.Source is not null)
        .Select(c => c.Port == "Done" ? c.Source!.Key ?? c.Source.Id : $"{c.Source!.Key ?? c.Source.Id} {c.Port}");
}
