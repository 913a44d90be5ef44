using PhaseEngine.Core.Engine;
using PhaseEngine.Data.Runs;
using PhaseEngine.Server.Texts;

namespace PhaseEngine.Server.Features.Runs;

/// <summary>What a unit is held by.</summary>
/// <param name="Key">The requirement or gate.</param>
/// <param name="Title">Its title.</param>
/// <param name="BySuperior">Whether it lies before somebody above the unit: then it is not the unit that is late (S.52).</param>
internal sealed record HoldingView(string Key, string Title, bool BySuperior)
{
    /// <summary>What lies before a superior; else what of the open is due first; null: nothing is open.</summary>
    public static HoldingView? Of(Plan plan, Run run)
    {
        if (run.Status != RunStatus.Active) return null;

        var state = StateCodec.Read(plan, run.State);
        if (run.Awaits?.Split(' ')[0] is { } awaited) return Titled(plan.Activities[plan.IndexOf(awaited)], bySuperior: true);

        var first = plan.Activities.OfType<PlanRequirement>().Where(r => RequirementView.IsOpen(state.Activities[r.Index]))
            .MinBy(r => state.Activities[r.Index].Due ?? DateOnly.MaxValue);
        return first is null ? null : Titled(first, bySuperior: false);

        HoldingView Titled(PlanActivity activity, bool bySuperior) => new(activity.Key!, activity.TitleFor(state.Unit).Said(), bySuperior);
    }
}
