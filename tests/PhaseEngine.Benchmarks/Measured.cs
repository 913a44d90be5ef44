using System.Diagnostics;

namespace PhaseEngine.Benchmarks;

/// <summary>
/// One call's time and allocation, over rounds of about ten milliseconds after a warm-up: the median, and the least, which is
/// nearest to what the call takes by itself on a machine that has other things to do.
/// </summary>
internal readonly record struct Measured(double Nanoseconds, double Least, long Bytes)
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromMilliseconds(400);
    private static readonly TimeSpan Round = TimeSpan.FromMilliseconds(10);

    public static Measured Call(Action call, int rounds = 31)
    {
        var calls = 0;
        var warming = Stopwatch.GetTimestamp();
        for (; Stopwatch.GetElapsedTime(warming) < WarmUp; calls++) call();
        calls = Math.Max(1, (int)(calls * (Round / WarmUp)));

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
