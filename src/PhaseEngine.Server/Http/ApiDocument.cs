using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace PhaseEngine.Server.Http;

/// <summary>The OpenAPI document at <c>/openapi/v1.json</c>: one operation per use case, named after it.</summary>
internal static class ApiDocument
{
    public static IServiceCollection AddApiDocument(this IServiceCollection services) =>
        services.AddOpenApi("v1", options =>
        {
            options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
            options.CreateSchemaReferenceId = info => IsOurs(info.Type) ? SchemaName(info.Type) : OpenApiOptions.CreateDefaultSchemaReferenceId(info);
            options.AddDocumentTransformer(Describe);
            options.AddOperationTransformer(AddCommonThings);
            options.AddDocumentTransformer(ApiSchemas.Complete);
        });

    private static bool IsOurs(Type type) => type.Assembly == typeof(ApiDocument).Assembly && !type.IsEnum;

    /// <summary>Every use case has a Body and a View of its own: GrantPostBody, PageOfListPeopleView.</summary>
    private static string SchemaName(Type type) =>
        type.IsGenericType ? $"{type.Name.Split('`')[0]}Of{string.Concat(type.GenericTypeArguments.Select(SchemaName))}"
        : type.DeclaringType is { } useCase ? $"{useCase.Name}{type.Name}"
        : type.Name;

    private static Task Describe(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken ct)
    {
        document.Info = new()
        {
            Title = "PhaseEngine",
            Version = "v1",
            Description = "Refusals are problem details (RFC 9457) with a stable 'code'; '/problems/{code}' says what to do. " +
                "Requests that change something carry a bearer token or the header X-PhaseEngine, and may carry Idempotency-Key.",
        };
        // Where it is reached differs from place to place.
        document.Servers = null;
        document.Components ??= new();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            ["cookie"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Cookie, Name = "phaseengine" },
            ["token"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer" },
        };
        return Task.CompletedTask;
    }

    private static async Task AddCommonThings(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken ct)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        if (!metadata.OfType<IAllowAnonymous>().Any() && context.Document is { } document)
        {
            operation.Security =
            [
                new() { [new OpenApiSecuritySchemeReference("cookie", document)] = [] },
                new() { [new OpenApiSecuritySchemeReference("token", document)] = [] },
            ];
            var acts = metadata.OfType<IAuthorizeData>().Select(a => a.Policy).OfType<string>();
            operation.Description = string.Join("\n\n", new[] { operation.Description, $"Policy: {string.Join(", ", acts)}." }.OfType<string>());
        }

        var handler = metadata.OfType<System.Reflection.MethodInfo>().FirstOrDefault();
        if (handler is not null && ApiWords.Of(handler) is var (sentence, full))
        {
            operation.Summary = sentence;
            operation.Description = string.Join("\n\n", new[] { full == $"{sentence}." ? null : full, operation.Description }.OfType<string>());
        }

        if (handler?.GetParameters().Any(p => p.ParameterType == typeof(IfMatch)) ?? false)
        {
            operation.Parameters ??= [];
            operation.Parameters.Add(new OpenApiParameter
            {
                Name = "If-Match", In = ParameterLocation.Header, Required = true,
                Description = "The ETag of the version the edit is based on",
                Schema = new OpenApiSchema { Type = JsonSchemaType.String },
            });
        }

        foreach (var asked in context.Description.ParameterDescriptions)
        {
            // Read whatever the case, written as everything else.
            var parameter = operation.Parameters?.OfType<OpenApiParameter>().FirstOrDefault(p => p.Name == asked.Name);
            if (parameter is { In: ParameterLocation.Query }) parameter.Name = JsonNamingPolicy.CamelCase.ConvertName(asked.Name);

            var type = Nullable.GetUnderlyingType(asked.ParameterDescriptor.ParameterType) ?? asked.ParameterDescriptor.ParameterType;
            if (!type.IsGenericType || type.GetGenericTypeDefinition() != typeof(WordOf<>)) continue;
            var words = (IReadOnlyList<string>)type.GetProperty(nameof(WordOf<>.All))!.GetValue(null)!;
            if (parameter is not null)
                parameter.Schema = new OpenApiSchema { Type = JsonSchemaType.String, Enum = [.. words.Select(word => (JsonNode)word)] };
        }

        // Every refusal of every use case has the one shape.
        operation.Responses?.Remove("400");
        var problem = await context.GetOrCreateSchemaAsync(typeof(ProblemDetails), null, ct);
        context.Document?.AddComponent("ProblemDetails", problem);
        operation.Responses ??= [];
        operation.Responses["default"] = new OpenApiResponse
        {
            Description = "Refused",
            Content = new Dictionary<string, OpenApiMediaType>
            {
                ["application/problem+json"] = new() { Schema = new OpenApiSchemaReference("ProblemDetails", context.Document) },
            },
        };
    }
}
