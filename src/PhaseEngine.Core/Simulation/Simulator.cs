using PhaseEngine.Core.Engine;
using PhaseEngine.Core.Organisations;

namespace PhaseEngine.Core.Simulation;

/// <summary>A dry run of a whole campaign under a virtual clock (B.5): the same engine, with assumed people.</summary>
public static class Simulator
{
    /// <summary>Runs every unit to its end, or until the simulation stops.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="timetable">The batch's dates.</param>
    /// <param name="population">The units.</param>
    /// <param name="assumptions">What is assumed about people.</param>
    /// <param name="ct">Gives up between two units.</param>
    public static SimulationResult Run(
        Plan plan, Timetable timetable, IReadOnlyList<UnitFacts> population, Assumptions assumptions, CancellationToken ct = default)
    {
        var tally = new SimulationTally(plan);
        for (var unit = 0; unit < population.Count; unit++)
        {
            ct.ThrowIfCancellationRequested();
            new SimulatedUnit(plan, timetable, population[unit], assumptions, new Chance(assumptions.Seed, unit), tally).Play();
        }

        return tally.Result(population.Count);
    }
}
