using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using PhaseEngine.Server.Settings;

namespace PhaseEngine.Server.Telemetry;

internal static class TelemetrySetup
{
    public static IServiceCollection AddTelemetry(this IServiceCollection services) =>
        services.AddSingleton<MetricsText>().AddHostedService<OtlpExport>();
}

/// <summary>Sends traces and metrics to a collector, where one is configured; it lives as long as the server.</summary>
internal sealed class OtlpExport(ServerSettings settings) : IHostedService
{
    private TracerProvider? _traces;
    private MeterProvider? _metrics;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (settings.Otlp is not { } collector) return Task.CompletedTask;

        var resource = ResourceBuilder.CreateDefault().AddService(Instruments.Name);
        _traces = Sdk.CreateTracerProviderBuilder()
            .SetResourceBuilder(resource)
            .AddSource(Instruments.Name, "Microsoft.AspNetCore", "Npgsql")
            .AddOtlpExporter(o => o.Endpoint = collector)
            .Build();
        _metrics = Sdk.CreateMeterProviderBuilder()
            .SetResourceBuilder(resource)
            .AddMeter(Instruments.Name, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Npgsql")
            .AddOtlpExporter(o => o.Endpoint = collector)
            .Build();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        _traces?.Dispose();
        _metrics?.Dispose();
        return Task.CompletedTask;
    }
}
