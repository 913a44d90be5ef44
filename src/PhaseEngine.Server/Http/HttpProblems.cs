using PhaseEngine.Core;

namespace PhaseEngine.Server.Http;

/// <summary>Refusals that are about the request, whatever it is for.</summary>
internal static class HttpProblems
{
    public static readonly Problem NotSignedIn = new("not-signed-in", ProblemKind.Forbidden);
    public static readonly Problem Forbidden = new("forbidden", ProblemKind.Forbidden);
    public static readonly Problem NotFound = new("not-found", ProblemKind.NotFound);
    public static readonly Problem MethodNotAllowed = new("method-not-allowed", ProblemKind.Invalid);
    public static readonly Problem UnsupportedMediaType = new("unsupported-media-type", ProblemKind.Invalid);
    public static readonly Problem MalformedRequest = new("malformed-request", ProblemKind.Invalid);
    public static readonly Problem BadShape = new("bad-shape", ProblemKind.Invalid);
    public static readonly Problem TooManyRequests = new("too-many-requests", ProblemKind.Conflict);
    public static readonly Problem IfMatchMissing = new("if-match-missing", ProblemKind.Invalid);
    public static readonly Problem Stale = new("stale", ProblemKind.Stale);
    public static readonly Problem Collision = new("collision", ProblemKind.Conflict);
    public static readonly Problem IdempotencyKeyInvalid = new("idempotency-key-invalid", ProblemKind.Invalid);
    public static readonly Problem IdempotencyKeyReused = new("idempotency-key-reused", ProblemKind.Invalid);
    public static readonly Problem CsrfHeaderMissing = new("csrf-header-missing", ProblemKind.Forbidden);
    public static readonly Problem TokenReadOnly = new("token-read-only", ProblemKind.Forbidden);
    public static readonly Problem CursorInvalid = new("cursor-invalid", ProblemKind.Invalid);
    public static readonly Problem NotReady = new("not-ready", ProblemKind.Conflict);
    public static readonly Problem TooBusy = new("too-busy", ProblemKind.Conflict);
    public static readonly Problem InternalError = new("internal-error", ProblemKind.Conflict);

    public static Problem TooLarge(long limit) => new("too-large", ProblemKind.Invalid, ("limitMegabytes", limit / (1024 * 1024)));
}
