using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using PhaseEngine.Data;
using PhaseEngine.Server.Identity;

namespace PhaseEngine.Server.Telemetry;

internal static class HealthSetup
{
    private const string Ready = "ready";

    public static IServiceCollection AddHealth(this IServiceCollection services)
    {
        services.AddHealthChecks().AddCheck<DatabaseIsReady>("database", tags: [Ready]);
        return services;
    }

    /// <summary>Alive: the process answers. Ready: so does the database, and its schema is ours.</summary>
    public static void MapHealthAndMetrics(this IEndpointRouteBuilder app)
    {
        // It counts from the start, not from the first time somebody looks.
        app.ServiceProvider.GetRequiredService<MetricsText>();
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false }).WithName("HealthLive").AllowAnonymous();
        app.MapHealthChecks("/health/ready", new HealthCheckOptions { Predicate = check => check.Tags.Contains(Ready) })
            .WithName("HealthReady").AllowAnonymous();
        app.MapGet("/metrics", (MetricsText metrics) => Results.Text(metrics.Write(), "text/plain; version=0.0.4"))
            .WithName("ReadMetrics").RequireAuthorization(Acts.Operate).ExcludeFromDescription();
    }

    private sealed class DatabaseIsReady(DatabaseUpgrade schema) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            await schema.Check(cancellationToken) switch
            {
                SchemaState.Current => HealthCheckResult.Healthy(),
                SchemaState.Newer => HealthCheckResult.Unhealthy("The database was upgraded by a newer program."),
                _ => HealthCheckResult.Unhealthy("The database needs 'upgrade-db'."),
            };
    }
}
