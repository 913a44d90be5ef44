using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core;
using PhaseEngine.Core.Engine;
using PhaseEngine.Core.Gates;
using PhaseEngine.Data;
using PhaseEngine.Data.Events;
using PhaseEngine.Data.Evidence;
using PhaseEngine.Data.Runs;
using PhaseEngine.Server.Features.Gates;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.Texts;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Features.Runs;

/// <summary>
/// What became of one requirement, gate or phase of a run: asked, answered, returned, waived, put off, by whom and why; and of a
/// gate that was returned, what has changed since (S.37). Single records are in the list of records.
/// </summary>
internal static class GetHistory
{
    /// <param name="Entries">The latest first.</param>
    /// <param name="SinceReturn">Of a gate that was returned and is not passed since; null otherwise.</param>
    internal sealed record View(IReadOnlyList<Entry> Entries, SinceReturnView? SinceReturn);

    /// <param name="Remark">What whoever answered or returned it said, in their own words; null where they said nothing, and elsewhere.</param>
    internal sealed record Entry(int Seq, DateTimeOffset At, string Name, string Act, IReadOnlyList<string> Sentences, string? Remark);

    /// <param name="On">When it was returned.</param>
    /// <param name="Reason">Why.</param>
    /// <param name="Due">By when it is to be made good.</param>
    /// <param name="Changes">Conditions that stand otherwise than when it was asked for.</param>
    internal sealed record SinceReturnView(DateOnly On, string Reason, DateOnly? Due, IReadOnlyList<Change> Changes);

    internal sealed record Change(string Before, string Now, Verdict Verdict);

    internal sealed record Query(Guid RunId, string Key) : IQuery<View>;

    public static async Task<Results<Ok<View>, Refused>> Handle(Guid runId, string activity, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new Query(runId, activity), ct)).Ok();

    internal sealed class Handler(PhaseEngineDb db, RunStore runs, Remarks remarks, TimeProvider clock) : IQueryHandler<Query, View>
    {
        public async Task<Result<View>> Handle(Query request, CancellationToken cancellationToken)
        {
            if (await runs.Load(request.RunId, forUpdate: false, cancellationToken) is not { } run) return HttpProblems.NotFound;
            if (run.Plan.IndexOf(request.Key) < 0) return RunProblems.NoSuchActivity(request.Key);

            var events = await (
                from entry in db.Events
                where entry.Stream == run.Id
                join user in db.Users on entry.Actor equals user.Id into users
                from user in users.DefaultIfEmpty()
                orderby entry.Seq
                select new { entry.Seq, entry.At, entry.Actor, user.Name, entry.Act, entry.Payload }).AsNoTracking().ToListAsync(cancellationToken);
            var told = events
                .Select(e => (Event: e, Facts: EventPayload.Facts(e.Payload).Where(fact => KeyOf(fact) == request.Key).ToList()))
                .Where(e => e.Facts.Count > 0).ToList();
            var words = await remarks.Read(told.SelectMany(e => Remarks.In(e.Event.Payload)), Phrases.Say("runs.fact.erased"), cancellationToken);
            var entries = told
                .Select(e => new Entry(
                    e.Event.Seq, e.Event.At, ListEvents.NameOf(e.Event.Actor, e.Event.Name), e.Event.Act, EventSentences.Of(run.Plan, e.Facts, words),
                    words(RemarkIn(e.Facts))))
                .Where(e => e.Sentences.Count > 0).Reverse().ToList();
            return new View(entries, SinceReturn(run, request.Key, [.. told.SelectMany(e => e.Facts)], words));
        }

        private SinceReturnView? SinceReturn(RunRow run, string key, IReadOnlyList<Fact> facts, Func<string?, string?> words)
        {
            if (run.Plan.Gate(key) is not { } gate || facts.OfType<Returned>().LastOrDefault() is not { } returned || facts.OfType<GatePassed>().Any()) return null;

            var before = facts.TakeWhile(fact => !ReferenceEquals(fact, returned)).OfType<Asked>().LastOrDefault()?.Report;
            // While it is asked for again, what stands before the superior is what was asked with.
            var today = run.Timetable.Today(clock.GetUtcNow());
            var now = (run.State.Gates[gate.Index]?.Status == GateStatus.Asked ? facts.OfType<Asked>().Last().Report : null)
                ?? GateReports.Of(run.Plan, run.Timetable, run.State, gate, today);
            return new(returned.On, words(returned.Reason)!, returned.Due, before is null ? [] : Changes(new GateSentences(run.Plan, run.State.Unit, today), before, now));
        }

        private static IReadOnlyList<Change> Changes(GateSentences sentences, GateReport before, GateReport now) =>
        [
            .. from line in now.Lines
               let seen = before.Lines.FirstOrDefault(l => Demand(l) == Demand(line))
               where seen is not null && (seen.Actual != line.Actual || seen.Done != line.Done || seen.Verdict != line.Verdict)
               select new Change(sentences.Of(seen), sentences.Of(line), line.Verdict),
        ];

        /// <summary>What a line asks, whatever stands against it.</summary>
        private static (LineSource, string, string?, Comparison, bool, string, string) Demand(ReportLine line) =>
            (line.Source, line.Metric, line.Key, line.Op, line.Negated, string.Join(' ', line.Categories), string.Join(' ', line.Wanted));
    }

    private static string? RemarkIn(IReadOnlyList<Fact> facts) =>
        facts.OfType<Returned>().LastOrDefault()?.Reason ?? facts.OfType<Answered>().LastOrDefault()?.Note;

    /// <summary>Whom a fact of this sort is about; null for those that only move figures.</summary>
    private static string? KeyOf(Fact fact) => fact switch
    {
        Asked f => f.Key,
        Withdrawn f => f.Key,
        Answered f => f.Key,
        Returned f => f.Key,
        GatePassed f => f.Key,
        Flagged f => f.Key,
        Kept f => f.Key,
        Reopened f => f.Key,
        RoundOpened f => f.Key,
        RoundClosed f => f.Key,
        DueMoved f => f.Key,
        _ => null,
    };
}
