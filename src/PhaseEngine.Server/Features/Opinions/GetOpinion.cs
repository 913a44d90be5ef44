using System.Text.Json;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core;
using PhaseEngine.Core.Engine;
using PhaseEngine.Core.Gates;
using PhaseEngine.Data;
using PhaseEngine.Data.Runs;
using PhaseEngine.Server.Features.Evidence;
using PhaseEngine.Server.Features.Gates;
using PhaseEngine.Server.Features.Runs;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.Identity;
using PhaseEngine.Server.Texts;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Features.Opinions;

/// <summary>
/// What somebody needs who is asked for an opinion about a unit: what it is about, what it is asked for, by when, and what they
/// said before. Nothing of the unit's members and records.
/// </summary>
internal static class GetOpinion
{
    /// <param name="RunId">The run.</param>
    /// <param name="Key">The requirement that asks.</param>
    /// <param name="Campaign">The campaign's title.</param>
    /// <param name="Unit">The unit's name.</param>
    /// <param name="Phase">The phase it is about.</param>
    /// <param name="Title">What is asked for.</param>
    /// <param name="Guidance">How it is to be given.</param>
    /// <param name="Basis">Why it is asked for (S.49).</param>
    /// <param name="Gates">The gates that look at it.</param>
    /// <param name="Status">How the requirement stands: waiting, open, done, reopened, waived or notAsked.</param>
    /// <param name="Wanted">Whether an opinion can be given now.</param>
    /// <param name="Due">By when.</param>
    /// <param name="DaysLeft">Until then.</param>
    /// <param name="Overdue">Whether that has passed.</param>
    /// <param name="Today">The day it is in the campaign's zone.</param>
    /// <param name="Said">What the reader said before: what stands, then what stood before it, the latest first.</param>
    internal sealed record View(
        Guid RunId, string Key, string Campaign, string Unit, string? Phase, string Title, string? Guidance, IReadOnlyList<BasisView> Basis,
        IReadOnlyList<AskingGate> Gates, string Status, bool Wanted, DateOnly? Due, int? DaysLeft, bool Overdue, DateOnly Today, IReadOnlyList<SaidView> Said);

    /// <param name="Title">The gate's.</param>
    /// <param name="Asks">What it asks of the opinion, condition by condition.</param>
    internal sealed record AskingGate(string Title, IReadOnlyList<string> Asks);

    /// <param name="Id">The record.</param>
    /// <param name="On">The day of the opinion.</param>
    /// <param name="Document">What it says; null once erased.</param>
    /// <param name="Stands">Whether nothing stands in its place.</param>
    /// <param name="ThisRound">Whether it was given in the present round; a new round asks again.</param>
    /// <param name="Reason">Why it was changed.</param>
    /// <param name="Version">For its next change.</param>
    internal sealed record SaidView(Guid Id, DateOnly On, JsonElement? Document, bool Stands, bool ThisRound, string? Reason, int Version);

    internal sealed record Query(Guid UserId, Guid RunId, string Key) : IQuery<View>;

    public static async Task<Results<Ok<View>, Refused>> Handle(Guid runId, string opinion, Caller caller, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new Query(caller.UserId, runId, opinion), ct)).Ok();

    internal sealed class Handler(PhaseEngineDb db, RunStore store, RunReadings readings) : IQueryHandler<Query, View>
    {
        public async Task<Result<View>> Handle(Query request, CancellationToken cancellationToken)
        {
            if (await store.Load(request.RunId, forUpdate: false, cancellationToken) is not { } row) return HttpProblems.NotFound;
            var reading = readings.Of(row);
            if (OpinionsAsked.Find(reading, request.Key) is not { } asked) return HttpProblems.NotFound;

            var names = await (
                from campaign in db.Campaigns
                from unit in db.Units
                where campaign.Id == row.CampaignId && unit.Id == row.UnitId
                select new { campaign.Title, unit.Name }).SingleAsync(cancellationToken);
            var view = RequirementView.Of(reading, asked);
            return new View(
                row.Id, view.Key, names.Title.Said(), names.Name, row.Plan.PhaseOf(asked)?.TitleFor(row.State.Unit).Said(), view.Title, view.Guidance, view.Basis,
                GatesAsking(reading, asked), view.Status, view.Forms.Count > 0, view.Due, view.DaysLeft, view.Overdue, reading.Today,
                await SaidBy(request.UserId, asked, row, cancellationToken));
        }

        private static IReadOnlyList<AskingGate> GatesAsking(RunReading reading, PlanRequirement asked)
        {
            var sentences = new GateSentences(reading.Plan, reading.State.Unit, reading.Today);
            return
            [
                .. reading.Plan.Activities.OfType<PlanGate>()
                    .Select(gate => (gate.Title, Lines: GateReports.Of(reading.Plan, reading.Timetable, reading.State, gate, reading.Today).Lines
                        .Where(line => line.Key == asked.Key && line.Source == LineSource.Condition).ToList()))
                    .Where(gate => gate.Lines.Count > 0)
                    .Select(gate => new AskingGate(gate.Title.Said(), [.. gate.Lines.Select(sentences.Demanded)])),
            ];
        }

        /// <summary>One's own words only; to read them again is not to look at an opinion, so nobody is told.</summary>
        private async Task<IReadOnlyList<SaidView>> SaidBy(Guid reader, PlanRequirement asked, RunRow run, CancellationToken ct)
        {
            var form = asked.Kind.Forms.Single().Name;
            var rows = await (
                from use in db.EvidenceUses
                where use.RunId == run.Id && use.Key == asked.Key
                join item in db.Evidence on use.EvidenceId equals item.Id
                where item.RecordedBy == reader && item.Form == form
                join content in db.EvidenceContents on item.Id equals content.EvidenceId
                orderby item.SupersededBy == null descending, item.RecordedAt descending, item.Id descending
                select new { item, content, use.Effect }).AsNoTracking().ToListAsync(ct);
            return rows.ConvertAll(r => new SaidView(
                r.item.Id, r.item.On, r.content.Document is { } document ? JsonElement.Parse(document) : null, r.item.SupersededBy is null,
                UseEffect.Read(r.Effect).Round == run.State.Activities[asked.Index].Round, r.item.Reason, EvidenceVersion.Of(r.item, r.content)));
        }
    }
}
