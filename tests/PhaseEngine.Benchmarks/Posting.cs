using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;

namespace PhaseEngine.Benchmarks;

/// <summary>
/// Secretaries recording over HTTP: a session of study with everybody there but one. The latency of a record counts from the
/// instant it was meant to be sent, so that a server that stands still is not spared those who would have come meanwhile.
/// </summary>
internal sealed class Posting(Uri server, IReadOnlyList<Guid> runs, IReadOnlyList<AuthenticationHeaderValue> tokens) : IDisposable
{
    private readonly HttpClient http = new(new SocketsHttpHandler { PooledConnectionIdleTimeout = TimeSpan.FromMinutes(5) }) { BaseAddress = server };
    private int sent;

    /// <summary>So many a second, whatever becomes of those before.</summary>
    /// <returns>The latencies in milliseconds, in order.</returns>
    public async Task<double[]> AtRate(double perSecond, TimeSpan during)
    {
        var latencies = new Task<double>[(int)(perSecond * during.TotalSeconds)];
        var started = Stopwatch.GetTimestamp();
        for (var i = 0; i < latencies.Length; i++)
        {
            var due = started + (long)(i / perSecond * Stopwatch.Frequency);
            while (Stopwatch.GetTimestamp() < due) await Task.Delay(1);
            latencies[i] = Record(due);
        }

        return Sorted(await Task.WhenAll(latencies));
    }

    /// <summary>One writer, a record every so often, until something else is done.</summary>
    public async Task<double[]> While(Task other, TimeSpan every)
    {
        var latencies = new List<double>();
        while (!other.IsCompleted)
        {
            latencies.Add(await Record(Stopwatch.GetTimestamp()));
            await Task.Delay(every);
        }

        return Sorted([.. latencies]);
    }

    public void Dispose() => http.Dispose();

    public static void Print(string what, double[] latencies) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{what,-66} p50 {At(latencies, 0.5):0.0} ms, p99 {At(latencies, 0.99):0.0} ms, p99.9 {At(latencies, 0.999):0.0} ms, most {latencies[^1]:0.0} ms"));

    private static double At(double[] latencies, double share) => latencies[(int)Math.Ceiling(latencies.Length * share) - 1];

    private static double[] Sorted(double[] latencies)
    {
        Array.Sort(latencies);
        return latencies;
    }

    private async Task<double> Record(long due)
    {
        var unit = Interlocked.Increment(ref sent) % runs.Count;
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/runs/{runs[unit]}/requirements/study/evidence");
        request.Headers.Authorization = tokens[unit];
        request.Content = JsonContent.Create(new
        {
            form = "session",
            document = new { on = BenchWorld.Today.ToString("O", CultureInfo.InvariantCulture), form = "group", minutes = 90, absent = new[] { BenchWorld.Member(unit + 1, 2) } },
        });
        using var answer = await http.SendAsync(request);
        var body = await answer.Content.ReadAsStringAsync();
        if (answer.StatusCode != System.Net.HttpStatusCode.Created) throw new InvalidOperationException($"{(int)answer.StatusCode}: {body}");
        return Stopwatch.GetElapsedTime(due).TotalMilliseconds;
    }
}
