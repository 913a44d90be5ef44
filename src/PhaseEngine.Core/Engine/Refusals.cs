using PhaseEngine.Core.Gates;

namespace PhaseEngine.Core.Engine;

/// <summary>Every refusal of the engine, with its stable code and facts.</summary>
public static class Refusals
{
    /// <summary>The run is finished, closed or suspended, and the input needs it active.</summary>
    internal static Problem? OfStatus(RunState run, Input input) => run.Status switch
    {
        RunStatus.Active => null,
        // A wrong record is superseded whenever it is found (S.51).
        _ when input is EvidenceRecorded { Supersedes: true } or TimeReached => null,
        RunStatus.Suspended when input is StatusOrdered or RosterChanged or CalendarChanged or DueChanged or SubordinatesChanged => null,
        // What was found wrong after the end may be worked on again, and decided (semantics 5).
        RunStatus.Finished when input is GateKept or GateReopened or EvidenceRecorded or Decided or DueChanged or RequirementWaived or RosterChanged => null,
        _ => new Problem("run-not-active", ProblemKind.Conflict, ("status", run.Status.ToString())),
    };

    internal static Problem NoSuch(string key) => new("activity-not-found", ProblemKind.NotFound, ("key", key));

    internal static Problem NotAsked(string key) => new("requirement-not-asked", ProblemKind.Conflict, ("key", key));

    internal static Problem RequirementClosed(string key) => new("requirement-closed", ProblemKind.Conflict, ("key", key));

    internal static Problem RequirementStanding(string key) => new("requirement-standing", ProblemKind.Conflict, ("key", key));

    internal static Problem GateNotOpen(string key) => new("gate-not-open", ProblemKind.Conflict, ("key", key));

    internal static Problem GatePassesItself(string key) => new("gate-passes-itself", ProblemKind.Conflict, ("key", key));

    internal static Problem GateAlreadyAsked(string key) => new("gate-already-asked", ProblemKind.Conflict, ("key", key));

    internal static Problem GateNotAsked(string key) => new("gate-not-asked", ProblemKind.Conflict, ("key", key));

    internal static Problem GateNotPassed(string key) => new("gate-not-passed", ProblemKind.Conflict, ("key", key));

    internal static Problem GateNotFlagged(string key) => new("gate-not-flagged", ProblemKind.Conflict, ("key", key));

    internal static Problem NothingToReopen(string key) => new("nothing-to-reopen", ProblemKind.Conflict, ("key", key));

    internal static Problem StatusNotOrdered(RunStatus status) =>
        new("run-status-not-ordered", ProblemKind.Invalid, ("status", status.ToString()));

    internal static Problem ConditionsUnmet(GateReport report) => new(
        "gate-conditions-unmet", ProblemKind.Conflict,
        ("key", report.Gate), ("missing", report.Missing.Count()), ("report", report));

    internal static Problem ReportChanged(string key, int seen, int now) =>
        new("gate-report-changed", ProblemKind.Stale, ("key", key), ("seen", seen), ("now", now));

    internal static Problem OwnRequest(string key) => new("decision-own-request", ProblemKind.Forbidden, ("key", key));

    internal static Problem NotAwaited(string key, int row) =>
        new("decision-not-awaited", ProblemKind.Conflict, ("key", key), ("row", row));

    internal static Problem CannotReturn(string key, int row) =>
        new("approval-cannot-return", ProblemKind.Invalid, ("key", key), ("row", row));

    internal static Problem NotAllowed(string key, DecisionWord word) =>
        new("decision-not-allowed", ProblemKind.Conflict, ("key", key), ("word", word.ToString()));

    internal static Problem ReasonMissing(string key) => new("reason-missing", ProblemKind.Invalid, ("key", key));

    internal static Problem ConditionIncomplete(string key) =>
        new("approval-on-condition-incomplete", ProblemKind.Invalid, ("key", key));

    internal static Problem CarriedTwice(string key, IEnumerable<string> metrics) =>
        new("condition-carried-twice", ProblemKind.Conflict, ("key", key), ("metrics", string.Join(", ", metrics)));

    internal static Problem NotLater(string key, DateOnly due) =>
        new("extension-not-later", ProblemKind.Invalid, ("key", key), ("due", due));
}
