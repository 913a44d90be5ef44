using System.Text.Json.Nodes;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core;
using PhaseEngine.Data;
using PhaseEngine.Data.Reviews;
using PhaseEngine.Data.Runs;
using PhaseEngine.Server.Features.Reviews;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.Identity;
using PhaseEngine.Server.Texts;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Features.Drafts;

/// <summary>
/// The minutes of a review meeting (S.28, B.9): agenda, who was there, what was decided; before it is held, the sheet to take
/// along. Who may not see members reads how many came, not who.
/// </summary>
internal static class DraftMinutes
{
    internal sealed record Query(Guid MeetingId) : IQuery<OfficialPaper>;

    public static async Task<Results<FileContentHttpResult, Refused>> Handle(Guid meetingId, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new Query(meetingId), ct)).Answer(OfficialDocx.File);

    internal sealed class Handler(PhaseEngineDb db, RunStore runs, Agendas agendas, MeetingActions meetings, PaperSource source, Caller caller)
        : IQueryHandler<Query, OfficialPaper>
    {
        public async Task<Result<OfficialPaper>> Handle(Query request, CancellationToken cancellationToken)
        {
            var meeting = await db.ReviewMeetings.AsNoTracking().SingleAsync(m => m.Id == request.MeetingId, cancellationToken);
            if (await runs.Load(meeting.RunId, forUpdate: false, cancellationToken) is not { } run) return HttpProblems.NotFound;
            if (run.Plan.Requirement(meeting.Key) is not { } requirement) return HttpProblems.NotFound;

            var names = await source.NamesOf(run, cancellationToken);
            var records = await meetings.Records(run.Id, meeting.Key, cancellationToken);
            var held = records.FirstOrDefault(r => r.Id == meeting.EvidenceId);
            var agenda = held is null
                ? await agendas.Of(run, requirement, cancellationToken)
                : (await agendas.Kept(run, cancellationToken))(meeting.Agenda);
            var title = requirement.TitleFor(run.State.Unit).Said();
            return new OfficialPaper(
                PaperWords.Say("minutes.title", ("unit", names.Unit), ("meeting", title), ("number", meeting.Number)), Addressee: null,
                [
                    .. await Facts(run, meeting, held?.Document, cancellationToken),
                    new PaperPart.Heading(PaperWords.Say("minutes.agenda")),
                    .. agenda.Select((line, place) => new PaperPart.Paragraph(PaperWords.Say("numbered", ("n", place + 1), ("text", Sentence(line))))),
                    new PaperPart.Heading(PaperWords.Say("minutes.said")),
                    new PaperPart.Paragraph(SaidIn(held, records) ?? PaperWords.ToFillIn),
                    new PaperPart.Heading(PaperWords.Say("minutes.decided")),
                    .. Decided(MeetingActions.Of(records).Where(a => a.Meeting == meeting.EvidenceId)),
                ],
                names.Unit, held is null ? meeting.ProposedOn : DayOf(held.Document));
        }

        private async Task<IReadOnlyList<PaperPart>> Facts(RunRow run, ReviewMeeting meeting, JsonObject? held, CancellationToken ct)
        {
            PaperPart Fact(string name, string? text) => new PaperPart.Fact(PaperWords.Say($"minutes.{name}"), text is null or "" ? PaperWords.Say("blank") : text);
            var day = held is null ? meeting.ProposedOn : DayOf(held);
            var led = held is null ? null : (string?)held["leader"] ?? Phrases.Find($"kinds.ReviewMeetings.words.ledBy.{(string?)held["ledBy"]}") ?? Words.Role((string)held["ledBy"]!, run.State.Unit.Level);
            return
            [
                Fact("time", Phrases.Shown(day)), Fact("place", null), Fact("led", led),
                Fact("present", await Roll(run, held?["present"], ct)), Fact("absent", await Roll(run, held?["absent"], ct)), Fact("taken", null),
            ];
        }

        private async Task<string?> Roll(RunRow run, JsonNode? list, CancellationToken ct)
        {
            if (list is not JsonArray { Count: > 0 } named) return null;
            var count = PaperWords.Say("people", ("count", named.Count));
            if (!(await caller.Rights(ct)).May(Acts.MembersSee, run.UnitPath)) return count;

            var ids = named.Select(id => Guid.Parse((string)id!)).ToList();
            var names = await db.Members.Where(m => ids.Contains(m.Id)).OrderBy(m => m.Name).Select(m => m.Name).ToListAsync(ct);
            return PaperWords.Say("people-named", ("names", names), ("count", named.Count));
        }

        private static IReadOnlyList<PaperPart> Decided(IEnumerable<MeetingAction> actions)
        {
            List<IReadOnlyList<string>> rows =
                [.. actions.Select(a => (IReadOnlyList<string>)[a.What, a.Who, a.Due is { } due ? Words.Day(due) : "", a.Result ?? ""])];
            // Lines to write on.
            while (rows.Count < 3) rows.Add(["", "", "", ""]);
            return [new PaperPart.Table([8, 4, 3, 5], PaperSource.Head("what", "who", "due", "result"), rows)];
        }

        private static string? SaidIn(MeetingActions.Entry? held, IReadOnlyList<MeetingActions.Entry> records)
        {
            if (held is null) return null;
            var later = records.FirstOrDefault(r => r.Form == "minutes" && r.IsAbout(held));
            return (string?)held.Document["minutes"] is { Length: > 0 } said ? said : (string?)later?.Document["text"];
        }

        private static string Sentence(AgendaLine line) =>
            line.Who is null ? line.Title : PaperWords.Say(line.Due is null ? "minutes.item" : "minutes.item-due", ("title", line.Title), ("who", line.Who), ("due", line.Due));

        private static DateOnly DayOf(JsonObject document) =>
            DateOnly.ParseExact((string)document["on"]!, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
    }
}
