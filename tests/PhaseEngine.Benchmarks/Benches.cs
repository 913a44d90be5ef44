using System.Globalization;

namespace PhaseEngine.Benchmarks;

/// <summary>
/// <c>NAME [HOW MANY]</c>. docs/performance.md says how they are called and what each of them measures; figures go there with the machine line.
/// </summary>
internal static class Benches
{
    private static readonly (string Name, int Usual, string Of, Func<int, Task> Run)[] All =
    [
        ("engine", 0, "", _ => EngineBench.Run([])),
        ("launch", 100_000, "units", LaunchBench.Run),
        ("sweep", 100_000, "units", SweepBench.Run),
        ("passes", 20_000, "units", PassesBench.Run),
        ("clients", 10_000, "units", ClientsBench.Run),
        ("posts", 30, "seconds", PostsBench.Run),
        ("sqlite", 100_000, "units", SqliteBench.Run),
    ];

    private static async Task<int> Main(string[] args)
    {
        var chosen = All.Where(bench => args is ["all"] || args is [var name, ..] && name == bench.Name).ToList();
        if (chosen is [])
        {
            Console.Error.WriteLine($"Which one? all, {string.Join(", ", All.Select(b => b.Usual == 0 ? b.Name : $"{b.Name} [{b.Usual} {b.Of}]"))}");
            return 2;
        }

        Console.WriteLine(Machine.Describe());
        foreach (var bench in chosen)
        {
            await bench.Run(args is [_, var many] ? int.Parse(many, CultureInfo.InvariantCulture) : bench.Usual);
            Console.WriteLine();
        }

        return 0;
    }
}
