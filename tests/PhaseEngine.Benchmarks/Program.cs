using PhaseEngine.Benchmarks;

// dotnet run -c Release --project tests/PhaseEngine.Benchmarks -- NAME …
// Names are listed when none is given. Figures go to docs/performance.md with the machine and its fsync latency.
var benches = new Dictionary<string, Func<string[], Task>>(StringComparer.Ordinal)
{
    ["engine"] = EngineBench.Run,
    ["data"] = DataBench.Run,
};

if (args.Length == 0 || !benches.TryGetValue(args[0], out var bench))
{
    Console.Error.WriteLine($"Which one? {string.Join(' ', benches.Keys)}");
    return 2;
}

Console.WriteLine(Machine.Describe());
await bench(args[1..]);
return 0;
