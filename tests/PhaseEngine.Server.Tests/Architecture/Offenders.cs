namespace PhaseEngine.Server.Tests.Architecture;

internal static class Offenders
{
    /// <summary>Fails with every offender on a line of its own, and what is wrong with them.</summary>
    public static void None(IEnumerable<string> offenders, string reason)
    {
        var all = offenders.Order(StringComparer.Ordinal).ToList();
        if (all.Count > 0) Assert.Fail($"{reason}\n  {string.Join("\n  ", all)}");
    }
}
