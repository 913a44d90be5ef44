using System.Text.Json.Nodes;

namespace PhaseEngine.Core.Definitions;

/// <summary>A flow of a definition: the root, or a phase's body. Its activities are in canvas order: y, then x, then key.</summary>
public sealed class TemplateFlow
{
    internal TemplateFlow(int index, JsonObject json, string pointer, TemplateActivity? phase) =>
        (Index, Json, Pointer, Phase) = (index, json, pointer, phase);

    /// <summary>0 for the root, then the bodies in the order of their phases.</summary>
    public int Index { get; }

    /// <summary>The flow as it stands in the document; not to be changed.</summary>
    public JsonObject Json { get; }

    /// <summary>Where it stands.</summary>
    public string Pointer { get; }

    /// <summary>The phase whose body it is; null for the root.</summary>
    public TemplateActivity? Phase { get; }

    /// <summary>Its activities in canvas order.</summary>
    public IReadOnlyList<TemplateActivity> Activities { get; internal set; } = [];

    /// <summary>Its connections, as far as they can be read at all.</summary>
    public IReadOnlyList<TemplateConnection> Connections { get; internal set; } = [];
}

/// <summary>An activity of a definition, whatever its type.</summary>
public sealed class TemplateActivity
{
    internal TemplateActivity(JsonObject json, string pointer, TemplateFlow flow, ActivityType? type)
    {
        (Json, Pointer, Flow, Known) = (json, pointer, flow, type);
        Id = Definitions.Json.String(json["id"]) ?? "";
        Type = Definitions.Json.String(json["type"]) ?? "";
        Version = json["version"] is null ? ActivityType.Version : Definitions.Json.Decimal(json["version"]);
        Key = type is { IsOurs: true } && Definitions.Json.String(json["key"]) is { Length: > 0 } key ? key : null;
        Title = type is { IsOurs: true } ? Text.Read(json["title"]) : null;
    }

    /// <summary>Its place in the plan: by flow, and in canvas order within each.</summary>
    public int Index { get; internal set; }

    /// <summary>The id; empty when missing.</summary>
    public string Id { get; }

    /// <summary>The type as written; empty when missing.</summary>
    public string Type { get; }

    /// <summary>The type; null when the template may not hold it.</summary>
    public ActivityType? Known { get; }

    /// <summary>The version of the type; 1 when not written, null when it is no number.</summary>
    public decimal? Version { get; }

    /// <summary>The key; null for Start and End, and where it is missing.</summary>
    public string? Key { get; }

    /// <summary>The title; null for Start and End, and where it is missing.</summary>
    public Text? Title { get; }

    /// <summary>The activity as it stands in the document, values plain; not to be changed.</summary>
    public JsonObject Json { get; }

    /// <summary>Where it stands.</summary>
    public string Pointer { get; }

    /// <summary>The flow it stands in.</summary>
    public TemplateFlow Flow { get; }

    /// <summary>A phase's flow; null for everything else, and where it is missing.</summary>
    public TemplateFlow? Body { get; internal set; }

    /// <summary>Whether it is a requirement.</summary>
    public bool IsRequirement => Known?.Kind is not null;

    /// <summary>Whether it is a requirement that never ends by itself (template-format §3.4).</summary>
    public bool IsStanding => Known?.Kind is { } kind && (Json["repeat"] is not null || kind.DefaultRepeat is not null);

    internal bool Is(string type) => string.Equals(Type, type, StringComparison.Ordinal);

    /// <inheritdoc />
    public override string ToString() => $"{Type} {Key ?? Id}";
}

/// <summary>A connection of a definition.</summary>
/// <param name="Pointer">Where it stands.</param>
/// <param name="SourceId">As written.</param>
/// <param name="Port">As written; <c>Done</c> when missing.</param>
/// <param name="TargetId">As written.</param>
/// <param name="TargetPort">As written; <c>In</c> when missing.</param>
/// <param name="Source">The activity of the same flow; null when there is none with the id.</param>
/// <param name="Target">The activity of the same flow; null when there is none with the id.</param>
public sealed record TemplateConnection(
    string Pointer, string SourceId, string Port, string TargetId, string TargetPort, TemplateActivity? Source, TemplateActivity? Target)
{
    internal bool Is(Engine.Outcome outcome) => string.Equals(Port, outcome.ToString(), StringComparison.Ordinal);
}
