using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core;
using PhaseEngine.Core.Engine;
using PhaseEngine.Data;
using PhaseEngine.Data.Campaigns;
using PhaseEngine.Data.Templates;
using PhaseEngine.Server.Identity;
using PhaseEngine.Server.Settings;
using PhaseEngine.Server.Texts;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Features.Campaigns;

/// <summary>What the overview page shows somebody.</summary>
public sealed record OverviewView(string Person, DateOnly Today, IReadOnlyList<CampaignOverview> Campaigns);

/// <param name="Figures">Name of the text, number, and whether more than none is bad news.</param>
/// <param name="Attention">Units that need somebody, the latest first.</param>
/// <param name="More">How many more there are.</param>
public sealed record CampaignOverview(
    string Title, DateOnly Start, int Units, IReadOnlyList<(string Name, int Value, bool Alarm)> Figures,
    IReadOnlyList<PhaseStanding> Phases, IReadOnlyList<AttentionRow> Attention, int More);

public sealed record PhaseStanding(string Title, int Units);

public sealed record AttentionRow(string Unit, string Phase, string Gate, DateOnly? Due, string Why);

/// <summary>Where the units a person may see stand, campaign by campaign: figures over sets, and a short list.</summary>
internal static class GetOverview
{
    private const int Shown = 40;

    internal sealed record Query(string Person, Rights Rights) : IQuery<OverviewView>;

    internal sealed class Handler(PhaseEngineDb db, PlanCache plans, Today today) : IQueryHandler<Query, OverviewView>
    {
        public async Task<Result<OverviewView>> Handle(Query request, CancellationToken cancellationToken)
        {
            var visible = request.Rights.Among(db.Units.AsNoTracking(), Acts.RunsSee);
            var running = await db.Campaigns.AsNoTracking().Where(c => c.Status == CampaignStatus.Running || c.Status == CampaignStatus.Closed)
                .OrderByDescending(c => c.LaunchedAt).Take(20).ToListAsync(cancellationToken);

            var campaigns = new List<CampaignOverview>();
            foreach (var campaign in running)
            {
                if (await Of(campaign, visible, cancellationToken) is { } overview) campaigns.Add(overview);
            }

            return new OverviewView(request.Person, today.Date, campaigns);
        }

        private async Task<CampaignOverview?> Of(Campaign campaign, IQueryable<Unit> visible, CancellationToken ct)
        {
            var day = today.Date;
            var runs = db.Runs.AsNoTracking().Where(r => r.CampaignId == campaign.Id).Join(visible, r => r.UnitId, u => u.Id, (run, unit) => new { run, unit });
            var groups = await runs.GroupBy(r => new { r.run.Status, r.run.Phase, r.run.GateStatus })
                .Select(g => new { g.Key, Units = g.Count(), Overdue = g.Count(r => r.run.DueOn < day) }).ToListAsync(ct);
            var units = groups.Sum(g => g.Units);
            if (units == 0) return null;

            var plan = await plans.Get(db, campaign.TemplateId, campaign.TemplateVersion, ct);
            var start = await db.Batches.Where(b => b.CampaignId == campaign.Id).MinAsync(b => b.Start, ct);
            int Count(GateStatus status) => groups.Where(g => g.Key.GateStatus == status && g.Key.Status == RunStatus.Active).Sum(g => g.Units);
            var finished = groups.Where(g => g.Key.Status == RunStatus.Finished).Sum(g => g.Units);
            var overdue = groups.Where(g => g.Key.Status == RunStatus.Active).Sum(g => g.Overdue);

            var needing = runs.Where(r => r.run.Status == RunStatus.Active
                && (r.run.DueOn < day || r.run.GateStatus == GateStatus.Asked || r.run.GateStatus == GateStatus.Returned));
            var rows = await needing.OrderBy(r => r.run.DueOn).ThenBy(r => r.unit.Code).Take(Shown)
                .Select(r => new { r.unit.Name, r.run.Phase, r.run.Gate, r.run.GateStatus, r.run.DueOn, r.run.AnswerBy }).ToListAsync(ct);

            return new CampaignOverview(
                campaign.Title.In(Language.Current), start, units,
                [
                    ("all", units, false), ("finished", finished, false), ("asked", Count(GateStatus.Asked), false),
                    ("returned", Count(GateStatus.Returned), true), ("overdue", overdue, true),
                ],
                Phases(plan, groups.Where(g => g.Key.Status == RunStatus.Active).Select(g => (g.Key.Phase, g.Units)), finished),
                rows.ConvertAll(r => new AttentionRow(
                    r.Name, Titles(plan, r.Phase), r.Gate is null ? "" : Title(plan, r.Gate), r.DueOn,
                    Why(r.GateStatus, r.DueOn, r.AnswerBy, day))),
                Math.Max(0, await needing.CountAsync(ct) - rows.Count));
        }

        private static IReadOnlyList<PhaseStanding> Phases(Plan plan, IEnumerable<(string? Keys, int Units)> groups, int finished)
        {
            var counts = groups.SelectMany(g => (g.Keys?.Split(' ') ?? []).Select(key => (key, g.Units)))
                .GroupBy(g => g.key).ToDictionary(g => g.Key, g => g.Sum(one => one.Units));
            return
            [
                .. plan.Activities.OfType<PlanPhase>().Select(p => new PhaseStanding(p.Title.In(Language.Current), counts.GetValueOrDefault(p.Key!))),
                new PhaseStanding(Phrases.Say("pages.overview.finished"), finished),
            ];
        }

        private static string Why(GateStatus? gate, DateOnly? due, DateOnly? answerBy, DateOnly day) => gate switch
        {
            GateStatus.Asked when answerBy is { } by => Phrases.Say("pages.overview.why-asked", ("by", by)),
            GateStatus.Asked => Phrases.Say("pages.overview.why-asked-open"),
            GateStatus.Returned => Phrases.Say("pages.overview.why-returned"),
            _ => Phrases.Say("pages.overview.why-overdue", ("days", day.DayNumber - (due ?? day).DayNumber)),
        };

        private static string Titles(Plan plan, string? keys) => string.Join(" · ", (keys?.Split(' ') ?? []).Select(key => Title(plan, key)));

        private static string Title(Plan plan, string key) =>
            plan.IndexOf(key) is >= 0 and var index ? plan.Activities[index].Title.In(Language.Current) : key;
    }
}
