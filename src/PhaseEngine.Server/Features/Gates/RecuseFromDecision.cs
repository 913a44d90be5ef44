using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core;
using PhaseEngine.Data;
using PhaseEngine.Data.Access;
using PhaseEngine.Data.Evidence;
using PhaseEngine.Data.Runs;
using PhaseEngine.Server.Features.People;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.Identity;
using PhaseEngine.Server.Settings;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Features.Gates;

/// <summary>
/// An approver steps back from one decision, with the reason (S.53). It goes to somebody they name, who gets the role for this
/// one unit and some weeks, or else to whoever holds it further up.
/// </summary>
internal static class RecuseFromDecision
{
    /// <summary>The act on the installation's record.</summary>
    public const string Recusal = "recused";

    /// <summary>How long the person named has the role for the unit.</summary>
    private const int Days = 60;

    /// <param name="Reason">Why.</param>
    /// <param name="To">Who decides instead; the superior further up when not given.</param>
    internal sealed record Body([property: Filled, AtMost(500)] string Reason, Guid? To);

    internal sealed record Command(Guid RunId, string Key, string Reason, Guid? To) : ICommand<Done>;

    public static async Task<Results<NoContent, Refused>> Handle(Guid runId, string activity, Body body, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new Command(runId, activity, body.Reason, body.To), ct)).Done();

    internal sealed class Handler(
        PhaseEngineDb db, RunStore runs, Decider decider, Remarks remarks, SystemEvents events, Caller caller, Today today, TimeProvider clock) : ICommandHandler<Command, Done>
    {
        public async Task<Result<Done>> Handle(Command request, CancellationToken cancellationToken)
        {
            if (await runs.Load(request.RunId, forUpdate: true, cancellationToken) is not { } run) return HttpProblems.NotFound;

            var row = decider.Turn(run, request.Key);
            var asking = Asking(run, request.Key);
            if (await decider.Refuse(run, request.Key, row, asking, cancellationToken) is { } refused) return refused;
            if (run.State.Activities[run.Plan.IndexOf(request.Key)].Awaiting is null) return GateProblems.NothingAwaited(request.Key);
            if (request.To == caller.UserId) return PeopleProblems.HandOverToOneself;
            if (request.To is { } to && !await db.Users.AnyAsync(u => u.Id == to, cancellationToken)) return PeopleProblems.PersonUnknown;

            await decider.Keep(run, request.Key, asking, row, Decision.Recused, request.Reason, cancellationToken);
            if (request.To is { } named) db.Posts.Add(PostFor(named, run, Decider.RoleOf(run, request.Key, row)));
            var reason = await remarks.Keep(request.Reason, clock.GetUtcNow(), cancellationToken);
            await events.Append(caller.UserId, Recusal, new { run = run.Id, request.Key, asking, row, request.To, reason }, cancellationToken);
            return Done.It;
        }

        private Post PostFor(Guid user, RunRow run, string role) => new()
        {
            Id = Guid.CreateVersion7(clock.GetUtcNow()), UserId = user, UnitId = run.UnitId, Role = role, Subtree = false,
            From = today.Date, Until = today.Date.AddDays(Days),
        };

        private static int Asking(RunRow run, string key) => run.Plan.IndexOf(key) is >= 0 and var index ? run.State.Activities[index].Asked : 0;
    }
}
