namespace PhaseEngine.Core.Simulation;

/// <summary>
/// Chance that depends only on the seed and on what it is about, never on the order of questions: so a changed date changes
/// only what follows from it, and tighter dates can be compared with looser ones unit by unit.
/// </summary>
internal readonly struct Chance(int seed, int unit)
{
    /// <summary>A whole number from 0 to 99.</summary>
    public int Percent(string about, int round) => (int)(Draw(about, round) % 100);

    /// <summary>A whole number from -spread to +spread, those in the middle likelier.</summary>
    public int Around(string about, int round, int spread) => spread == 0
        ? 0
        : (int)(Draw(about, round) % (uint)(spread + 1)) + (int)(Draw(about, round + 1000) % (uint)(spread + 1)) - spread;

    private uint Draw(string about, int round)
    {
        // FNV-1a with a final mix: small, stable on every platform and version, unlike string.GetHashCode.
        var hash = 2166136261u;
        foreach (var c in about) hash = (hash ^ c) * 16777619u;
        hash = (hash ^ (uint)seed) * 16777619u;
        hash = (hash ^ (uint)unit) * 16777619u;
        hash = (hash ^ (uint)round) * 16777619u;
        hash ^= hash >> 16;
        hash *= 0x85ebca6b;
        hash ^= hash >> 13;
        hash *= 0xc2b2ae35;
        return hash ^ (hash >> 16);
    }
}
