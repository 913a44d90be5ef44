using System.Security.Claims;
using MediatR;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core.Engine;
using PhaseEngine.Server.Features.Gates;

namespace PhaseEngine.Benchmarks;

/// <summary>Gates given one by one by eight clients at once, through the handler that HTTP uses, with everything around it but HTTP.</summary>
internal static class ClientsBench
{
    private const int Clients = 8;

    public static async Task Run(int units)
    {
        await using var world = await BenchWorld.OnPostgres(units);
        var (campaign, runs) = await GateWorld.AllAsked(world, units);
        Console.WriteLine($"gate passes one by one: {GateWorld.Words}, {units:N0} units, {Clients} clients, PostgreSQL");
        (await Ceilings.FourStatements(world, runs, Clients)).Print("ceiling: transactions of four statements in one round trip", units);

        await using var app = BenchServer.Build(world);
        // The first fifth warms up: statements are prepared, code is compiled.
        var warm = runs.Count / 5;
        await Give(app.Services, runs[..warm]);
        var pass = await Timing.Of(() => Give(app.Services, runs[warm..]));
        pass.Print("gate passes one by one", units - warm);

        await world.Check("units in the next phase", units, db => db.Runs.CountAsync(r => r.Phase == GateWorld.Next && r.OpenCount == 9));
        await world.Check("decisions", units, db => db.Decisions.CountAsync());
        await world.Check(campaign, units);
    }

    private static Task Give(IServiceProvider services, IReadOnlyList<Guid> runs)
    {
        var next = -1;
        return Task.WhenAll(Enumerable.Range(0, Clients).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Increment(ref next) is var i && i < runs.Count) await Give(services, runs[i]);
        })));
    }

    private static async Task Give(IServiceProvider services, Guid run)
    {
        await using var scope = services.CreateAsyncScope();
        var user = new ClaimsPrincipal(new ClaimsIdentity([new(ClaimTypes.NameIdentifier, BenchWorld.Supervisor.ToString())], "bench"));
        scope.ServiceProvider.GetRequiredService<IHttpContextAccessor>().HttpContext =
            new DefaultHttpContext { User = user, RequestServices = scope.ServiceProvider };
        var ruling = new Ruling(GateWorld.Gate, null, DecisionWord.Give, 1, null, null, null, null);
        var answer = await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new Decide.Command(run, ruling));
        if (!answer.IsOk) throw new InvalidOperationException($"{run} refused: {answer.Problem}");
    }
}
