using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core;
using PhaseEngine.Data;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.Identity;
using PhaseEngine.Server.Settings;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Features.People;

/// <summary>The people who hold a post on a unit that the reader is responsible for, by name.</summary>
internal static class ListPeople
{
    /// <param name="Id">The person.</param>
    /// <param name="Name">As others see it.</param>
    /// <param name="UserName">What they sign in with; for who manages them only.</param>
    /// <param name="Posts">What they hold on the reader's units.</param>
    internal sealed record View(Guid Id, string Name, string? UserName, IReadOnlyList<PostView> Posts);

    internal sealed record PostView(Guid Id, Guid UnitId, string UnitName, string Role);

    internal sealed record Query(Rights Rights, string? Search, PageOf Page) : IQuery<Page<View>>;

    public static async Task<Results<Ok<Page<View>>, Refused>> Handle(
        string? search, [AsParameters] PageOf page, Caller caller, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new Query(await caller.Rights(ct), search, page), ct)).Ok();

    internal sealed class Handler(PhaseEngineDb db, Today today) : IQueryHandler<Query, Page<View>>
    {
        public async Task<Result<Page<View>>> Handle(Query request, CancellationToken cancellationToken)
        {
            if (!Cursor.TryRead<Key>(request.Page.After, out var after)) return HttpProblems.CursorInvalid;

            var day = today.Date;
            var units = request.Rights.Among(db.Units, Acts.PeopleSee);
            var managed = request.Rights.Among(db.Units, Acts.PeopleManage);
            var posts =
                from post in db.Posts
                where post.Until == null || day < post.Until
                join unit in units on post.UnitId equals unit.Id
                select new { post.Id, post.UserId, UnitId = unit.Id, UnitName = unit.Name, post.Role };

            var people = db.Users.Where(u => posts.Any(p => p.UserId == u.Id));
            if (!string.IsNullOrWhiteSpace(request.Search)) people = people.Where(u => u.Name.Contains(request.Search.Trim()));
            if (after is not null)
                people = people.Where(u => u.Name.CompareTo(after.Name) > 0 || (u.Name == after.Name && u.Id.CompareTo(after.Id) > 0));

            var rows = await people.OrderBy(u => u.Name).ThenBy(u => u.Id).Take(request.Page.Size + 1)
                .Select(u => new View(u.Id, u.Name, posts.Any(p => p.UserId == u.Id && managed.Any(m => m.Id == p.UnitId)) ? u.UserName : null,
                    posts.Where(p => p.UserId == u.Id).OrderBy(p => p.UnitName).Select(p => new PostView(p.Id, p.UnitId, p.UnitName, p.Role)).ToList()))
                .ToListAsync(cancellationToken);
            return rows.Cut(request.Page, p => new Key(p.Name, p.Id));
        }

        private sealed record Key(string Name, Guid Id);
    }
}
