using PhaseEngine.Core.Engine;
using PhaseEngine.Server.Texts;

namespace PhaseEngine.Server.Features.Campaigns;

/// <summary>The dates a batch's calendar makes of the template's.</summary>
/// <param name="End">The planned end; null: open-ended.</param>
/// <param name="Indicative">Whether the end is a guide only.</param>
internal sealed record PhaseDates(string Key, string Title, DateOnly Start, DateOnly? End, bool Indicative)
{
    public static IReadOnlyList<PhaseDates> Of(Plan plan, Timetable timetable) =>
    [
        .. plan.Activities.OfType<PlanPhase>().Select(p => new PhaseDates(
            p.Key!, p.Title.Said(), timetable.StartOf(p), timetable.EndOf(p, p.Rules), p.Rules.Indicative)),
    ];
}
