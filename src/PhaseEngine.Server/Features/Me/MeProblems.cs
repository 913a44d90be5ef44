using PhaseEngine.Core;

namespace PhaseEngine.Server.Features.Me;

internal static class MeProblems
{
    public static readonly Problem MailAddressInvalid = new("mail-address-invalid", ProblemKind.Invalid);

    /// <summary>The letter with the link did not leave.</summary>
    public static readonly Problem MailNotSent = new("mail-not-sent", ProblemKind.Conflict);

    /// <summary>What only the person does, not a program in their name.</summary>
    public static readonly Problem TokenNotEnough = new("token-not-enough", ProblemKind.Forbidden);
}
