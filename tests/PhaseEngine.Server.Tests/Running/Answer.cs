using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PhaseEngine.Server.Tests.Running;

/// <summary>What came back over HTTP.</summary>
internal sealed record Answer(HttpStatusCode Status, JsonNode? Body, HttpResponseMessage Response)
{
    /// <summary>The code of a refusal.</summary>
    public string? Code => (string?)Body?["code"];

    public string? ETag => Response.Headers.ETag?.Tag;

    public Guid Id => (Guid)Body!["id"]!;

    /// <summary>That it is a refusal with this status and code, in problem details.</summary>
    public void IsRefused(HttpStatusCode status, string code)
    {
        Assert.Equal((status, code), (Status, Code));
        Assert.Equal("application/problem+json", Response.Content.Headers.ContentType?.MediaType);
        Assert.Equal($"/problems/{code}", (string?)Body!["type"]);
        Assert.False(string.IsNullOrWhiteSpace((string?)Body["title"]));
    }

    public Answer Is(HttpStatusCode status)
    {
        Assert.True(Status == status, $"{(int)Status} instead of {(int)status}: {Body}");
        return this;
    }
}

internal static class Calls
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static Task<Answer> Get(this HttpClient client, string path) => client.Call(HttpMethod.Get, path);

    public static Task<Answer> Post(this HttpClient client, string path, object body, params (string Name, string Value)[] headers) =>
        client.Call(HttpMethod.Post, path, body, headers);

    public static Task<Answer> Put(this HttpClient client, string path, object body, string? ifMatch = null) =>
        client.Call(HttpMethod.Put, path, body, ifMatch is null ? [] : [("If-Match", ifMatch)]);

    public static Task<Answer> Delete(this HttpClient client, string path) => client.Call(HttpMethod.Delete, path);

    public static async Task<Answer> Call(
        this HttpClient client, HttpMethod method, string path, object? body = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is HttpContent content) request.Content = content;
        else if (body is not null) request.Content = JsonContent.Create(body);
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);

        var response = await client.SendAsync(request, Ct);
        var text = await response.Content.ReadAsStringAsync(Ct);
        var isJson = response.Content.Headers.ContentType?.MediaType?.EndsWith("json", StringComparison.Ordinal) ?? false;
        return new(response.StatusCode, isJson && text.Length > 0 ? JsonNode.Parse(text) : null, response);
    }

    public static async Task<string> Text(this Answer answer) => await answer.Response.Content.ReadAsStringAsync(Ct);

    public static T Read<T>(this JsonNode? node) => node.Deserialize<T>(JsonSerializerOptions.Web)!;
}
