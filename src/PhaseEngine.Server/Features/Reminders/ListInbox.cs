using System.ComponentModel;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core;
using PhaseEngine.Core.Engine;
using PhaseEngine.Data;
using PhaseEngine.Data.Organisations;
using PhaseEngine.Data.Templates;
using PhaseEngine.Server.Features.Opinions;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.Identity;
using PhaseEngine.Server.Texts;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Features.Reminders;

/// <summary>One's own messages, the latest first, in the words of a mail and in one's own language.</summary>
internal static class ListInbox
{
    /// <summary>Where a message leads its reader.</summary>
    public enum Leads
    {
        /// <summary>Nowhere: it only tells.</summary>
        Nowhere,

        /// <summary>To the run, or what of it the message is about.</summary>
        Run,

        /// <summary>To the opinion asked of them, as they see nothing else of the run.</summary>
        Opinion,
    }

    /// <param name="Id">The message.</param>
    /// <param name="RunId">The run it is about.</param>
    /// <param name="Key">The requirement, gate or phase.</param>
    /// <param name="Campaign">The campaign's title.</param>
    /// <param name="UnitId">The unit.</param>
    /// <param name="Unit">Its name.</param>
    /// <param name="Text">What it says.</param>
    /// <param name="Due">The day it is about.</param>
    /// <param name="At">When it was given.</param>
    /// <param name="Read">Whether it was read.</param>
    /// <param name="LeadsTo">What the reader may open about it.</param>
    internal sealed record View(
        Guid Id, Guid RunId, string Key, string Campaign, Guid UnitId, string Unit, string Text, DateOnly? Due, DateTimeOffset At, bool Read, Leads LeadsTo);

    internal sealed record Query(Guid UserId, Rights Rights, bool? Unread, PageOf Page) : IQuery<Page<View>>;

    public static async Task<Results<Ok<Page<View>>, Refused>> Handle(
        [Description("Only those not read yet, or only the others")] bool? unread, [AsParameters] PageOf page, Caller caller, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new Query(caller.UserId, await caller.Rights(ct), unread, page), ct)).Ok();

    internal sealed class Handler(PhaseEngineDb db, PlanCache plans) : IQueryHandler<Query, Page<View>>
    {
        public async Task<Result<Page<View>>> Handle(Query request, CancellationToken cancellationToken)
        {
            if (!Cursor.TryRead<Key>(request.Page.After, out var after)) return HttpProblems.CursorInvalid;

            var own = db.Reminders.Where(r => r.UserId == request.UserId);
            if (request.Unread is { } unread) own = own.Where(r => (r.ReadAt == null) == unread);
            if (after is not null) own = own.Where(r => r.At < after.At || (r.At == after.At && r.Id.CompareTo(after.Id) < 0));

            var rows = await (
                from reminder in own
                join run in db.Runs on reminder.RunId equals run.Id
                join unit in db.Units on run.UnitId equals unit.Id
                join campaign in db.Campaigns on run.CampaignId equals campaign.Id
                orderby reminder.At descending, reminder.Id descending
                select new
                {
                    reminder.Id, reminder.RunId, reminder.Key, reminder.Stage, reminder.Due, reminder.At, Read = reminder.ReadAt != null, UnitId = unit.Id,
                    Unit = unit.Name, Path = EF.Property<string>(unit, UnitPaths.Property), campaign.Title, campaign.TemplateId, run.TemplateVersion, run.State,
                }).AsNoTracking().Take(request.Page.Size + 1).ToListAsync(cancellationToken);

            var views = new List<View>(rows.Count);
            foreach (var row in rows)
            {
                var plan = await plans.Get(db, row.TemplateId, row.TemplateVersion, cancellationToken);
                var text = ReminderWords.Say(Language.Current, plan, row.Key, row.Stage, row.Due, row.Unit, StateCodec.Read(plan, row.State).Unit);
                views.Add(new(
                    row.Id, row.RunId, row.Key, row.Title.Said(), row.UnitId, row.Unit, text, row.Due, row.At, row.Read, To(request.Rights, row.Path, plan.Requirement(row.Key))));
            }

            return views.Cut(request.Page, m => new Key(m.At, m.Id));
        }

        private static Leads To(Rights rights, string path, PlanRequirement? about) =>
            rights.May(Acts.RunsSee, path) ? Leads.Run
            : about?.Kind.Name == OpinionsAsked.Kind && rights.May(Acts.OpinionsGive, path) ? Leads.Opinion
            : Leads.Nowhere;

        private sealed record Key(DateTimeOffset At, Guid Id);
    }
}
