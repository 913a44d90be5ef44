using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using PhaseEngine.Core;
using PhaseEngine.Core.Engine;
using PhaseEngine.Data.Runs;
using PhaseEngine.Server.Features.Reviews;
using PhaseEngine.Server.Features.Runs;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.Texts;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Features.Drafts;

/// <summary>The summary of a phase's work as a report to the superior, drafted from what is on record (B.9).</summary>
internal static class DraftSummary
{
    internal sealed record Query(Guid RunId, string? Phase) : IQuery<OfficialPaper>;

    public static async Task<Results<FileContentHttpResult, Refused>> Handle(
        Guid runId, [System.ComponentModel.Description("The phase; the latest one entered when not given")] string? phase, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new Query(runId, phase), ct)).Answer(OfficialDocx.File);

    internal sealed class Handler(RunStore runs, RunReadings readings, PaperSource source, MeetingActions meetings) : IQueryHandler<Query, OfficialPaper>
    {
        public async Task<Result<OfficialPaper>> Handle(Query request, CancellationToken cancellationToken)
        {
            if (await runs.Load(request.RunId, forUpdate: false, cancellationToken) is not { } run) return HttpProblems.NotFound;

            var entered = run.Plan.Activities.OfType<PlanPhase>().Where(p => run.State.Activities[p.Index].Entered is not null).ToList();
            var phase = request.Phase is { } key ? run.Plan.Phase(key) : entered.OrderBy(p => run.State.Activities[p.Index].Entered).LastOrDefault();
            if (phase is null) return RunProblems.NoSuchActivity(request.Phase ?? "");

            var reading = readings.Of(run);
            var names = await source.NamesOf(run, cancellationToken);
            var title = phase.TitleFor(run.State.Unit).Said();
            var asked = run.Plan.Flows[phase.Body].Activities.Select(index => run.Plan.Activities[index]).OfType<PlanRequirement>()
                .Select(requirement => RequirementView.Of(reading, requirement)).Where(view => view.Status != "notAsked").ToList();
            var state = run.State.Activities[phase.Index];
            return new OfficialPaper(
                PaperWords.Say("summary.title", ("unit", names.Unit), ("phase", title)),
                names.Superior is { } superior ? PaperWords.Say("addressee", ("to", superior)) : null,
                [
                    new PaperPart.Paragraph(PaperWords.Say("summary.opening", ("campaign", names.Campaign), ("phase", title))),
                    new PaperPart.Heading(PaperWords.Say("summary.facts")),
                    new PaperPart.Paragraph(PaperWords.Say(
                        state.Done is null ? "summary.standing" : "summary.standing-done", ("members", run.State.Unit.Members), ("entered", state.Entered), ("done", state.Done),
                        ("met", asked.Count(view => view.DoneOn is not null)), ("all", asked.Count), ("today", reading.Today))),
                    new PaperPart.Heading(PaperWords.Say("work")),
                    .. asked.Select((view, place) => new PaperPart.Paragraph(PaperWords.Say("numbered", ("n", place + 1), ("text", PaperWords.Of(view))))),
                    .. await Meetings(run, [.. asked.Select(view => view.Key)], cancellationToken),
                    .. await source.Problems(reading, table: true, cancellationToken),
                    new PaperPart.Heading(PaperWords.Say("next")),
                    new PaperPart.Paragraph(PaperWords.ToFillIn),
                    new PaperPart.Paragraph(PaperWords.Say("summary.closing")),
                ],
                names.Unit, reading.Today);
        }

        private async Task<IReadOnlyList<PaperPart>> Meetings(RunRow run, IReadOnlyList<string> keys, CancellationToken ct)
        {
            var records = (await meetings.Records(run.Id, key: null, ct)).Where(r => keys.Contains(r.Key)).ToList();
            var held = records.Where(r => r.Form == "meeting").ToList();
            if (held is []) return [];

            var actions = MeetingActions.Of(records).ToLookup(a => (a.Meeting, a.Key));
            return
            [
                new PaperPart.Heading(PaperWords.Say("meetings")),
                new PaperPart.Table([4, 6, 4, 8], PaperSource.Head("day", "meeting", "attendance", "decided"),
                [
                    .. from meeting in held
                       let day = DateOnly.ParseExact((string)meeting.Document["on"]!, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)
                       orderby day
                       select (IReadOnlyList<string>)
                       [
                           Words.Day(day), run.Plan.Requirement(meeting.Key)?.TitleFor(run.State.Unit).Said() ?? meeting.Key,
                           PaperWords.Say("attended", ("present", meeting.Document["present"]?.AsArray().Count ?? 0), ("absent", meeting.Document["absent"]?.AsArray().Count ?? 0)),
                           string.Join(PaperWords.Say("between"), actions[(meeting.Id, meeting.Key)].Select(a => a.What)),
                       ],
                ]),
            ];
        }
    }
}
