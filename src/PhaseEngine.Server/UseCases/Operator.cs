namespace PhaseEngine.Server.UseCases;

/// <summary>
/// Whoever sits at the machine and uses the command line: no user of the installation, but on record as somebody, unlike what
/// the product does by itself, which names nobody.
/// </summary>
internal static class Operator
{
    public static readonly Guid Id = new("00000000-0000-0000-0000-0000000c1100");
}
