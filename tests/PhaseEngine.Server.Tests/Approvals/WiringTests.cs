using System.Text.Json;
using PhaseEngine.Server.Tests.Running;
using PhaseEngine.Testing;

namespace PhaseEngine.Server.Tests.Approvals;

/// <summary>What scanning found and what the world sees, as texts that show up in reviews.</summary>
public sealed class WiringTests(SqliteServer server)
{
    private static readonly JsonSerializerOptions Readable =
        new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Fact]
    public void Registrations_are_as_approved()
    {
        IServiceCollection? services = null;
        using var app = Program.Build(new Dictionary<string, string?> { ["Database"] = "sqlite:unused.db" }, builder => services = builder.Services);

        var plain = services!
            .Where(s => !IsMediatR(s.ServiceType) && (IsServers(s.ServiceType) || IsServers(Implementation(s))))
            .Select(s => $"{Named(s.ServiceType)}{(s.IsKeyedService ? $"[{s.ServiceKey}]" : "")} -> {Named(Implementation(s))} ({s.Lifetime})")
            .Order(StringComparer.Ordinal);
        var useCases = services!
            .Where(s => IsMediatR(s.ServiceType))
            .GroupBy(s => s.ServiceType.GenericTypeArguments[0])
            .Select(g => $"{Named(g.Key)}: {string.Join(" > ", g.OrderBy(s => s.ServiceType.Name, StringComparer.Ordinal).Select(s => s.ImplementationType!.Name.Split('`')[0]))}")
            .Order(StringComparer.Ordinal);
        IEnumerable<string> ours = [.. plain, "", .. useCases];

        Approved.Matches("registrations", string.Join('\n', ours));
    }

    [Fact]
    public async Task The_api_document_is_as_approved()
    {
        var answer = await server.Anonymous().Get("/openapi/v1.json");

        Approved.Matches("openapi", answer.Body!.ToJsonString(Readable));
        Assert.StartsWith("3.1", (string?)answer.Body["openapi"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_operation_is_named_after_its_use_case()
    {
        var document = (await server.Anonymous().Get("/openapi/v1.json")).Body!;

        var operations = document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject()).Select(o => (string?)o.Value!["operationId"]);

        Assert.All(operations, id => Assert.Matches("^[A-Z][A-Za-z]+$", id));
    }

    [Fact]
    public async Task Every_operation_says_what_it_does_and_its_parameters_are_camel_case()
    {
        var document = (await server.Anonymous().Get("/openapi/v1.json")).Body!;

        var operations = document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject()).Select(o => o.Value!).ToList();

        Assert.All(operations, o => Assert.False(string.IsNullOrWhiteSpace((string?)o["summary"]), (string?)o["operationId"]));
        Assert.All(
            operations.SelectMany(o => o["parameters"]?.AsArray().ToList() ?? []).Where(p => (string?)p!["in"] == "query"),
            p => Assert.Matches("^[a-z]", (string?)p!["name"]));
    }

    [Fact]
    public async Task What_may_be_null_in_a_request_may_be_left_out_and_in_an_answer_is_always_there()
    {
        var schemas = (await server.Anonymous().Get("/openapi/v1.json")).Body!["components"]!["schemas"]!;

        Assert.Equal(["templateId", "batches"], schemas["DraftCampaignBody"]!["required"]!.AsArray().Select(name => (string)name!));
        Assert.Contains("closedAt", schemas["CampaignView"]!["required"]!.AsArray().Select(name => (string)name!));
        Assert.Contains("campaign-not-found", schemas["ProblemDetails"]!["properties"]!["code"]!["enum"]!.AsArray().Select(code => (string)code!));
    }

    private static bool IsMediatR(Type service) => service.IsGenericType && service.Namespace == nameof(MediatR);

    /// <summary>Data registers by hand, in one method that can be read; scanning is the server's.</summary>
    private static bool IsServers(Type? type) => type?.Assembly == typeof(Program).Assembly;

    private static bool IsOurs(Type? type) => type?.Assembly.GetName().Name?.StartsWith("PhaseEngine.", StringComparison.Ordinal) ?? false;

    private static Type? Implementation(ServiceDescriptor service) => service.IsKeyedService
        ? service.KeyedImplementationType
        : service.ImplementationType ?? service.ImplementationInstance?.GetType();

    private static string Named(Type? type) => type switch
    {
        null => "factory",
        { IsGenericType: true } => $"{type.Name[..type.Name.IndexOf('`')]}<{string.Join(", ", type.GenericTypeArguments.Select(Named))}>",
        { DeclaringType: { } outer } => $"{Named(outer)}.{type.Name}",
        _ when IsOurs(type) => $"{type.Namespace!["PhaseEngine.".Length..]}.{type.Name}",
        _ => type.Name,
    };
}
