using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core.Calendars;
using PhaseEngine.Core.Engine;
using PhaseEngine.Data;
using PhaseEngine.Data.Campaigns;
using PhaseEngine.Data.Templates;
using PhaseEngine.Server.Texts;

namespace PhaseEngine.Server.Features.Calendars;

/// <summary>What a planned date is of.</summary>
public enum PlannedFor
{
    /// <summary>A phase begins.</summary>
    Start,

    /// <summary>A phase ends.</summary>
    End,

    /// <summary>A requirement or gate is due.</summary>
    Due,
}

/// <summary>A planned date of a batch that another calendar moves.</summary>
/// <param name="CampaignId">The campaign.</param>
/// <param name="Campaign">Its title.</param>
/// <param name="Batch">The batch.</param>
/// <param name="Units">How many units of it are under way.</param>
/// <param name="Key">The activity.</param>
/// <param name="Title">Its title.</param>
/// <param name="What">What the date is of.</param>
/// <param name="From">The day as planned so far.</param>
/// <param name="To">The day it moves to.</param>
internal sealed record MovedView(
    Guid CampaignId, string Campaign, int Batch, int Units, string Key, string Title, PlannedFor What, DateOnly From, DateOnly To);

/// <summary>Compares the planned dates of running campaigns under the present calendar and another.</summary>
internal sealed class CalendarMoves(PhaseEngineDb db, PlanCache plans, TimetableCache timetables)
{
    public async Task<IReadOnlyList<MovedView>> Of(CalendarImport import, CancellationToken ct)
    {
        var present = await timetables.Calendar(db, ct);
        var replacement = import.ApplyTo(present);
        var batches = await (
            from batch in db.Batches.AsNoTracking()
            join campaign in db.Campaigns on batch.CampaignId equals campaign.Id
            where campaign.Status == CampaignStatus.Running || campaign.Status == CampaignStatus.Launching
            orderby campaign.LaunchedAt, campaign.Id, batch.Number
            select new
            {
                Batch = batch, Campaign = campaign,
                Units = db.Runs.Count(r => r.CampaignId == campaign.Id && r.Batch == batch.Number && (r.Status == RunStatus.Active || r.Status == RunStatus.Suspended)),
            }).ToListAsync(ct);

        var moved = new List<MovedView>();
        foreach (var one in batches)
        {
            var plan = await plans.Get(db, one.Campaign.TemplateId, one.Campaign.TemplateVersion, ct);
            var zone = TimeZoneInfo.FindSystemTimeZoneById(one.Campaign.Zone);
            var byHand = JsonSerializer.Deserialize<Dictionary<string, DateOnly>>(one.Batch.PhaseStarts);
            var before = Planned(plan, new Timetable(plan, one.Batch.Start, present, zone, byHand));
            var after = Planned(plan, new Timetable(plan, one.Batch.Start, replacement, zone, byHand));
            moved.AddRange(before.Zip(after).Where(pair => pair.First.Day != pair.Second.Day).Select(pair => new MovedView(
                one.Campaign.Id, one.Campaign.Title.Said(), one.Batch.Number, one.Units, pair.First.Activity.Key!, pair.First.Activity.Title.Said(),
                pair.First.What, pair.First.Day, pair.Second.Day)));
        }

        return moved;
    }

    /// <summary>The dates of a batch as the template plans them for a unit without variants; in the same order whatever the calendar.</summary>
    private static IEnumerable<(PlanActivity Activity, PlannedFor What, DateOnly Day)> Planned(Plan plan, Timetable timetable)
    {
        foreach (var activity in plan.Activities)
        {
            if (activity is PlanPhase phase)
            {
                yield return (phase, PlannedFor.Start, timetable.StartOf(phase));
                if (timetable.EndOf(phase, phase.Rules) is { } end) yield return (phase, PlannedFor.End, end);
            }

            if (DueOf(activity) is { } due) yield return (activity, PlannedFor.Due, due.Resolve(Anchors(plan, timetable, activity), timetable.Calendar));
        }
    }

    private static DateRule? DueOf(PlanActivity activity) => activity switch
    {
        PlanRequirement { Standing: false } requirement => requirement.Rules.Due,
        PlanGate gate => gate.Due,
        _ => null,
    };

    /// <summary>Whoever enters as planned, enters on the phase's first day.</summary>
    private static Anchors Anchors(Plan plan, Timetable timetable, PlanActivity activity)
    {
        if (plan.Flows[activity.Flow].Phase is not (>= 0 and var index)) return new Anchors(timetable.Start, null, null, null);
        var phase = (PlanPhase)plan.Activities[index];
        var start = timetable.StartOf(phase);
        return new Anchors(timetable.Start, start, timetable.EndOf(phase, phase.Rules), start);
    }
}
