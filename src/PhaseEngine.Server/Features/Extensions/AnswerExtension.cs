using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using PhaseEngine.Core;
using PhaseEngine.Data.Evidence;
using PhaseEngine.Data.Runs;
using PhaseEngine.Server.Features.Runs;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.Identity;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Features.Extensions;

/// <summary>The superior grants more time, the day asked for or another, or refuses, each with the reason.</summary>
internal static class AnswerExtension
{
    /// <param name="Grant">Whether it is granted.</param>
    /// <param name="Due">Another day than the one asked for.</param>
    /// <param name="Reason">Why.</param>
    internal sealed record Body(bool Grant, DateOnly? Due, [property: Filled, AtMost(500)] string Reason);

    internal sealed record Command(Guid By, Guid RunId, string Key, bool Grant, DateOnly? Due, string Reason) : ICommand<Done>;

    public static async Task<Results<NoContent, Refused>> Handle(
        Guid runId, string activity, Body body, Caller caller, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new Command(caller.UserId, runId, activity, body.Grant, body.Due, body.Reason), ct)).Done();

    internal sealed class Handler(RunStore runs, ExtensionRequests requests, Superiors superiors, Remarks remarks, IMediator mediator, TimeProvider clock) : ICommandHandler<Command, Done>
    {
        public async Task<Result<Done>> Handle(Command request, CancellationToken cancellationToken)
        {
            var (by, id, key, grant, due, reason) = request;
            if (await runs.Load(id, forUpdate: true, cancellationToken) is not { } run) return HttpProblems.NotFound;
            if (await superiors.RefuseUnlessAbove(run, ExtendDue.Granters, cancellationToken) is { } refused) return refused;
            var all = await requests.About(run, key, cancellationToken);
            if (all is not [.., { Status: ExtensionStatus.Asked } asked]) return ExtensionRequests.NotAsked(key);

            DateOnly? given = grant ? due ?? asked.Due : null;
            // Once, though it stands on the record of the run and of the unit: erased, it is gone from both.
            var kept = await remarks.Keep(reason, clock.GetUtcNow(), cancellationToken);
            if (given is { } day)
            {
                var moved = await mediator.Send(new ExtendDue.Command(id, key, day, kept), cancellationToken);
                if (!moved.IsOk) return moved.Problem;
            }

            await requests.Answer(run, all.Count, asked, by, given, kept, cancellationToken);
            return Done.It;
        }
    }
}
