using System.Text.Json.Nodes;
using PhaseEngine.Core.Engine;

namespace PhaseEngine.Core.Definitions;

/// <summary>What came of laying an overlay on its base.</summary>
/// <param name="Merged">The whole definition, to be compiled and given to Elsa; null when the overlay weakens its base.</param>
/// <param name="Findings">Where it does (PE603); pointers lead into the overlay.</param>
public sealed record OverlayMerge(TemplateDocument? Merged, IReadOnlyList<Finding> Findings);

/// <summary>
/// Lays what a lower office asks on the template of the higher one (B.1, template-format §1): an activity with a key of the base
/// tightens it, another is an addition, nothing is removed. Each activity's <c>customProperties.phaseEngine.setBy</c> says who
/// set which property, the empty name standing for the activity as a whole.
/// </summary>
public static class Overlay
{
    /// <summary>The name under which an activity says who set what.</summary>
    internal const string SetBy = "setBy";

    /// <summary>Merges an overlay with the template it extends. What is malformed in it is left for compiling to find.</summary>
    /// <param name="higher">The template it extends, in the version named; itself merged, when it is an overlay.</param>
    /// <param name="overlay">The overlay.</param>
    public static OverlayMerge Merge(TemplateDocument higher, TemplateDocument overlay)
    {
        var findings = new FindingList();
        var merger = new OverlayMerger(higher, overlay, findings);
        var json = merger.Merge();
        if (findings.HasErrors) return new OverlayMerge(null, findings.All);

        var reading = TemplateDocument.Read(JsonBytes(json), overlay.Types);
        return new OverlayMerge(reading.Document, reading.Findings);
    }

    /// <summary>Who set what of an activity, as a merged definition says.</summary>
    internal static IReadOnlyDictionary<string, string> SettersOf(JsonObject activity)
    {
        var setters = activity["customProperties"] is JsonObject custom && custom["phaseEngine"] is JsonObject ours ? ours[SetBy] as JsonObject : null;
        return setters is null
            ? PlanActivity.SetByTheTemplate
            : setters.Where(s => Json.String(s.Value) is not null).ToDictionary(s => s.Key, s => Json.String(s.Value) ?? "", StringComparer.Ordinal);
    }

    private static byte[] JsonBytes(JsonObject json) => System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(json);
}
