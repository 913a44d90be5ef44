using Microsoft.AspNetCore.Http.Metadata;
using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authorization;
using PhaseEngine.Server.Identity;
using PhaseEngine.Server.Tests.Architecture;
using PhaseEngine.Server.Tests.Running;

namespace PhaseEngine.Server.Tests.Http;

/// <summary>
/// Every endpoint there is, now and later: nothing to be added here for a new one, but what a new route parameter names
/// (<see cref="Place.Of"/>).
/// </summary>
public sealed partial class EndpointTests(SqliteServer server)
{
    /// <summary>Route parameters that name no thing of a unit.</summary>
    private static readonly string[] NamesNothing = ["code", "job", "tokenId", "documentName", "list", "token", "gate", "requirement", "opinion", "activity", "templateId", "version", "import", "group", "move", "remark", "release", "anything"];

    private IReadOnlyList<RouteEndpoint> Endpoints =>
        [.. server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()];

    [Fact]
    public void Each_has_a_name_of_its_own()
    {
        var names = Endpoints.Select(e => (Path: e.RoutePattern.RawText, Name: e.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName)).ToList();

        Offenders.None(names.Where(n => n.Name is null).Select(n => n.Path!), "An endpoint is named after its use case.");
        Offenders.None(names.GroupBy(n => n.Name).Where(g => g.Count() > 1).Select(g => g.Key!), "Two endpoints have one name.");
    }

    [Fact]
    public void Each_states_its_policy() =>
        Offenders.None(
            Endpoints.Where(e => PolicyOf(e) is null && !IsAnonymous(e)).Select(Describe),
            "An endpoint says who may call it: RequireAuthorization(Acts.…) or AllowAnonymous().");

    [Fact]
    public void Each_thing_named_in_an_address_is_known_to_rights() =>
        Offenders.None(
            Endpoints.SelectMany(e => e.RoutePattern.Parameters.Select(p => p.Name))
                .Except(NamesNothing).Except(RouteUnits.ByParameter.Keys),
            "RouteUnits says where the thing behind a route parameter stands.");

    [Fact]
    public async Task Nobody_in_particular_is_asked_to_sign_in()
    {
        var place = await Place.Of(server);

        await ForEach(Endpoints.Where(e => !IsAnonymous(e)), async (endpoint, method) =>
        {
            var answer = await Call(server.Anonymous(), endpoint, method, place);
            return answer.Code == "not-signed-in" && answer.Status == HttpStatusCode.Unauthorized ? null : $"{answer.Status} {answer.Code}";
        });
    }

    [Fact]
    public async Task Somebody_without_a_post_may_not()
    {
        var place = await Place.Of(server);
        var stranger = await server.Stranger();

        await ForEach(Endpoints.Where(HasAct), async (endpoint, method) =>
        {
            var answer = await Call(stranger.Client, endpoint, method, place);
            return answer.Status is HttpStatusCode.Forbidden or HttpStatusCode.NotFound ? null : $"{answer.Status} {answer.Code}";
        });
    }

    [Fact]
    public async Task Somebody_with_every_post_elsewhere_does_not_even_learn_that_the_thing_is_there()
    {
        var place = await Place.Of(server);
        var elsewhere = await server.Unit();
        var outsider = await server.As([.. RoleActs.Roles.Where(r => r != RoleActs.SystemOperator).Select(r => (r, (Guid?)elsewhere.Id, true))]);

        await ForEach(Endpoints.Where(e => HasAct(e) && e.RoutePattern.Parameters.Any(p => RouteUnits.ByParameter.ContainsKey(p.Name))), async (endpoint, method) =>
        {
            var answer = await Call(outsider.Client, endpoint, method, place);
            return answer is { Status: HttpStatusCode.NotFound, Code: "not-found" } ? null : $"{answer.Status} {answer.Code}";
        });
    }

    [Fact]
    public async Task Somebody_with_every_post_above_gets_past_the_door()
    {
        var place = await Place.Of(server);
        var insider = await server.As([.. RoleActs.Roles.Select(r => (r, r == RoleActs.SystemOperator ? null : (Guid?)place.Top.Id, true))]);

        // Only those that change nothing: the others would take the place apart for each other.
        await ForEach(Endpoints.Where(HasAct), async (endpoint, method) =>
        {
            // The installation's record is for who answers for every unit there is: AuditTests.
            if (method != "GET" || endpoint.RoutePattern.RawText!.EndsWith("/installation/events", StringComparison.Ordinal)) return null;
            var answer = await Call(insider.Client, endpoint, method, place);
            return answer.Status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.NotFound ? $"{answer.Status} {answer.Code}" : null;
        });
    }

    private static async Task ForEach(IEnumerable<RouteEndpoint> endpoints, Func<RouteEndpoint, string, Task<string?>> complaint)
    {
        var offenders = new List<string>();
        foreach (var endpoint in endpoints)
            foreach (var method in MethodsOf(endpoint))
                if (await complaint(endpoint, method) is { } found) offenders.Add($"{method} {endpoint.RoutePattern.RawText}: {found}");
        Offenders.None(offenders, "These answer otherwise.");
    }

    private static Task<Answer> Call(HttpClient client, RouteEndpoint endpoint, string method, Place place)
    {
        var path = Parameter().Replace(endpoint.RoutePattern.RawText!, m => place.ValueOf(m.Groups[1].Value));
        object? body = method is not ("POST" or "PUT" or "PATCH") ? null
            : endpoint.Metadata.GetMetadata<IAcceptsMetadata>() is { } accepts && !accepts.ContentTypes.Contains("application/json") ? File(accepts)
            : new { };
        return client.Call(new(method), path, body, ("X-PhaseEngine", "1"), ("If-Match", "\"1\""));
    }

    private static ByteArrayContent File(IAcceptsMetadata accepts)
    {
        var file = new ByteArrayContent([]);
        file.Headers.ContentType = new(accepts.ContentTypes[0]);
        return file;
    }

    private static IEnumerable<string> MethodsOf(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET"];

    private static string? PolicyOf(RouteEndpoint endpoint) => endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().Select(a => a.Policy).FirstOrDefault(p => p is not null);

    private static bool IsAnonymous(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null;

    private static bool HasAct(RouteEndpoint endpoint) => !IsAnonymous(endpoint) && PolicyOf(endpoint) is { } policy && policy != Acts.SignedIn;

    private static string Describe(RouteEndpoint endpoint) => $"{string.Join(",", MethodsOf(endpoint))} {endpoint.RoutePattern.RawText}";

    [GeneratedRegex(@"\{\**(\w+)[^}]*\}")]
    private static partial Regex Parameter();
}
