using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core;
using PhaseEngine.Data;
using PhaseEngine.Data.Runs;
using PhaseEngine.Server.Features.Runs;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Features.Evidence;

/// <summary>
/// The members a requirement asks, with what is recorded of each: to tick the absent only, and to see who is still lacking.
/// </summary>
internal static class ListAskedMembers
{
    /// <param name="Names">Of the marks, in their order.</param>
    /// <param name="Counted">What the marks come to: the kind's counters that are made of members, in their order.</param>
    /// <param name="Members">By name.</param>
    internal sealed record View(IReadOnlyList<string> Names, IReadOnlyList<string> Counted, IReadOnlyList<MemberView> Members);

    /// <param name="Id">The member.</param>
    /// <param name="Name">Full name.</param>
    /// <param name="Code">The organisation's own number, which tells namesakes apart.</param>
    /// <param name="Category">S.4.</param>
    /// <param name="Marks">Their sums; none when nothing is recorded.</param>
    /// <param name="Counts">What they come to by the rules for this member, as the figures count them.</param>
    internal sealed record MemberView(Guid Id, string Name, string? Code, string Category, IReadOnlyList<long> Marks, IReadOnlyList<long> Counts);

    internal sealed record Query(Guid RunId, string Key) : IQuery<View>;

    public static async Task<Results<Ok<View>, Refused>> Handle(Guid runId, string requirement, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new Query(runId, requirement), ct)).Ok();

    internal sealed class Handler(PhaseEngineDb db, RunStore runs, ServedRuns served, MarkBook book) : IQueryHandler<Query, View>
    {
        public async Task<Result<View>> Handle(Query request, CancellationToken cancellationToken)
        {
            if (await runs.Load(request.RunId, forUpdate: false, cancellationToken) is not { } run) return HttpProblems.NotFound;
            if (run.Plan.Requirement(request.Key) is not { } requirement) return RunProblems.NoSuchActivity(request.Key);

            var one = await served.WithMembers(run, requirement, cancellationToken);
            var asked = one.Asked.ToList();
            var marks = await book.RowsOf(one, asked, cancellationToken);
            var people = await db.Members.Where(m => asked.Contains(m.Id)).OrderBy(m => m.Name).ThenBy(m => m.Code)
                .Select(m => new { m.Id, m.Name, m.Code, m.Category }).ToListAsync(cancellationToken);
            return new View(
                requirement.Kind.Marks, [.. requirement.Kind.Counters.Where(c => c.OfMembers).Select(c => c.Name)],
                people.ConvertAll(m =>
                {
                    IReadOnlyList<long> sums = marks.Contains(m.Id) ? MarkSums.Of(marks[m.Id].Select(r => r.Marks)) : [];
                    return new MemberView(m.Id, m.Name, m.Code, m.Category, sums, one.CountsOf(m.Id, sums));
                }));
        }
    }
}
