using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core;
using PhaseEngine.Data;
using PhaseEngine.Data.Runs;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.Identity;
using PhaseEngine.Server.Settings;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Features.Reviews;

/// <summary>The unit's officers choose another day for a meeting, within its window.</summary>
internal static class MoveMeeting
{
    internal sealed record Body(DateOnly On);

    internal sealed record Command(Guid MeetingId, int Version, DateOnly On) : ICommand<MeetingView>;

    public static async Task<Results<Ok<MeetingView>, Refused>> Handle(Guid meetingId, Body body, IfMatch ifMatch, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new Command(meetingId, ifMatch.Version, body.On), ct)).Ok();

    internal sealed class Handler(PhaseEngineDb db, RunStore runs, Agendas agendas, Offices offices, SystemEvents events, Caller caller, Today today) : ICommandHandler<Command, MeetingView>
    {
        public async Task<Result<MeetingView>> Handle(Command request, CancellationToken cancellationToken)
        {
            var meeting = await db.ReviewMeetings.SingleAsync(m => m.Id == request.MeetingId, cancellationToken);
            if (meeting.Version != request.Version) return HttpProblems.Stale;
            if (meeting.EvidenceId is not null) return ReviewProblems.HeldAlready;
            if (request.On < meeting.From || request.On > meeting.To) return ReviewProblems.OutsideWindow(meeting.From, meeting.To);
            if (await runs.Load(meeting.RunId, forUpdate: false, cancellationToken) is not { } run) return HttpProblems.NotFound;
            if (!await offices.IsOfficerOf(run.UnitPath, cancellationToken)) return HttpProblems.Forbidden;

            var from = meeting.ProposedOn;
            meeting.ProposedOn = request.On;
            meeting.Version++;
            await events.AppendTo(run.UnitId, caller.UserId, "meetingMoved", new { meeting = meeting.Id, from, to = request.On }, cancellationToken);
            var agenda = run.Plan.Requirement(meeting.Key) is { } requirement ? await agendas.Of(run, requirement, cancellationToken) : [];
            return MeetingView.Of(meeting, run, agenda, today.Date);
        }
    }
}
