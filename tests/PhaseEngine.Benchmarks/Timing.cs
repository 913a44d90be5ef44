using System.Diagnostics;
using System.Globalization;

namespace PhaseEngine.Benchmarks;

/// <summary>How long something took, and how much of it this process worked.</summary>
internal readonly record struct Timing(TimeSpan Took, TimeSpan Cpu)
{
    public static async Task<Timing> Of(Func<Task> act)
    {
        var (cpu, started) = (Environment.CpuUsage.TotalTime, Stopwatch.GetTimestamp());
        await act();
        return new Timing(Stopwatch.GetElapsedTime(started), Environment.CpuUsage.TotalTime - cpu);
    }

    public static Timing operator +(Timing one, Timing other) => new(one.Took + other.Took, one.Cpu + other.Cpu);

    public void Print(string what, int count) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{what,-66} {Took.TotalSeconds,8:0.00} s {count / Took.TotalSeconds,9:N0} /s, {Cpu.TotalMicroseconds / count,5:0} µs of this process each"));

    /// <summary>A line below that says what the figure is worth beside the best the same server did in the same run.</summary>
    public void PrintShareOf(Timing ceiling, int count, int ofCeiling) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  = {count / Took.TotalSeconds / (ofCeiling / ceiling.Took.TotalSeconds):P0} of the ceiling"));
}
