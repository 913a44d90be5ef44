using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace PhaseEngine.Server.Telemetry;

/// <summary>What the product measures about itself, besides what ASP.NET and Npgsql measure.</summary>
internal static class Instruments
{
    public const string Name = "PhaseEngine";

    public static readonly ActivitySource Source = new(Name);

    public static readonly Meter Meter = new(Name);

    public static readonly Histogram<double> UseCases = Meter.CreateHistogram<double>(
        "phaseengine.use_case.duration", "s", "Duration of use cases, by name and outcome");
}
