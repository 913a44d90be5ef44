using System.Net;
using System.Text.Json.Nodes;
using PhaseEngine.Server.Tests.Running;

namespace PhaseEngine.Server.Tests.Studio;

/// <summary>What Elsa Studio does, in the page that it runs in: opens a definition, and saves the whole of it.</summary>
internal static class StudioCalls
{
    public const string Api = "/api/studio";

    public static Task<Answer> Open(this Person person, string template) =>
        person.Client.Get($"{Api}/workflow-definitions/by-definition-id/{template}?versionOptions=Latest");

    public static Task<Answer> SaveInStudio(this Person person, JsonNode model, string? tag, bool publish = false, params string[] deleted)
    {
        var query = deleted is [] ? "" : "?" + string.Join('&', deleted.Select(id => $"deleted={id}"));
        return person.Client.Call(HttpMethod.Post, $"{Api}/workflow-definitions{query}", new { model, publish }, tag is null ? [] : [("If-Match", tag)]);
    }

    /// <summary>Opened, changed, and saved.</summary>
    public static async Task<Answer> Change(this Person person, string template, Action<JsonNode> change, params string[] deleted)
    {
        var opened = (await person.Open(template)).Is(HttpStatusCode.OK);
        var model = opened.Body!.DeepClone();
        change(model);
        return await person.SaveInStudio(model, opened.ETag, deleted: deleted);
    }

    /// <summary>A refusal as the Studio shows it.</summary>
    public static void IsToast(this Answer answer, string code)
    {
        answer.IsRefused(HttpStatusCode.BadRequest, code);
        Assert.NotEmpty(answer.Body!["errors"]!.AsObject().Single().Value!.AsArray());
    }

    public static JsonObject Activity(this JsonNode definition, string id) => Activities(definition["root"]!).Single(a => (string?)a["id"] == id);

    public static JsonNode Flow(this JsonNode definition, string id) => definition.Activity(id)["body"]!;

    public static IEnumerable<JsonObject> Activities(JsonNode flow) =>
        flow["activities"]!.AsArray().Select(a => a!.AsObject()).SelectMany(a => a["body"] is { } body ? [a, .. Activities(body)] : new[] { a });
}
