namespace PhaseEngine.Server.Jobs;

/// <summary>
/// Work that happens by itself: a class with <see cref="RecurringAttribute"/>, found by scanning. It is made anew, in a scope
/// of its own, each time the clock strikes. It may run twice, on two nodes at once, late, or break off anywhere: what is due is
/// a row that is claimed, and every effect has a natural key.
/// </summary>
internal interface IRecurringJob
{
    /// <summary>Does all that is due.</summary>
    /// <returns>How many things it dealt with.</returns>
    Task<int> Run(CancellationToken ct);
}

/// <summary>What a job is called, and how often it runs.</summary>
/// <param name="name">Stable: settings, addresses and the clock's tables name it.</param>
/// <param name="everySeconds">Unless the settings say otherwise.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
internal sealed class RecurringAttribute(string name, int everySeconds) : Attribute
{
    public string Name => name;

    public TimeSpan Every => TimeSpan.FromSeconds(everySeconds);
}
