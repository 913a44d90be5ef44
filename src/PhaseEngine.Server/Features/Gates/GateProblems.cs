using PhaseEngine.Core;

namespace PhaseEngine.Server.Features.Gates;

internal static class GateProblems
{
    public static readonly Problem NotPassedOn = new("delegation-not-passed-on", ProblemKind.Conflict);

    public static readonly Problem NothingDelegated = new("nothing-delegated", ProblemKind.Conflict);

    /// <summary>The row is somebody else's to answer.</summary>
    public static Problem NotYours(string key, string role) => new("decision-not-yours", ProblemKind.Forbidden, ("key", key), ("role", role));

    /// <summary>Nobody decides about a unit of which they are an officer (S.53).</summary>
    public static Problem OwnUnit(string key) => new("decision-own-unit", ProblemKind.Forbidden, ("key", key));

    /// <summary>Nobody decides on what they recorded themselves.</summary>
    public static Problem OwnRecord(string key) => new("decision-own-record", ProblemKind.Forbidden, ("key", key));

    public static Problem Recused(string key) => new("decision-recused", ProblemKind.Conflict, ("key", key));

    public static Problem NothingAwaited(string key) => new("decision-not-awaited", ProblemKind.Conflict, ("key", key), ("row", null));

    /// <summary>Some of the requests need a look of their own: something is not met, waived, flagged or carried over.</summary>
    public static Problem NotAlike(IReadOnlyList<Guid> runs) =>
        new("decisions-not-alike", ProblemKind.Conflict, ("count", runs.Count), ("runs", runs));

    /// <summary>Of many decided together a few, chosen by chance, have to be opened first.</summary>
    public static Problem SampleNotOpened(IReadOnlyList<Guid> runs) =>
        new("decisions-sample-not-opened", ProblemKind.Conflict, ("count", runs.Count), ("runs", runs));

    public static readonly Problem Twice = new("decisions-named-twice", ProblemKind.Invalid);

    /// <summary>Only who gives approvals is stood in for.</summary>
    public static Problem NotDelegated(string role) => new("post-not-delegated", ProblemKind.Invalid, ("role", role));

    public static readonly Problem NotYourPost = new("post-not-yours", ProblemKind.Forbidden);
}
