using System.Text.Json.Nodes;

namespace PhaseEngine.Core.Tests.Definitions;

/// <summary>The first place where two trees differ, for messages of failed tests.</summary>
internal static class Difference
{
    public static string Between(JsonNode? one, JsonNode? other, string at = "") => (one, other) switch
    {
        _ when JsonNode.DeepEquals(one, other) => "",
        (JsonObject a, JsonObject b) => a.Select(p => p.Key).Union(b.Select(p => p.Key))
            .Where(name => !JsonNode.DeepEquals(a[name], b[name]) || a.ContainsKey(name) != b.ContainsKey(name))
            .Select(name => Between(a[name], b[name], $"{at}/{name}")).First(),
        (JsonArray a, JsonArray b) when a.Count == b.Count => Enumerable.Range(0, a.Count)
            .Where(i => !JsonNode.DeepEquals(a[i], b[i])).Select(i => Between(a[i], b[i], $"{at}/{i}")).First(),
        _ => $"{at}: {one?.ToJsonString() ?? "nothing"} and {other?.ToJsonString() ?? "nothing"}",
    };
}
