using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using PhaseEngine.Server.Texts;

namespace PhaseEngine.Server.Http;

/// <summary>Makes the schemas say to generators of clients what holds: what may be left out, what is a word of a list, what a refusal carries.</summary>
internal static class ApiSchemas
{
    public static Task Complete(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken ct)
    {
        var schemas = document.Components?.Schemas ?? new Dictionary<string, IOpenApiSchema>();
        LeaveOut(document, schemas);
        foreach (var schema in schemas.Values.OfType<OpenApiSchema>().Where(s => s.Enum is not null))
        {
            // Whether nothing stands in its place, each property says for itself.
            schema.Enum = [.. schema.Enum!.Where(word => word is not null)];
            schema.Type ??= JsonSchemaType.String;
        }

        // Any JSON of a template; not an object without members.
        if (schemas.TryGetValue(nameof(JsonObject), out var any) && any is OpenApiSchema free) free.AdditionalProperties = new OpenApiSchema();
        if (schemas.TryGetValue("ProblemDetails", out var details) && details is OpenApiSchema problem) Describe(problem);
        return Task.CompletedTask;
    }

    /// <summary>What may be null in a request may be left out; in an answer everything is there.</summary>
    private static void LeaveOut(OpenApiDocument document, IDictionary<string, IOpenApiSchema> schemas)
    {
        var operations = document.Paths.Values.SelectMany(path => path.Operations?.Values.AsEnumerable() ?? []).ToList();
        var sent = operations.SelectMany(o => o.RequestBody?.Content?.Values.AsEnumerable() ?? []).SelectMany(c => Named(c.Schema));
        foreach (var name in Reached(sent, schemas))
        {
            if (schemas[name] is not OpenApiSchema { Required: { } required } schema) continue;
            required.ExceptWith(schema.Properties!.Where(p => MayBeNull(p.Value)).Select(p => p.Key));
        }
    }

    private static HashSet<string> Reached(IEnumerable<string> from, IDictionary<string, IOpenApiSchema> schemas)
    {
        var reached = new HashSet<string>();
        var ahead = new Queue<string>(from);
        while (ahead.TryDequeue(out var name))
        {
            if (schemas.TryGetValue(name, out var schema) && reached.Add(name))
                foreach (var next in (schema.Properties?.Values.AsEnumerable() ?? []).SelectMany(Named)) ahead.Enqueue(next);
        }

        return reached;
    }

    private static IEnumerable<string> Named(IOpenApiSchema? schema) => schema switch
    {
        null => [],
        OpenApiSchemaReference { Reference.Id: { } id } => [id],
        _ => [.. (schema.OneOf ?? []).SelectMany(Named), .. (schema.AnyOf ?? []).SelectMany(Named), .. Named(schema.Items), .. Named(schema.AdditionalProperties)],
    };

    private static bool MayBeNull(IOpenApiSchema schema) =>
        schema.Type?.HasFlag(JsonSchemaType.Null) == true || (schema.OneOf ?? []).Any(one => one.Type == JsonSchemaType.Null);

    private static void Describe(OpenApiSchema problem)
    {
        string[] holders = ["problems.", "import."];
        var codes = Phrases.All.Keys
            .Select(key => holders.Where(h => key.StartsWith(h, StringComparison.Ordinal)).Select(h => key[h.Length..].Split('.')[0]).FirstOrDefault())
            .OfType<string>().Distinct().Order(StringComparer.Ordinal);
        problem.Properties ??= new Dictionary<string, IOpenApiSchema>();
        problem.Properties["code"] = new OpenApiSchema
        {
            Type = JsonSchemaType.String, Description = "Stable; '/problems/{code}' says what to do", Enum = [.. codes.Select(code => (JsonNode)code)],
        };
        problem.Properties["facts"] = new OpenApiSchema
        {
            Type = JsonSchemaType.Object, Description = "What the words are made of, by name", AdditionalProperties = new OpenApiSchema(),
        };
        problem.Properties["errors"] = new OpenApiSchema
        {
            Type = JsonSchemaType.Object, Description = "Where in the request, by field, in the reader's language",
            AdditionalProperties = new OpenApiSchema { Type = JsonSchemaType.Array, Items = new OpenApiSchema { Type = JsonSchemaType.String } },
        };
        problem.Properties["traceId"] = new OpenApiSchema { Type = JsonSchemaType.String };
        problem.Required = new HashSet<string> { "type", "title", "status", "code", "traceId" };
    }
}
