using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;

namespace PhaseEngine.Core.Tests.Definitions;

/// <summary>Random changes of definitions, each given by a few numbers so that a failing one can be made smaller.</summary>
internal static class Mutation
{
    private static readonly string[] Hostile =
    [
        "null", "true", "-1", "1e400", "-1e-400", "99999999999999999999999999999", "0.1", "[]", "{}", "\"\"", "\"x\"", "\"_type\"", "\"PhaseEngine.Gate\"",
        "\"Elsa.End\"", "\"{\\\"all\\\":[]}\"", "\"[[[[\"", "\"9999m\"", "\"end-9999wd\"", "\"02-30\"", """{"expression":{"type":"Literal","value":"{\"not\":1}"}}""",
        """{"expression":{"type":"Literal"}}""", """{"expression":{}}""", """{"expression":{"type":5}}""", """{"zh-CN":""}""", "[null,1,{}]", """{"all":[{"not":{"any":[{}]}}]}""",
        """{"metric":"essay.coverage","op":"in","value":[1e30]}""", """{"metric":"..","op":"=","value":0}""", """{"metric":"gate.status","op":"=","value":"passed","of":"all","share":0}""",
        """[{"when":{"metric":"member.category","op":"=","value":"ill"},"set":{"hours":"x","count":[]}}]""", """[{"at":"-9999m","to":["owner"],"every":"0d"}]""",
    ];

    /// <summary>Where, and what happens there.</summary>
    internal readonly record struct Change(int Place, int What, int With);

    public static readonly Gen<Change[]> Some =
        (from place in Gen.Choose(0, 100_000)
         from what in Gen.Choose(0, 4)
         from with in Gen.Choose(0, 100_000)
         select new Change(place, what, with)).NonEmptyListOf().Select(changes => changes.Take(6).ToArray());

    public static void Apply(JsonObject template, IEnumerable<Change> changes)
    {
        foreach (var change in changes)
        {
            var nodes = Nodes(template).Skip(1).ToList();
            if (nodes.Count == 0) return;

            var node = nodes[change.Place % nodes.Count];
            switch (change.What)
            {
                case 0: Remove(node); break;
                case 1: node.ReplaceWith(JsonNode.Parse(Hostile[change.With % Hostile.Length])); break;
                case 2: node.ReplaceWith(nodes[change.With % nodes.Count].DeepClone()); break;
                case 3 when node.Parent is JsonArray list: list.Add(node.DeepClone()); break;
                case 4 when node is JsonObject json: json[$"_type{change.With % 3}"[..(5 + (change.With % 2))]] = change.With; break;
            }
        }
    }

    /// <summary>Adds properties nobody knows to objects at random places; returns what was added where.</summary>
    public static IReadOnlyList<(JsonObject To, string Name)> AddUnknown(JsonObject template, IEnumerable<Change> changes)
    {
        var added = new List<(JsonObject, string)>();
        foreach (var change in changes)
        {
            var objects = Nodes(template).OfType<JsonObject>().ToList();
            var to = objects[change.Place % objects.Count];
            var name = $"x{added.Count}";
            to[name] = JsonNode.Parse(Hostile[change.With % Hostile.Length]);
            added.Add((to, name));
        }

        return added;
    }

    public static IEnumerable<JsonNode> Nodes(JsonNode? node)
    {
        if (node is null) return [];

        var parts = node switch
        {
            JsonObject json => json.Select(p => p.Value),
            JsonArray list => list,
            _ => [],
        };
        return parts.SelectMany(Nodes).Prepend(node);
    }

    private static void Remove(JsonNode node)
    {
        if (node.Parent is JsonArray list) list.Remove(node);
        else ((JsonObject)node.Parent!).Remove(node.GetPropertyName());
    }
}
