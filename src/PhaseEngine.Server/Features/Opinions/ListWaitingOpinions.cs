using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core;
using PhaseEngine.Core.Engine;
using PhaseEngine.Data;
using PhaseEngine.Data.Campaigns;
using PhaseEngine.Data.Runs;
using PhaseEngine.Server.Features.Runs;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.Identity;
using PhaseEngine.Server.Texts;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Features.Opinions;

/// <summary>The opinions that wait for the reader, unit by unit, the unit with the earliest date first.</summary>
internal static class ListWaitingOpinions
{
    /// <param name="RunId">The run.</param>
    /// <param name="Key">The requirement that asks.</param>
    /// <param name="Campaign">The campaign's title.</param>
    /// <param name="Unit">The unit it is about.</param>
    /// <param name="Title">What is asked for.</param>
    /// <param name="Due">By when.</param>
    /// <param name="DaysLeft">Until then.</param>
    /// <param name="Overdue">Whether that has passed.</param>
    internal sealed record View(Guid RunId, string Key, string Campaign, string Unit, string Title, DateOnly? Due, int? DaysLeft, bool Overdue);

    internal sealed record Query(Rights Rights, PageOf Page) : IQuery<Page<View>>;

    public static async Task<Results<Ok<Page<View>>, Refused>> Handle([AsParameters] PageOf page, Caller caller, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new Query(await caller.Rights(ct), page), ct)).Ok();

    internal sealed class Handler(PhaseEngineDb db, RunStore store, RunReadings readings) : IQueryHandler<Query, Page<View>>
    {
        private static readonly DateOnly Never = new(9999, 1, 1);

        public async Task<Result<Page<View>>> Handle(Query request, CancellationToken cancellationToken) =>
            Cursor.TryRead<Key>(request.Page.After, out var after)
                ? await RunPages.Fill(request.Page, after, (from, most) => Runs(request.Rights, from, most, cancellationToken), KeyOf, rows => Within(rows, cancellationToken))
                : HttpProblems.CursorInvalid;

        private Task<List<Row>> Runs(Rights rights, Key? after, int most, CancellationToken ct)
        {
            // Where nothing is open, no opinion is.
            var runs = db.Runs.AsNoTracking().Where(r => r.Status == RunStatus.Active && r.OpenCount > 0);
            if (after is not null)
                runs = runs.Where(r => (r.DueOn ?? Never) > after.DueOn || ((r.DueOn ?? Never) == after.DueOn && r.Id.CompareTo(after.RunId) > 0));

            return (
                from run in runs
                join unit in rights.Among(db.Units, Acts.OpinionsGive) on run.UnitId equals unit.Id
                join campaign in db.Campaigns on run.CampaignId equals campaign.Id
                where campaign.Status == CampaignStatus.Running
                orderby run.DueOn ?? Never, run.Id
                select new Row(run.Id, run.DueOn, unit.Name, campaign.Title)).Take(most).ToListAsync(ct);
        }

        private async Task<IEnumerable<(Key, View)>> Within(List<Row> rows, CancellationToken ct)
        {
            var read = (await store.Look([.. rows.Select(r => r.RunId)], ct)).ToDictionary(r => r.Id, readings.Of);
            return rows.Where(r => read.ContainsKey(r.RunId)).SelectMany(r => OpinionsAsked.Waiting(read[r.RunId]).Select(asked => (KeyOf(r), Of(r, read[r.RunId], asked))));
        }

        private static View Of(Row row, RunReading reading, PlanRequirement asked)
        {
            var due = reading.State.Activities[asked.Index].Due;
            return new(
                row.RunId, asked.Key!, row.Campaign.Said(), row.Unit, asked.TitleFor(reading.State.Unit).Said(), due, reading.DaysLeft(due), reading.IsOverdue(asked, open: true));
        }

        private static Key KeyOf(Row row) => new(row.DueOn ?? Never, row.RunId);

        private sealed record Row(Guid RunId, DateOnly? DueOn, string Unit, Text Campaign);

        private sealed record Key(DateOnly DueOn, Guid RunId);
    }
}
