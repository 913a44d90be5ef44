using System.Diagnostics;

namespace PhaseEngine.Benchmarks;

/// <summary>One call's time and allocation: the median of several rounds after a warm-up.</summary>
internal readonly record struct Measured(double Nanoseconds, double Bytes)
{
    public static Measured Call(Action call, int calls, int rounds = 9)
    {
        for (var i = 0; i < calls; i++) call();

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
        return new Measured(times[rounds / 2], bytes[rounds / 2]);
    }

    public override string ToString() => Nanoseconds < 10_000 ? $"{Nanoseconds:0} ns, {Bytes:0} B" : $"{Nanoseconds / 1000:0.0} µs, {Bytes:0} B";
}
