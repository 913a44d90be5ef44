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

/// <summary>Finds the members asked by names or numbers as people paste them: one a line, or with commas, or with blanks inside a name.</summary>
internal static class MatchMembers
{
    internal sealed record Body([property: Filled, AtMost(50_000)] string Text);

    /// <param name="Found">Whom each entry means.</param>
    /// <param name="Ambiguous">Entries that fit several members; their numbers tell them apart.</param>
    /// <param name="Unknown">Entries that fit nobody asked.</param>
    internal sealed record View(IReadOnlyList<Found> Found, IReadOnlyList<string> Ambiguous, IReadOnlyList<string> Unknown);

    internal sealed record Found(string Entry, Guid Id);

    internal sealed record Query(Guid RunId, string Key, string Text) : IQuery<View>;

    public static async Task<Results<Ok<View>, Refused>> Handle(Guid runId, string requirement, Body body, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new Query(runId, requirement, body.Text), ct)).Ok();

    internal sealed class Handler(PhaseEngineDb db, RunStore runs, ServedRuns served) : IQueryHandler<Query, View>
    {
        private static readonly char[] Between = ['\r', '\n', '\t', ',', ';', '，', '、', '；'];

        public async Task<Result<View>> Handle(Query request, CancellationToken cancellationToken)
        {
            if (await runs.Load(request.RunId, forUpdate: false, cancellationToken) is not { } run) return HttpProblems.NotFound;
            if (run.Plan.Requirement(request.Key) is not { } requirement) return RunProblems.NoSuchActivity(request.Key);

            var asked = (await served.WithMembers(run, requirement, cancellationToken)).Asked.ToList();
            var people = await db.Members.Where(m => asked.Contains(m.Id)).Select(m => new { m.Id, m.Name, m.Code }).ToListAsync(cancellationToken);
            var byWord = people.Select(m => (Word: m.Name, m.Id)).Concat(people.Where(m => m.Code is not null).Select(m => (Word: m.Code!, m.Id)))
                .ToLookup(m => Bare(m.Word), m => m.Id);

            var entries = request.Text.Split(Between, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct()
                .Select(entry => (Entry: entry, Ids: byWord[Bare(entry)].Distinct().ToList())).ToList();
            return new View(
                [.. entries.Where(e => e.Ids.Count == 1).Select(e => new Found(e.Entry, e.Ids[0]))],
                [.. entries.Where(e => e.Ids.Count > 1).Select(e => e.Entry)],
                [.. entries.Where(e => e.Ids.Count == 0).Select(e => e.Entry)]);
        }

        /// <summary>Chinese names of two characters are often written with a blank inside.</summary>
        private static string Bare(string word) => new([.. word.Where(c => !char.IsWhiteSpace(c))]);
    }
}
