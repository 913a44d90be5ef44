namespace PhaseEngine.Core.Simulation;

/// <summary>What came out of a simulation.</summary>
/// <param name="Units">Units simulated.</param>
/// <param name="Finished">Units whose run came to its end.</param>
/// <param name="LastFinished">The day the last of them did; null when none did.</param>
/// <param name="Requirements">Per requirement.</param>
/// <param name="Gates">Per gate.</param>
/// <param name="Weeks">The load, week by week from the batch's start.</param>
public sealed record SimulationResult(
    int Units, int Finished, DateOnly? LastFinished, IReadOnlyList<RequirementOutcome> Requirements,
    IReadOnlyList<GateOutcome> Gates, IReadOnlyList<WeekLoad> Weeks);

/// <summary>How one requirement went.</summary>
/// <param name="Key">The requirement.</param>
/// <param name="Asked">Units it was asked of.</param>
/// <param name="OnTime">Units that met it by its date.</param>
/// <param name="Late">Units that met it later.</param>
/// <param name="Never">Units that had not met it when the simulation ended.</param>
/// <param name="DaysLate">The sum of the days late ones were late.</param>
public sealed record RequirementOutcome(string Key, int Asked, int OnTime, int Late, int Never, int DaysLate);

/// <summary>How one gate went.</summary>
/// <param name="Key">The gate.</param>
/// <param name="Asked">Requests made.</param>
/// <param name="Passed">Units that passed.</param>
/// <param name="Returned">Requests returned.</param>
/// <param name="Late">Units that passed after its date.</param>
/// <param name="Stuck">Units that had reached it and not passed when the simulation ended, with the metrics that were missing and how often.</param>
/// <param name="Missing">Which conditions held them.</param>
public sealed record GateOutcome(
    string Key, int Asked, int Passed, int Returned, int Late, int Stuck, IReadOnlyDictionary<string, int> Missing);

/// <summary>What one week asked of units.</summary>
/// <param name="Monday">The Monday of the week.</param>
/// <param name="Minutes">Minutes of all units together.</param>
/// <param name="Busiest">The most any one unit spent.</param>
/// <param name="Records">Records made.</param>
public sealed record WeekLoad(DateOnly Monday, long Minutes, int Busiest, int Records);
