using System.Text.Json.Nodes;

namespace PhaseEngine.Core.Definitions;

/// <summary>
/// What of a flow Elsa Studio can show. One activity it does not know leaves its canvas blank, and its next save would then
/// replace the flow by nothing: such activities go there as <c>Elsa.NotFoundActivity</c>, and what it cannot show at all (no id of its
/// own, connections into nowhere) stays here and is put back when it saves.
/// </summary>
internal sealed class StudioFlow
{
    public const string NotFound = "Elsa.NotFoundActivity";

    private readonly ActivityTypes types;
    private readonly Dictionary<string, JsonObject> shown = new(StringComparer.Ordinal);

    public StudioFlow(JsonObject flow, ActivityTypes types)
    {
        this.types = types;
        foreach (var activity in Objects(flow["activities"]))
        {
            if (Json.String(activity["id"]) is { Length: > 0 } id) shown.TryAdd(id, activity);
        }
    }

    /// <summary>The activities it can show, by id.</summary>
    public IReadOnlyDictionary<string, JsonObject> Shown => shown;

    public bool Shows(JsonNode? activity) =>
        activity is JsonObject json && Json.String(json["id"]) is { } id && shown.TryGetValue(id, out var own) && ReferenceEquals(own, json);

    public bool Shows(ConnectionEnds connection) =>
        shown.TryGetValue(connection.Source, out var source) && shown.ContainsKey(connection.Target)
        && connection.TargetPort == "In" && PortsOf(source).Contains(connection.Port);

    /// <summary>Whether the Studio has a description of the activity's type and version.</summary>
    public bool Knows(JsonObject activity) => types.Find(Json.String(activity["type"])) is not null
        && (activity["version"] is null || Json.Decimal(activity["version"]) == ActivityType.Version);

    public static IEnumerable<JsonObject> Objects(JsonNode? list) => (list as JsonArray)?.OfType<JsonObject>() ?? [];

    private IEnumerable<string> PortsOf(JsonObject activity) =>
        Knows(activity) ? types.Find(Json.String(activity["type"]))!.Outcomes.Select(o => o.ToString()) : ["Done"];
}

/// <summary>What a connection connects; a port that is not written is the usual one.</summary>
internal sealed record ConnectionEnds(string Source, string Port, string Target, string TargetPort)
{
    public static ConnectionEnds Of(JsonObject connection) => new(
        Json.String(connection["source"].AsObjectOrNull()?["activity"]) ?? "", Json.String(connection["source"].AsObjectOrNull()?["port"]) ?? "Done",
        Json.String(connection["target"].AsObjectOrNull()?["activity"]) ?? "", Json.String(connection["target"].AsObjectOrNull()?["port"]) ?? "In");
}
