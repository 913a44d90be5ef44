using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace PhaseEngine.Benchmarks;

/// <summary>The machine a figure belongs to.</summary>
internal static class Machine
{
    public static string Describe()
    {
        var cpu = File.Exists("/proc/cpuinfo")
            ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim()
            : null;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{cpu ?? RuntimeInformation.ProcessArchitecture.ToString()}, {Environment.ProcessorCount} processors, {RuntimeInformation.FrameworkDescription}, fsync {FsyncMilliseconds():0.00} ms (median), load {Load()}");
    }

    /// <summary>What else the machine has to do: processes that ran or waited to, over the last minute.</summary>
    private static string Load() => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";

    /// <summary>How long the disk takes to make 4 KiB durable: the floor under every single commit.</summary>
    private static double FsyncMilliseconds()
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 0);
            var block = new byte[4096];
            var times = new double[50];
            for (var i = 0; i < times.Length; i++)
            {
                file.Position = 0;
                file.Write(block);
                var started = Stopwatch.GetTimestamp();
                file.Flush(flushToDisk: true);
                times[i] = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
            }

            Array.Sort(times);
            return times[times.Length / 2];
        }
        finally
        {
            File.Delete(path);
        }
    }
}
