using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core;
using PhaseEngine.Data;
using PhaseEngine.Data.Events;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.Identity;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Features.Audit;

/// <summary>
/// What was done with the installation as a whole, the latest first: accounts, posts, hosts, lists, calendars. It names people of
/// every unit, so it is for whoever answers for all of them.
/// </summary>
internal static class ListInstallationEvents
{
    internal sealed record Query(Rights Rights, PageOf Page) : IQuery<Page<ActView>>;

    public static async Task<Results<Ok<Page<ActView>>, Refused>> Handle([AsParameters] PageOf page, Caller caller, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new Query(await caller.Rights(ct), page), ct)).Ok();

    internal sealed class Handler(PhaseEngineDb db, ActSentences sentences) : IQueryHandler<Query, Page<ActView>>
    {
        public async Task<Result<Page<ActView>>> Handle(Query request, CancellationToken cancellationToken)
        {
            var managed = request.Rights.Among(db.Units, Acts.PeopleManage);
            var others = await db.Units.AnyAsync(u => u.ParentId == null && !managed.Any(m => m.Id == u.Id), cancellationToken);
            if (others) return HttpProblems.Forbidden;

            return await ActPage.Of(db, sentences, EventStream.SystemId, request.Page, new Reading(Members: false), find: null, cancellationToken);
        }
    }
}
