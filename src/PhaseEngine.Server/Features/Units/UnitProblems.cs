using PhaseEngine.Core;

namespace PhaseEngine.Server.Features.Units;

internal static class UnitProblems
{
    public static readonly Problem ParentUnknown = new("unit-parent-unknown", ProblemKind.Invalid);

    public static readonly Problem ParentCycle = new("unit-parent-cycle", ProblemKind.Conflict);

    public static readonly Problem HostUnknown = new("host-unknown", ProblemKind.Invalid);

    public static Problem CodeTaken(string code) => new("unit-code-taken", ProblemKind.Conflict, ("code", code));

    public static Problem CodeReserved(string code) => new("unit-code-reserved", ProblemKind.Invalid, ("code", code));

    public static Problem ZoneUnknown(string zone) => new("zone-unknown", ProblemKind.Invalid, ("zone", zone));
}
