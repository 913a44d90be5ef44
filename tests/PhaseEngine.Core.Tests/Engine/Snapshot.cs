using System.Text.Json;
using PhaseEngine.Core.Engine;

namespace PhaseEngine.Core.Tests.Engine;

/// <summary>A run's state as text, so that two can be compared in everything.</summary>
internal static class Snapshot
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static string Of(Story story) => Of(story.Run);

    public static string Of(RunState run) => JsonSerializer.Serialize(
        new
        {
            run.Status, run.Unit, run.Activities, run.Counters, run.Gates, run.Subordinates,
            Windows = run.Windows.OrderBy(entry => entry.Key, StringComparer.Ordinal),
        },
        Indented);
}
