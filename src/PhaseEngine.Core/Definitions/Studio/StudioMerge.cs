using System.Text.Json.Nodes;
using PhaseEngine.Core.Requirements;

namespace PhaseEngine.Core.Definitions;

/// <summary>
/// What Elsa Studio saved, laid over what is stored (template-format §7): other languages come back, and everything the Studio
/// drops, hides or shuffles: properties it does not know, the order of lists, activities and connections it could not show.
/// What nobody changed there is afterwards what it was before, to the letter.
/// </summary>
/// <param name="stored">What was sent to the Studio.</param>
/// <param name="titles">What a new activity is called, by its type, until somebody names it.</param>
internal sealed class StudioMerge(TemplateDocument stored, Func<string, string> titles)
{
    private readonly ActivityTypes types = stored.Types;
    private readonly Dictionary<string, JsonObject> before = ById(stored);
    private readonly HashSet<string> keys = [.. stored.Activities.Select(a => a.Key).OfType<string>()];

    public JsonObject Of(TemplateDocument saved)
    {
        var json = (JsonObject)stored.Json.DeepClone();
        var studio = saved.Json;
        Lay(json, studio, CanonicalForm.BelongsToTheStore, "root");
        if (Json.String(studio["name"]) is { Length: > 0 } name && name != Json.String(stored.Json["name"])) Rename(json, name);
        json["root"] = Flow((JsonObject)studio["root"]!, (JsonObject)stored.Json["root"]!);
        return json;
    }

    private JsonObject Flow(JsonObject studio, JsonObject? old)
    {
        var flow = old is null ? New(studio, "activities", "connections") : (JsonObject)old.DeepClone();
        var canvas = new StudioFlow(old ?? [], types);
        var saved = new StudioFlow(studio, types);

        var kept = Items(old?["activities"])
            .Where(a => !canvas.Shows(a) || saved.Shown.ContainsKey(IdOf(a)!))
            .Select(a => canvas.Shows(a) ? Activity(saved.Shown[IdOf(a)!], (JsonObject)a!) : a?.DeepClone());
        var added = saved.Shown.Where(a => !canvas.Shown.ContainsKey(a.Key)).Select(a => (JsonNode?)Activity(a.Value, before.GetValueOrDefault(a.Key)));
        flow["activities"] = new JsonArray([.. kept, .. added]);

        var connected = new Dictionary<ConnectionEnds, JsonObject>();
        foreach (var connection in StudioFlow.Objects(studio["connections"])) connected.TryAdd(ConnectionEnds.Of(connection), connection);
        var gone = canvas.Shown.Keys.Except(saved.Shown.Keys).ToHashSet(StringComparer.Ordinal);
        var lines = new List<JsonNode?>();
        foreach (var connection in Items(old?["connections"]))
        {
            var ends = connection is JsonObject own ? ConnectionEnds.Of(own) : null;
            if (ends is null || !canvas.Shows(ends))
            {
                if (ends is null || !(gone.Contains(ends.Source) || gone.Contains(ends.Target))) lines.Add(connection?.DeepClone());
            }
            else if (connected.Remove(ends, out var line)) lines.Add(Connection(line, (JsonObject)connection!));
        }

        flow["connections"] = new JsonArray([.. lines, .. connected.Values.Select(line => Connection(line, null))]);
        return flow;
    }

    /// <param name="studio">As saved.</param>
    /// <param name="old">As stored, in the same flow or, when it was moved, in another; null for a new one.</param>
    private JsonObject Activity(JsonObject studio, JsonObject? old)
    {
        if (Json.String(studio["type"]) == StudioFlow.NotFound && old is not null) return Moved((JsonObject)old.DeepClone(), studio);
        if (old is not null && Json.String(old["type"]) != Json.String(studio["type"])) old = null;

        var type = types.Find(Json.String(studio["type"]));
        var activity = old is null ? New(studio, "body") : (JsonObject)old.DeepClone();
        if (old is not null)
        {
            Lay(activity, studio, name => name is "nodeId" or "name" or "type" or "version", "body");
            foreach (var property in type?.Properties ?? [])
            {
                // A setting that was emptied does not come back at all.
                if (studio[property.Name] is null) activity.Remove(property.Name);
                else if (property.Type == PropertyType.Text) activity[property.Name] = Languages(studio[property.Name], old[property.Name]);
                else if (property.Type == PropertyType.Texts) activity[property.Name] = Languages(studio[property.Name], old[property.Name] as JsonArray);
                else activity[property.Name] = studio[property.Name]!.DeepClone();
            }
        }

        if (type is { IsOurs: true }) Name(activity, studio, old);
        if (type?.Name == ActivityTypes.Phase)
        {
            if (studio["body"] is JsonObject body) activity["body"] = Flow(body, old?["body"] as JsonObject);
            else if (old is null) activity["body"] = FirstBody(IdOf(activity)!);
        }

        return activity;
    }

    /// <summary>A label changed on the canvas changes the title, which it shows; a new activity gets a key and a title.</summary>
    private void Name(JsonObject activity, JsonObject studio, JsonObject? old)
    {
        var label = Json.String((studio["metadata"] as JsonObject)?["displayText"]) is { Length: > 0 } text ? text : null;
        var title = Text.Read(activity["title"])?.ZhCn;
        if (label is not null && old is not null && title == Text.Read(old["title"])?.ZhCn && label != title) activity["title"] = Languages(label, old["title"]);
        if (old is not null) return;

        if (title is null) activity["title"] = label ?? titles(Json.String(activity["type"])!);
        if (Json.String(activity["key"]) is { Length: > 0 }) return;
        var kind = Json.String(activity["type"])!.Split('.')[^1];
        var stem = string.Concat(kind.Select((c, i) => char.IsAsciiLetterUpper(c) ? (i == 0 ? "" : "-") + char.ToLowerInvariant(c) : c.ToString()));
        var key = Enumerable.Range(1, int.MaxValue).Select(n => n == 1 ? stem : $"{stem}-{n}").First(k => !keys.Contains(k));
        keys.Add(key);
        activity["key"] = key;
    }

    /// <summary>A new phase begins with a start; one that has a body keeps it, whatever the Studio makes of it.</summary>
    private static JsonObject FirstBody(string id) => new()
    {
        ["id"] = $"{id}-body", ["type"] = ActivityTypes.Flowchart, ["version"] = ActivityType.Version, ["connections"] = new JsonArray(),
        ["activities"] = new JsonArray(new JsonObject
        {
            ["id"] = $"{id}-start", ["type"] = ActivityTypes.Start, ["version"] = ActivityType.Version,
            ["metadata"] = new JsonObject { ["designer"] = new JsonObject { ["position"] = new JsonObject { ["x"] = 40, ["y"] = 200 } } },
        }),
    };

    private static JsonObject Connection(JsonObject studio, JsonObject? old)
    {
        var line = (JsonObject)(old ?? studio).DeepClone();
        if (old is not null && studio["vertices"] is JsonArray vertices && (vertices.Count > 0 || old["vertices"] is not null)) line["vertices"] = vertices.DeepClone();
        return line;
    }

    /// <summary>The stored activity at the place where the Studio has it.</summary>
    private static JsonObject Moved(JsonObject activity, JsonObject studio)
    {
        if ((studio["metadata"] as JsonObject)?["designer"] is not { } place) return activity;
        if (activity["metadata"] is not JsonObject metadata) activity["metadata"] = metadata = [];
        metadata["designer"] = place.DeepClone();
        return activity;
    }

    private static void Rename(JsonObject json, string name)
    {
        if ((json["customProperties"] as JsonObject)?["phaseEngine"] is not JsonObject ours || ours["title"] is null) return;
        ours["title"] = Languages(JsonValue.Create(name), ours["title"]);
    }

    /// <summary>Lays one object over another: what only the lower one has stays, and nothing is added that says nothing.</summary>
    private static void Lay(JsonObject json, JsonObject studio, Func<string, bool> isNot, params string[] besides)
    {
        foreach (var (name, value) in studio)
        {
            if (isNot(name) || besides.Contains(name)) continue;
            if (value is JsonObject above && json[name] is JsonObject below) Lay(below, above, _ => false);
            else if (json.ContainsKey(name) || !SaysNothing(value)) json[name] = value?.DeepClone();
        }
    }

    private static JsonObject New(JsonObject studio, params string[] besides)
    {
        var json = new JsonObject();
        Lay(json, studio, name => name is "nodeId", besides);
        if (json["customProperties"] is JsonObject custom)
        {
            foreach (var (name, value) in custom.ToList())
                if (SaysNothing(value)) custom.Remove(name);
            if (custom.Count == 0) json.Remove("customProperties");
        }

        return json;
    }

    private static bool SaysNothing(JsonNode? value) => value switch
    {
        null => true,
        JsonObject o => o.All(p => SaysNothing(p.Value)),
        JsonArray a => a.Count == 0,
        _ => Json.Bool(value) == false,
    };

    /// <summary>A text keeps its other languages.</summary>
    private static JsonNode? Languages(JsonNode? studio, JsonNode? old)
    {
        if (Json.String(studio) is not { } zhCn || old is not JsonObject languages) return studio?.DeepClone();
        var text = (JsonObject)languages.DeepClone();
        text["zh-CN"] = zhCn;
        return text;
    }

    /// <summary>A list's texts are the same where their zh-CN is; a changed one is taken to stand at its old place.</summary>
    private static JsonNode? Languages(JsonNode? studio, JsonArray? old)
    {
        if (studio is not JsonArray texts || old is null) return studio?.DeepClone();
        return new JsonArray([.. texts.Select((text, i) => Languages(
            text, old.FirstOrDefault(o => o is JsonObject && Text.Read(o)?.ZhCn == Json.String(text)) ?? (texts.Count == old.Count ? old[i] : null)))]);
    }

    private static IEnumerable<JsonNode?> Items(JsonNode? list) => list as JsonArray ?? [];

    private static string? IdOf(JsonNode? activity) => Json.String((activity as JsonObject)?["id"]);

    private static Dictionary<string, JsonObject> ById(TemplateDocument document)
    {
        var byId = new Dictionary<string, JsonObject>(StringComparer.Ordinal);
        foreach (var activity in document.Activities) byId.TryAdd(activity.Id, activity.Json);
        return byId;
    }
}
