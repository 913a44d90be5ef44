using System.Text.Json;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core;
using PhaseEngine.Data;
using PhaseEngine.Data.Events;
using PhaseEngine.Data.Evidence;
using PhaseEngine.Data.Organisations;
using PhaseEngine.Data.Templates;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.Identity;
using PhaseEngine.Server.Texts;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Features.Runs;

/// <summary>Who did what when in a run (S.47), from the first act on; each with the facts and the hash that chains it.</summary>
internal static class ListEvents
{
    /// <param name="Seq">Its number, from 1 without gaps.</param>
    /// <param name="At">When.</param>
    /// <param name="By">Who; null: the product itself.</param>
    /// <param name="Name">Their name, as people call them.</param>
    /// <param name="Act">What was done.</param>
    /// <param name="Title">The same for people.</param>
    /// <param name="Sentences">What became so, for people; may be empty.</param>
    /// <param name="Payload">The facts as they stand on record.</param>
    /// <param name="Hash">Hexadecimal; covers this event and the one before.</param>
    /// <param name="Erasable">What somebody wrote with it that the reader may erase.</param>
    internal sealed record View(
        int Seq, DateTimeOffset At, Guid? By, string Name, string Act, string Title, IReadOnlyList<string> Sentences, JsonElement Payload, string Hash,
        IReadOnlyList<RemarkView> Erasable);

    /// <param name="Id">Its sign on record.</param>
    /// <param name="Words">What was written.</param>
    internal sealed record RemarkView(string Id, string Words);

    internal sealed record Query(Guid RunId, PageOf Page) : IQuery<Page<View>>;

    public static async Task<Results<Ok<Page<View>>, Refused>> Handle(Guid runId, [AsParameters] PageOf page, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new Query(runId, page), ct)).Ok();

    internal sealed class Handler(PhaseEngineDb db, PlanCache plans, Remarks remarks, Caller caller, Offices offices) : IQueryHandler<Query, Page<View>>
    {
        public async Task<Result<Page<View>>> Handle(Query request, CancellationToken cancellationToken)
        {
            if (!Cursor.TryRead<Key>(request.Page.After, out var after)) return HttpProblems.CursorInvalid;

            var last = after?.Seq ?? 0;
            var rows = await (
                from entry in db.Events
                where entry.Stream == request.RunId && entry.Seq > last
                join user in db.Users on entry.Actor equals user.Id into users
                from user in users.DefaultIfEmpty()
                orderby entry.Seq
                select new { entry.Seq, entry.At, entry.Actor, user.Name, entry.Act, entry.Payload, entry.Hash })
                .AsNoTracking().Take(request.Page.Size + 1).ToListAsync(cancellationToken);

            var template = await (
                from run in db.Runs
                where run.Id == request.RunId
                join campaign in db.Campaigns on run.CampaignId equals campaign.Id
                select new { campaign.TemplateId, run.TemplateVersion }).SingleAsync(cancellationToken);
            var plan = await plans.Get(db, template.TemplateId, template.TemplateVersion, cancellationToken);
            var words = await remarks.Read(rows.SelectMany(e => Remarks.In(e.Payload)), Phrases.Say("runs.fact.erased"), cancellationToken);
            var erasable = await Erasable(request.RunId, [.. rows.SelectMany(e => Remarks.In(e.Payload))], cancellationToken);
            return rows.ConvertAll(e => new View(
                    e.Seq, e.At, e.Actor, NameOf(e.Actor, e.Name), e.Act, Phrases.Find($"runs.event.{e.Act}") ?? e.Act,
                    EventSentences.Of(plan, EventPayload.Facts(e.Payload), words), JsonElement.Parse(e.Payload), Convert.ToHexStringLower(e.Hash),
                    [.. Remarks.In(e.Payload).Distinct().Where(erasable.ContainsKey).Select(sign => new RemarkView(sign, erasable[sign]))]))
                .Cut(request.Page, e => new Key(e.Seq));
        }

        /// <summary>What of these is not erased yet, for who may erase it: never for somebody who is party to it.</summary>
        private async Task<Dictionary<string, string>> Erasable(Guid run, IReadOnlyList<string> signs, CancellationToken ct)
        {
            var path = await (
                from one in db.Runs
                where one.Id == run
                join unit in db.Units on one.UnitId equals unit.Id
                select EF.Property<string>(unit, UnitPaths.Property)).SingleAsync(ct);
            if (signs is [] || !(await caller.Rights(ct)).May(Acts.EvidenceErase, path) || await offices.IsPartyTo(path, ct)) return [];
            return await db.Remarks.Where(r => signs.Contains(r.Id) && r.Words != null).ToDictionaryAsync(r => r.Id, r => r.Words!, ct);
        }

        private sealed record Key(int Seq);
    }

    /// <summary>Who acted, as people call them.</summary>
    public static string NameOf(Guid? actor, string? name) =>
        actor is null ? Phrases.Say("runs.actor.product") : actor == Operator.Id ? Phrases.Say("runs.actor.operator") : name ?? "—";
}
