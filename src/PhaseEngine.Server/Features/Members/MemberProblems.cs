using PhaseEngine.Core;

namespace PhaseEngine.Server.Features.Members;

internal static class MemberProblems
{
    public static readonly Problem UnitUnknown = new("unit-unknown", ProblemKind.Invalid);

    public static readonly Problem HostUnknown = new("host-unknown", ProblemKind.Invalid);

    public static readonly Problem CertificateOwnUnit = new("certificate-own-unit", ProblemKind.Invalid);

    public static readonly Problem HereAlready = new("member-here-already", ProblemKind.Conflict);

    public static Problem CodeTaken(string code) => new("member-code-taken", ProblemKind.Conflict, ("code", code));

    public static Problem Left(DateOnly? on) => new("member-left", ProblemKind.Conflict, ("on", on));

    public static Problem UnitDissolved(DateOnly? on) => new("unit-dissolved", ProblemKind.Conflict, ("on", on));

    /// <summary>The two are names of fields, which the texts know.</summary>
    public static Problem DatesOutOfOrder(string earlier, string later) =>
        new("member-dates-out-of-order", ProblemKind.Invalid, ("earlier", earlier), ("later", later));

    public static Problem InFuture(DateOnly today) => new("member-change-in-future", ProblemKind.Invalid, ("today", today));
}
