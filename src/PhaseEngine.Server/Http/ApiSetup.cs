using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.HttpOverrides;
using PhaseEngine.Server.Identity;
using PhaseEngine.Server.Pages;
using PhaseEngine.Server.Settings;

namespace PhaseEngine.Server.Http;

internal static class ApiSetup
{
    public static IServiceCollection AddProblems(this IServiceCollection services)
    {
        services.AddExceptionHandler<Failures>();
        services.AddProblemDetails();
        // A body that cannot be read becomes an exception, which knows where in the body; the bare status would not.
        services.Configure<RouteHandlerOptions>(o => o.ThrowOnBadRequest = true);
        return services;
    }

    public static IServiceCollection AddApiJson(this IServiceCollection services) =>
        services.ConfigureHttpJsonOptions(o =>
        {
            // Chinese as it is; the answers are JSON, never HTML.
            o.SerializerOptions.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
            o.SerializerOptions.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
            o.SerializerOptions.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
            o.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
        });

    public static IServiceCollection AddProxies(this IServiceCollection services, ServerSettings settings) =>
        services.Configure<ForwardedHeadersOptions>(o =>
        {
            o.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            o.KnownIPNetworks.Clear();
            o.KnownProxies.Clear();
            foreach (var proxy in settings.TrustedProxies) o.KnownProxies.Add(System.Net.IPAddress.Parse(proxy));
        });

    /// <summary>What every request goes through before it reaches a use case, outermost first.</summary>
    public static void UseApi(this WebApplication app)
    {
        if (app.Services.GetRequiredService<ServerSettings>().TrustedProxies.Count > 0) app.UseForwardedHeaders();
        app.Use(SecurityHeaders.Add);
        app.Use(RequestLanguage.Choose);
        app.UseExceptionHandler();
        app.UseStatusCodePages(page => page.HttpContext.WriteProblem(
            ProblemMapping.ProblemOf(page.HttpContext.Response.StatusCode, BodyLimit.Of(page.HttpContext))));
        app.UseClientFiles();
        app.UseRouting();
        app.UseRateLimiter();
        app.Use(CsrfHeader.Require);
        app.Use(BodyLimit.Enforce);
        app.UseAuthentication();
        app.Use(RequestLanguage.Choose);
        app.Use(TokenSignIn.OnlyLook);
        app.UseAuthorization();
        app.Use(Idempotency.HashBody);
    }

    /// <summary>The group every endpoint of the product stands in.</summary>
    public static RouteGroupBuilder MapApi(this WebApplication app)
    {
        var api = app.MapGroup("/api/v1");
        api.AddEndpointFilter(Shape.Check);
        api.AddEndpointFilter<RouteGroupBuilder, Idempotency>();
        api.AddEndpointFilter(ETags.Add);
        return api;
    }
}
