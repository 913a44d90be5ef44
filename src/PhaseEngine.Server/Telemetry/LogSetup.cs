using Microsoft.Extensions.Logging.Console;
using PhaseEngine.Server.Settings;

namespace PhaseEngine.Server.Telemetry;

/// <summary>
/// The log goes to standard error, one line each: text for people, or JSON for collectors. Standard output belongs to the verbs.
/// What frameworks say about each request and statement stays out; <c>TraceBehaviour</c> says it once per use case.
/// </summary>
internal static class LogSetup
{
    public static void AddLog(this WebApplicationBuilder builder, ServerSettings settings)
    {
        builder.Logging.ClearProviders();
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning).AddFilter("Quartz", LogLevel.Warning);
        builder.Logging.AddConfiguration(builder.Configuration.GetSection("Logging"));
        builder.Logging.AddConsole(console =>
        {
            console.LogToStandardErrorThreshold = LogLevel.Trace;
            console.FormatterName = settings.JsonLog ? ConsoleFormatterNames.Json : ConsoleFormatterNames.Simple;
        });
        builder.Services.Configure<SimpleConsoleFormatterOptions>(o =>
        {
            o.SingleLine = true;
            o.TimestampFormat = "HH:mm:ss ";
            o.ColorBehavior = LoggerColorBehavior.Disabled;
        });
    }
}
