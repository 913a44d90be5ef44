using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Nodes;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core;
using PhaseEngine.Core.Organisations;
using PhaseEngine.Core.Simulation;
using PhaseEngine.Data;
using PhaseEngine.Data.Organisations;
using PhaseEngine.Server.Features.Templates.Planning;
using PhaseEngine.Server.Features.Templates.Simulating;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.Identity;
using PhaseEngine.Server.Settings;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Features.Templates;

/// <summary>
/// Plays a definition, stored or not, with assumed people over assumed or real units (B.5): who would be late, which gates would
/// hold units up, what each week would ask. Long work, so bounded: at most 2000 units, one simulation at a time.
/// </summary>
internal static class SimulateTemplate
{
    public const int MostUnits = 2000;

    /// <param name="Definition">The definition; an overlay is laid on its base.</param>
    /// <param name="Start">The batch's first day; today when not given.</param>
    /// <param name="Units">How many units of the product's own mix; 200 when not given. Not used with Under.</param>
    /// <param name="Under">Instead of the mix, the units of this subtree as they are today; of more than 2000 an even sample.</param>
    /// <param name="Assumptions">What is assumed about people; what it does not name is as the product assumes (docs/operations.md).</param>
    internal sealed record Body(
        JsonNode Definition, DateOnly? Start, [property: Range(1, MostUnits)] int? Units, Guid? Under, JsonObject? Assumptions);

    internal sealed record Query(JsonNode Definition, DateOnly? Start, int Units, string? UnderPath, JsonObject? Assumptions) : IQuery<SimulationView>;

    public static async Task<Results<Ok<SimulationView>, Refused>> Handle(
        Body body, Caller caller, PhaseEngineDb db, IMediator mediator, CancellationToken ct)
    {
        var under = body.Under is { } unit ? await db.Units.PathOf(unit, ct) ?? "" : null;
        if (under is not null && !(await caller.Rights(ct)).May(Acts.UnitsSee, under)) return new Refused(HttpProblems.NotFound);
        return (await mediator.Send(new Query(body.Definition, body.Start, body.Units ?? 200, under, body.Assumptions), ct)).Ok();
    }

    internal sealed class Handler(PhaseEngineDb db, TemplatePlanner planner, SimulationSeat seat, Today today) : IQueryHandler<Query, SimulationView>
    {
        public async Task<Result<SimulationView>> Handle(Query request, CancellationToken cancellationToken)
        {
            var made = await planner.Plan(request.Definition, request.Start, cancellationToken);
            if (!made.IsOk) return made.Problem;

            var assumptions = request.Assumptions is { } given ? AssumptionsFile.Read(JsonSerializer.SerializeToUtf8Bytes(given)) : new Assumptions();
            if (!assumptions.IsOk) return assumptions.Problem;

            var (plan, timetable, _) = made.Value;
            var population = request.UnderPath is { } path ? await UnitsBelow(path, cancellationToken) : Population.Mix(request.Units);
            var result = await seat.Run(ct => Simulator.Run(plan, timetable, population, assumptions.Value, ct), cancellationToken);
            return SimulationView.Of(plan, timetable.Start, assumptions.Value, result);
        }

        private async Task<IReadOnlyList<UnitFacts>> UnitsBelow(string path, CancellationToken ct)
        {
            var day = today.Date;
            var ids = await db.Units.InSubtree(path).Where(u => u.DissolvedOn == null || day < u.DissolvedOn)
                .OrderBy(u => u.Code).Select(u => u.Id).ToListAsync(ct);
            var step = Math.Max(1, (ids.Count + MostUnits - 1) / MostUnits);
            List<Guid> sample = [.. ids.Where((_, index) => index % step == 0)];
            return [.. (await db.FactsOn(sample, day, ct)).Select(unit => unit.Facts)];
        }
    }
}

/// <summary>One simulation at a time on this node: whoever comes next waits, and others' requests keep their processor.</summary>
internal sealed class SimulationSeat : IDisposable
{
    private readonly SemaphoreSlim _seat = new(1);

    public async Task<T> Run<T>(Func<CancellationToken, T> work, CancellationToken ct)
    {
        await _seat.WaitAsync(ct);
        try
        {
            return await Task.Run(() => work(ct), ct);
        }
        finally
        {
            _seat.Release();
        }
    }

    public void Dispose() => _seat.Dispose();
}
