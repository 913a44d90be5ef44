using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core;
using PhaseEngine.Core.Engine;
using PhaseEngine.Core.Gates;
using PhaseEngine.Data;
using PhaseEngine.Data.Runs;
using PhaseEngine.Server.Features.Gates;
using PhaseEngine.Server.Features.Runs;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.Texts;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Features.Drafts;

/// <summary>The request to move on 转段申请, drafted from what is on record (B.9): to be completed, signed and sent.</summary>
internal static class DraftRequest
{
    private const string ReturnWord = "return";

    internal sealed record Query(Guid RunId, string Key) : IQuery<OfficialPaper>;

    public static async Task<Results<FileContentHttpResult, Refused>> Handle(Guid runId, string gate, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new Query(runId, gate), ct)).Answer(OfficialDocx.File);

    internal sealed class Handler(PhaseEngineDb db, RunStore runs, RunReadings readings, PaperSource source) : IQueryHandler<Query, OfficialPaper>
    {
        public async Task<Result<OfficialPaper>> Handle(Query request, CancellationToken cancellationToken)
        {
            if (await runs.Load(request.RunId, forUpdate: false, cancellationToken) is not { } run) return HttpProblems.NotFound;
            if (run.Plan.Gate(request.Key) is not { } gate) return RunProblems.NoSuchActivity(request.Key);

            var reading = readings.Of(run);
            var names = await source.NamesOf(run, cancellationToken);
            var report = new GateSentences(run.Plan, run.State.Unit, reading.Today);
            return new OfficialPaper(
                PaperWords.Say("request.title", ("unit", names.Unit), ("gate", gate.Title.Said())),
                names.Superior is { } superior ? PaperWords.Say("addressee", ("to", superior)) : null,
                [
                    .. Opening(reading, gate, names),
                    .. await Returned(run, gate, cancellationToken),
                    new PaperPart.Heading(PaperWords.Say("request.conditions")),
                    .. GateReports.Of(run.Plan, run.Timetable, run.State, gate, reading.Today).Lines
                        .Select((line, place) => new PaperPart.Paragraph(PaperWords.Say("numbered", ("n", place + 1), ("text", report.Of(line))))),
                    .. await source.Problems(reading, table: false, cancellationToken),
                    new PaperPart.Heading(PaperWords.Say("next")),
                    new PaperPart.Paragraph(PaperWords.ToFillIn),
                    new PaperPart.Paragraph(PaperWords.Say("request.closing")),
                ],
                names.Unit, reading.Today);
        }

        private static IEnumerable<PaperPart> Opening(RunReading reading, PlanGate gate, PaperSource.Names names)
        {
            var phase = reading.Plan.Activities.OfType<PlanPhase>().FirstOrDefault(p => reading.Plan.Flows[p.Body].Activities.Contains(gate.Index));
            var entered = phase is null ? null : reading.State.Activities[phase.Index].Entered;
            yield return new PaperPart.Paragraph(PaperWords.Say(
                phase is null || entered is null ? "request.opening-short" : "request.opening",
                ("campaign", names.Campaign), ("phase", phase?.TitleFor(reading.State.Unit).Said()), ("entered", entered), ("members", reading.State.Unit.Members)));
            if (phase is null) yield break;

            yield return new PaperPart.Heading(PaperWords.Say("work"));
            var asked = reading.Plan.Flows[phase.Body].Activities.Select(index => reading.Plan.Activities[index]).OfType<PlanRequirement>()
                .Select(requirement => RequirementView.Of(reading, requirement)).Where(view => view.Status != "notAsked");
            foreach (var (view, place) in asked.Select((view, place) => (view, place + 1)))
                yield return new PaperPart.Paragraph(PaperWords.Say("numbered", ("n", place), ("text", PaperWords.Of(view))));
        }

        /// <summary>Why it was returned the last time: the superior looks there first.</summary>
        private async Task<IReadOnlyList<PaperPart>> Returned(RunRow run, PlanGate gate, CancellationToken ct)
        {
            var key = gate.Key;
            var last = await db.Decisions.AsNoTracking().Where(d => d.RunId == run.Id && d.Key == key && d.Verdict == ReturnWord)
                .OrderByDescending(d => d.Id).Select(d => new { d.At, d.Reason }).FirstOrDefaultAsync(ct);
            return last is null
                ? []
                :
                [
                    new PaperPart.Heading(PaperWords.Say("request.returned")),
                    new PaperPart.Paragraph(PaperWords.Say("request.returned-because", ("day", run.Timetable.Today(last.At)), ("reason", PaperWords.Quoted(last.Reason)))),
                    new PaperPart.Paragraph(PaperWords.ToFillIn),
                ];
        }
    }
}
