using System.Diagnostics;

namespace PhaseEngine.Benchmarks;

/// <summary>
/// One call's time and allocation, over rounds of about a millisecond: the median, and the least, which is what the call takes by
/// itself, since in some rounds even a busy machine does nothing else. Whoever measures several calls warms all of them up first:
/// the runtime compiles nothing well while it meets new code.
/// </summary>
internal readonly record struct Measured(double Nanoseconds, double Least, long Bytes)
{
    private static readonly TimeSpan WarmingUp = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan Round = TimeSpan.FromMilliseconds(1);

    /// <summary>Calls it for a while.</summary>
    /// <returns>How often.</returns>
    public static int WarmUp(Action call)
    {
        var started = Stopwatch.GetTimestamp();
        var calls = 0;
        for (; Stopwatch.GetElapsedTime(started) < WarmingUp; calls++) call();
        return calls;
    }

    public static Measured Call(Action call, int rounds = 301)
    {
        var calls = Math.Max(1, (int)(WarmUp(call) * (Round / WarmingUp)));
        var times = new double[rounds];
        var bytes = new double[rounds];
        for (var round = 0; round < rounds; round++)
        {
            var allocated = GC.GetAllocatedBytesForCurrentThread();
            var started = Stopwatch.GetTimestamp();
            for (var i = 0; i < calls; i++) call();
            times[round] = Stopwatch.GetElapsedTime(started).TotalNanoseconds / calls;
            bytes[round] = (GC.GetAllocatedBytesForCurrentThread() - allocated) / (double)calls;
        }

        Array.Sort(times);
        Array.Sort(bytes);
        return new Measured(times[rounds / 2], times[0], (long)bytes[rounds / 2]);
    }

    public override string ToString() => $"{Plain(Nanoseconds)} (least {Plain(Least)}), {Bytes} B";

    private static string Plain(double nanoseconds) => nanoseconds < 10_000 ? $"{nanoseconds:0} ns" : $"{nanoseconds / 1000:0.0} µs";
}
