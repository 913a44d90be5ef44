using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using PhaseEngine.Core;
using PhaseEngine.Core.Engine;
using PhaseEngine.Data;
using PhaseEngine.Data.Runs;
using PhaseEngine.Data.Templates;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.Identity;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Features.Extensions;

/// <summary>The requests for more time that wait for the reader's answer, the oldest first.</summary>
internal static class ListPending
{
    internal sealed record Query(Rights Rights, PageOf Page) : IQuery<Page<ExtensionView>>;

    public static async Task<Results<Ok<Page<ExtensionView>>, Refused>> Handle(
        [AsParameters] PageOf page, Caller caller, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new Query(await caller.Rights(ct), page), ct)).Ok();

    internal sealed class Handler(PhaseEngineDb db, PlanCache plans, RunStore runs, ExtensionRequests requests, TimeProvider clock) : IQueryHandler<Query, Page<ExtensionView>>
    {
        public async Task<Result<Page<ExtensionView>>> Handle(Query request, CancellationToken cancellationToken)
        {
            if (!Cursor.TryRead<Key>(request.Page.After, out var after)) return HttpProblems.CursorInvalid;

            var all = await requests.Of(request.Rights.Among(db.Units, Acts.ExtensionsGrant), cancellationToken);
            var asked = all.Where(r => r.Status == ExtensionStatus.Asked).ToList();
            var rows = (await runs.Look([.. asked.Select(r => r.RunId).Distinct()], faults: [], cancellationToken)).ToDictionary(r => r.Id);
            var waiting = asked.Where(r => rows.TryGetValue(r.RunId, out var run) && CanBeGranted(run, r)).OrderBy(Place)
                .Where(r => after is null || Place(r).CompareTo((after.AskedAt, after.RunId, after.Activity)) > 0).Take(request.Page.Size + 1).ToList();
            var page = waiting.Cut(request.Page, KeyOf);
            return new Page<ExtensionView>(await ExtensionView.Of(db, plans, page.Items, cancellationToken), page.Next);
        }

        /// <summary>What was done meanwhile, or has got as much time already, needs no answer any more.</summary>
        private bool CanBeGranted(RunRow run, ExtensionRequests.Request request) =>
            RunEngine.Step(run.Plan, run.Timetable, run.State, new DueChanged(request.Key, request.Due, request.Reason), clock.GetUtcNow()).IsOk;

        private static (DateTimeOffset, Guid, string) Place(ExtensionRequests.Request request) => (request.AskedAt, request.RunId, request.Key);

        private static Key KeyOf(ExtensionRequests.Request request) => new(request.AskedAt, request.RunId, request.Key);

        private sealed record Key(DateTimeOffset AskedAt, Guid RunId, string Activity);
    }
}
