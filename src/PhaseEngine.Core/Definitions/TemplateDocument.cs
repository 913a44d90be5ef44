using System.Text.Json;
using System.Text.Json.Nodes;

namespace PhaseEngine.Core.Definitions;

/// <summary>What came of reading a definition.</summary>
/// <param name="Document">The document; null when it is not a workflow definition at all, or too large to be one.</param>
/// <param name="Findings">Why there is none; empty otherwise (findings about a document come from compiling it).</param>
public sealed record Reading(TemplateDocument? Document, IReadOnlyList<Finding> Findings);

/// <summary>
/// A template's definition: an Elsa 3 workflow definition (template-format) as JSON with plain values, and a view of its flows.
/// Everything not known is kept. Immutable; the JSON it shows is not to be changed.
/// </summary>
public sealed class TemplateDocument
{
    private string? contentHash;

    private TemplateDocument(JsonObject json, ActivityTypes types)
    {
        Json = json;
        Types = types;
        var findings = new FindingList();
        Flows = new OutlineReader(types, findings).Read((JsonObject)json["root"]!);
        ReadingFindings = findings.All;
    }

    /// <summary>The whole document.</summary>
    public JsonObject Json { get; }

    /// <summary>The flows: the root, then the bodies of phases.</summary>
    public IReadOnlyList<TemplateFlow> Flows { get; }

    /// <summary>Every activity: by flow, and in canvas order within each.</summary>
    public IEnumerable<TemplateActivity> Activities => Flows.SelectMany(f => f.Activities);

    /// <summary>The template's id; empty when missing.</summary>
    public string DefinitionId => Definitions.Json.String(Json["definitionId"]) ?? "";

    /// <summary>The version; 1 when missing.</summary>
    public int Version => Definitions.Json.Decimal(Json["version"]) is { } version and >= 1 and <= int.MaxValue ? (int)version : 1;

    /// <summary>The title, otherwise the name, otherwise the id.</summary>
    public Text Title => Text.Read(Ours?["title"]) ?? Text.Read(Json["name"]) ?? new Text(DefinitionId);

    /// <summary>What it is about; may be null.</summary>
    public Text? Guidance => Text.Read(Ours?["guidance"]);

    /// <summary>The template it is an overlay on, <c>definitionId@version</c>; null when it stands alone (B.1).</summary>
    public string? Extends => Definitions.Json.String(Ours?["extends"]);

    /// <summary>SHA-256, hexadecimal, of what carries meaning: neither store, canvas nor order counts (template-format §1).</summary>
    public string ContentHash => contentHash ??= CanonicalForm.Hash(Json, Types);

    internal ActivityTypes Types { get; }

    internal JsonObject? Ours => Json["customProperties"] is JsonObject custom ? custom["phaseEngine"] as JsonObject : null;

    internal IReadOnlyList<Finding> ReadingFindings { get; }

    /// <summary>Reads a definition leniently (template-format §7). Never throws, whatever the input.</summary>
    /// <param name="utf8">JSON, at most 2 MB, 64 deep, 2000 activities.</param>
    public static Reading Read(ReadOnlyMemory<byte> utf8) => Read(utf8, ActivityTypes.Known);

    /// <summary>Reads a definition that is JSON already; the node itself is not kept.</summary>
    /// <param name="definition">Any node.</param>
    public static Reading Read(JsonNode? definition)
    {
        try
        {
            return Read(JsonSerializer.SerializeToUtf8Bytes(definition), ActivityTypes.Known);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return Refuse("depth");
        }
    }

    internal static Reading Read(ReadOnlyMemory<byte> utf8, ActivityTypes types)
    {
        var (node, refusal) = Definitions.Json.Read(utf8);
        if (refusal is not null) return Refuse(refusal);
        if (node is not JsonObject json || json["root"] is not JsonObject root || Definitions.Json.String(root["type"]) != ActivityTypes.Flowchart)
            return Refuse("definition");
        if (OutlineReader.Count(root) > OutlineReader.MaxActivities) return Refuse("activities");

        var document = new TemplateDocument(json, types);

        // Unwrapping may have put one tree inside another.
        return Definitions.Json.Depth(json) > Definitions.Json.MaxDepth ? Refuse("depth") : new Reading(document, []);
    }

    /// <summary>The definition as it is stored and exchanged: plain values, node ids, names and display texts assigned (template-format §1).</summary>
    public JsonObject ToJson() => TemplateWriter.Write(this);

    /// <summary>As <see cref="ToJson"/>, in bytes: indented, characters as themselves.</summary>
    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(ToJson(), TemplateWriter.Format);

    /// <summary>
    /// The definition for Elsa Studio: texts of fields as plain zh-CN strings, since it would show an object as escaped JSON, and
    /// <c>Elsa.NotFoundActivity</c> for types nobody knows, since one of them would leave its canvas blank.
    /// </summary>
    public JsonObject ForStudio() => StudioForm.Of(this);

    /// <summary>This definition, as saved by the Studio, laid over the stored one: what the Studio drops or cannot show comes back.</summary>
    /// <param name="stored">What was sent to the Studio.</param>
    /// <param name="titles">What a new activity is called, by its type, until somebody names it.</param>
    public TemplateDocument LaidOver(TemplateDocument stored, Func<string, string> titles) => new(new StudioMerge(stored, titles).Of(this), Types);

    private static Reading Refuse(string reason) =>
        new(null, [new Finding("PE101", Severity.Error, "", null, null, null, new Dictionary<string, object?> { ["reason"] = reason })]);
}
