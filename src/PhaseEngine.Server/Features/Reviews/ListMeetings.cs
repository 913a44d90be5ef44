using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core;
using PhaseEngine.Data;
using PhaseEngine.Data.Reviews;
using PhaseEngine.Data.Runs;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.Settings;
using PhaseEngine.Server.Texts;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Features.Reviews;

/// <summary>The review meetings convened in a run (S.28), the latest window first.</summary>
internal static class ListMeetings
{
    internal sealed record Query(Guid RunId) : IQuery<IReadOnlyList<MeetingView>>;

    public static async Task<Results<Ok<IReadOnlyList<MeetingView>>, Refused>> Handle(Guid runId, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new Query(runId), ct)).Ok();

    internal sealed class Handler(PhaseEngineDb db, RunStore runs, Agendas agendas, Today today) : IQueryHandler<Query, IReadOnlyList<MeetingView>>
    {
        public async Task<Result<IReadOnlyList<MeetingView>>> Handle(Query request, CancellationToken cancellationToken)
        {
            if (await runs.Load(request.RunId, forUpdate: false, cancellationToken) is not { } run) return HttpProblems.NotFound;

            var rows = await db.ReviewMeetings.AsNoTracking().Where(m => m.RunId == run.Id)
                .OrderByDescending(m => m.From).ThenBy(m => m.Key).ToListAsync(cancellationToken);
            var drawn = new Dictionary<string, IReadOnlyList<AgendaLine>>();
            foreach (var key in rows.Where(m => m.EvidenceId is null).Select(m => m.Key).Distinct())
                drawn[key] = run.Plan.Requirement(key) is { } requirement ? await agendas.Of(run, requirement, cancellationToken) : [];
            var kept = await agendas.Kept(run, cancellationToken);
            return rows.ConvertAll(m => MeetingView.Of(m, run, m.EvidenceId is null ? drawn[m.Key] : kept(m.Agenda), today.Date));
        }
    }
}

/// <summary>A review meeting.</summary>
/// <param name="Id">The meeting.</param>
/// <param name="Key">The requirement.</param>
/// <param name="Title">Its title.</param>
/// <param name="Number">The window, from 1.</param>
/// <param name="From">Its first day.</param>
/// <param name="To">Its last day.</param>
/// <param name="ProposedOn">The day proposed.</param>
/// <param name="Status">convened, held or missed.</param>
/// <param name="Evidence">The record of the meeting held.</param>
/// <param name="Agenda">As it was, of one that was held; of the others as it stands today.</param>
/// <param name="Version">For its next change.</param>
internal sealed record MeetingView(
    Guid Id, string Key, string Title, int Number, DateOnly From, DateOnly To, DateOnly ProposedOn, string Status, Guid? Evidence,
    IReadOnlyList<AgendaLine> Agenda, int Version) : IVersioned
{
    public static MeetingView Of(ReviewMeeting meeting, RunRow run, IReadOnlyList<AgendaLine> agenda, DateOnly today) => new(
        meeting.Id, meeting.Key, run.Plan.Requirement(meeting.Key)?.TitleFor(run.State.Unit).Said() ?? meeting.Key, meeting.Number, meeting.From, meeting.To, meeting.ProposedOn,
        meeting.EvidenceId is not null ? "held" : meeting.To < today ? "missed" : "convened", meeting.EvidenceId,
        agenda, meeting.Version);
}
