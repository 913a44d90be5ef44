namespace PhaseEngine.Core.Engine;

/// <summary>Something to be done outside the run because of a step. Data: whoever runs the step does it once, by its natural key.</summary>
public abstract record Effect;

/// <summary>
/// Tell people. The natural key is person, requirement, round and stage, never the time: a moved date or a second role does not
/// double it (S.45).
/// </summary>
/// <param name="Key">The requirement, gate or phase.</param>
/// <param name="Round">Its round, window or asking.</param>
/// <param name="Stage">
/// The reminder row's offset, with <c>#n</c> for the n-th repetition; before it <c>answer:row:</c> when an approver's answer is
/// due, <c>carried:</c> when a condition carried over is; or a word: <c>asked:row</c>, <c>returned</c>, <c>passed</c>,
/// <c>convened</c>, <c>flagged:metrics</c>.
/// </param>
/// <param name="To">Roles; <c>owner</c> is resolved already.</param>
/// <param name="At">When it fell due.</param>
public sealed record Notify(string Key, int Round, string Stage, IReadOnlyList<string> To, DateTimeOffset At) : Effect;

/// <summary>Call a review meeting (S.28). The natural key is run, requirement and window.</summary>
/// <param name="Key">The requirement.</param>
/// <param name="Window">The window.</param>
/// <param name="From">Its first day.</param>
/// <param name="To">Its last day.</param>
/// <param name="ProposedOn">The day proposed for it.</param>
public sealed record Convene(string Key, int Window, DateOnly From, DateOnly To, DateOnly ProposedOn) : Effect;

/// <summary>What a step made of a run.</summary>
/// <param name="State">The state after; the one before is untouched.</param>
/// <param name="Facts">What became so, in order; none when nothing changed.</param>
/// <param name="Effects">What has to be done outside.</param>
public sealed record StepResult(RunState State, IReadOnlyList<Fact> Facts, IReadOnlyList<Effect> Effects);
