using PhaseEngine.Core.Engine;
using PhaseEngine.Core.Simulation;
using PhaseEngine.Server.Texts;

namespace PhaseEngine.Server.Features.Templates;

/// <summary>What came out of a simulation.</summary>
/// <param name="Notice">That it is an assumption and no forecast; to be shown beside every figure.</param>
/// <param name="Start">The batch's first day.</param>
/// <param name="Assumptions">What was assumed about people.</param>
/// <param name="Units">Units simulated.</param>
/// <param name="Finished">Units whose run came to its end.</param>
/// <param name="LastFinished">The day the last of them did.</param>
/// <param name="Requirements">Per requirement.</param>
/// <param name="Gates">Per gate.</param>
/// <param name="Weeks">The load by week.</param>
internal sealed record SimulationView(
    string Notice, DateOnly Start, Assumptions Assumptions, int Units, int Finished, DateOnly? LastFinished,
    IReadOnlyList<SimulationView.Requirement> Requirements, IReadOnlyList<SimulationView.Gate> Gates, IReadOnlyList<SimulationView.Week> Weeks)
{
    /// <param name="DaysLate">Days late, on average of those late; null when none was.</param>
    internal sealed record Requirement(string Key, string Title, int Asked, int OnTime, int Late, int Never, decimal? DaysLate);

    /// <param name="Requests">Requests made.</param>
    /// <param name="Stuck">Units that had reached it and not passed at the end.</param>
    internal sealed record Gate(string Key, string Title, int Requests, int Passed, int Returned, int Late, int Stuck, IReadOnlyList<Lack> Missing);

    /// <param name="Metric">The metric that was missing.</param>
    /// <param name="Title">The requirement or gate it belongs to.</param>
    /// <param name="Units">In how many of the units held up.</param>
    internal sealed record Lack(string Metric, string? Title, int Units);

    /// <param name="MinutesPerUnit">Of a unit, on average.</param>
    /// <param name="BusiestUnitMinutes">The most any one unit spent.</param>
    internal sealed record Week(DateOnly Monday, decimal MinutesPerUnit, int BusiestUnitMinutes, int Records);

    public static SimulationView Of(Plan plan, DateOnly start, Assumptions assumptions, SimulationResult result) => new(
        Phrases.Say("templates.simulation.notice"), start, assumptions, result.Units, result.Finished, result.LastFinished,
        [
            .. result.Requirements.Select(r => new Requirement(
                r.Key, TitleOf(plan, r.Key)!, r.Asked, r.OnTime, r.Late, r.Never, r.Late == 0 ? null : decimal.Round((decimal)r.DaysLate / r.Late, 1))),
        ],
        [
            .. result.Gates.Select(g => new Gate(
                g.Key, TitleOf(plan, g.Key)!, g.Asked, g.Passed, g.Returned, g.Late, g.Stuck,
                [.. g.Missing.OrderByDescending(m => m.Value).ThenBy(m => m.Key, StringComparer.Ordinal).Select(m => new Lack(m.Key, TitleOf(plan, m.Key.Split('.')[0]), m.Value))])),
        ],
        [
            .. result.Weeks.Select(w => new Week(w.Monday, decimal.Round((decimal)w.Minutes / Math.Max(1, result.Units), 1), w.Busiest, w.Records)),
        ]);

    private static string? TitleOf(Plan plan, string key) => plan.IndexOf(key) is >= 0 and var index ? plan.Activities[index].Title.Said() : null;
}
