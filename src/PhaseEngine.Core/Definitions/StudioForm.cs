using System.Text.Json.Nodes;
using PhaseEngine.Core.Requirements;

namespace PhaseEngine.Core.Definitions;

/// <summary>Texts on their way to Elsa Studio and back: there they are plain zh-CN strings (template-format §7).</summary>
internal static class StudioForm
{
    public static JsonObject Of(TemplateDocument document)
    {
        var json = TemplateWriter.Write(document);
        foreach (var (activity, type) in Activities(json, document.Types))
        {
            foreach (var property in type.Properties)
            {
                switch (property.Type)
                {
                    case PropertyType.Text when activity[property.Name] is JsonObject text && Text.Read(text) is { } read:
                        activity[property.Name] = read.ZhCn;
                        break;
                    case PropertyType.Texts when activity[property.Name] is JsonArray texts:
                        for (var i = 0; i < texts.Count; i++)
                        {
                            if (texts[i] is JsonObject && Text.Read(texts[i]) is { } item) texts[i] = item.ZhCn;
                        }

                        break;
                }
            }
        }

        return json;
    }

    public static JsonObject Merge(TemplateDocument saved, TemplateDocument stored)
    {
        var json = (JsonObject)saved.Json.DeepClone();
        var before = new Dictionary<string, TemplateActivity>(StringComparer.Ordinal);
        foreach (var activity in stored.Activities) before.TryAdd(activity.Id, activity);
        foreach (var (activity, type) in Activities(json, saved.Types))
        {
            if (Json.String(activity["id"]) is not { } id || !before.TryGetValue(id, out var old) || !old.Is(type.Name)) continue;

            foreach (var property in type.Properties)
            {
                if (property.Type == PropertyType.Text)
                    Restore(activity[property.Name], old.Json[property.Name], merged => activity[property.Name] = merged);
                else if (property.Type == PropertyType.Texts && activity[property.Name] is JsonArray texts && old.Json[property.Name] is JsonArray oldTexts)
                    RestoreList(texts, oldTexts);
            }
        }

        return json;
    }

    /// <summary>A list's texts are the same where their zh-CN is; a changed one is taken to stand at its old place.</summary>
    private static void RestoreList(JsonArray texts, JsonArray old)
    {
        for (var i = 0; i < texts.Count; i++)
        {
            var at = i;
            var zhCn = Json.String(texts[i]);
            var same = old.FirstOrDefault(o => o is JsonObject && Text.Read(o)?.ZhCn == zhCn);
            Restore(texts[i], same ?? (texts.Count == old.Count ? old[i] : null), merged => texts[at] = merged);
        }
    }

    private static void Restore(JsonNode? saved, JsonNode? stored, Action<JsonNode> put)
    {
        if (Json.String(saved) is not { } zhCn || stored is not JsonObject languages) return;

        var merged = (JsonObject)languages.DeepClone();
        merged["zh-CN"] = zhCn;
        put(merged);
    }

    private static IEnumerable<(JsonObject Activity, ActivityType Type)> Activities(JsonObject definition, ActivityTypes types)
    {
        var flows = new Stack<JsonNode?>([definition["root"]]);
        while (flows.TryPop(out var flow))
        {
            if ((flow as JsonObject)?["activities"] is not JsonArray activities) continue;

            foreach (var activity in activities.OfType<JsonObject>())
            {
                if (types.Find(Json.String(activity["type"])) is { IsOurs: true } type) yield return (activity, type);
                flows.Push(activity["body"]);
            }
        }
    }
}
