using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core.Engine;

namespace PhaseEngine.Benchmarks;

/// <summary>A superior gives the gate to all units in one act: evaluated, events and decisions written, the next phase opened.</summary>
internal static class PassesBench
{
    public static async Task Run(int units)
    {
        await using var world = await BenchWorld.OnPostgres(units);
        var (campaign, runs) = await GateWorld.AllAsked(world, units);
        Console.WriteLine($"gate passes in sets: {GateWorld.Words}, {units:N0} units, PostgreSQL");

        var given = new Decided(GateWorld.Gate, 0, DecisionWord.Give, BenchWorld.Supervisor, 1);
        var pass = await Timing.Of(() => GateWorld.Act(world, runs, given, "decided"));
        pass.Print("gate passes in sets", units);

        (await Ceilings.UpdateRuns(world)).Print("ceiling: update … from unnest of the same rows", units);
        await world.Check("units in the next phase", units, db => db.Runs.CountAsync(r => r.Phase == GateWorld.Next && r.OpenCount == 9));
        await world.Check("decisions", units, db => db.Decisions.CountAsync());
        await world.Check(campaign, units);
    }
}
