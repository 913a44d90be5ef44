using PhaseEngine.Core;

namespace PhaseEngine.Server.Features.People;

internal static class PeopleProblems
{
    /// <summary>One answer for every reason, so that it tells nobody which accounts there are.</summary>
    public static readonly Problem SignInRefused = new("sign-in-refused", ProblemKind.Forbidden);

    /// <summary>Unknown, used or expired: whoever holds it needs a new one in any case.</summary>
    public static readonly Problem LinkNotValid = new("link-not-valid", ProblemKind.NotFound);

    public static readonly Problem PasswordTooShort = new("password-too-short", ProblemKind.Invalid, ("minimum", 10));

    public static readonly Problem PasswordWrong = new("password-wrong", ProblemKind.Forbidden);

    public static readonly Problem PostEnded = new("post-ended", ProblemKind.Conflict);

    public static readonly Problem PostDatesOutOfOrder = new("post-dates-out-of-order", ProblemKind.Invalid);

    public static readonly Problem HandOverToOneself = new("hand-over-to-oneself", ProblemKind.Invalid);

    public static readonly Problem PersonUnknown = new("person-unknown", ProblemKind.Invalid);

    public static Problem UserNameTaken(string userName) => new("user-name-taken", ProblemKind.Conflict, ("userName", userName));

    public static Problem PostHeldAlready(string role) => new("post-held-already", ProblemKind.Conflict, ("role", role));

    /// <summary>The role is one of a unit's own people: nobody holds it for other units as well.</summary>
    public static Problem PostNotOverUnits(string role) => new("post-not-over-units", ProblemKind.Invalid, ("role", role));

    /// <summary>One's own posts do not reach as far as the post to be given.</summary>
    public static Problem PostNotYoursToGive(string role) => new("post-not-yours-to-give", ProblemKind.Forbidden, ("role", role));

    /// <summary>A member who neither belongs to the unit nor counts in it by certificate.</summary>
    public static readonly Problem MemberElsewhere = new("member-elsewhere", ProblemKind.Invalid);

    public static readonly Problem MemberHasAccount = new("member-has-account", ProblemKind.Conflict);

    public static Problem TokenLifetime(int days) => new("token-lifetime", ProblemKind.Invalid, ("days", days));
}
