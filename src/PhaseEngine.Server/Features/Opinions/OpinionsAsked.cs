using PhaseEngine.Core.Engine;
using PhaseEngine.Core.Requirements;
using PhaseEngine.Core.Requirements.Opinion;
using PhaseEngine.Server.Features.Runs;

namespace PhaseEngine.Server.Features.Opinions;

/// <summary>Which opinions of a run are asked of its reader.</summary>
internal static class OpinionsAsked
{
    public static readonly string Kind = Kinds.All.OfType<OpinionKind>().Single().Name;

    /// <summary>The requirement that asks for an opinion; null when there is none of that key, or it is none of the reader's business.</summary>
    public static PlanRequirement? Find(RunReading reading, string key) =>
        reading.Plan.Requirement(key) is { } requirement && requirement.Kind.Name == Kind && RolesFor(reading, requirement).Any(reading.MyRoles.Contains)
            ? requirement
            : null;

    /// <summary>
    /// Those that wait for the reader now; what a colleague nearer to the unit is asked waits for that one. Of the unit's own
    /// officers none is asked.
    /// </summary>
    public static IEnumerable<PlanRequirement> Waiting(RunReading reading) => reading.Active && !reading.IsParty
        ? reading.Plan.Activities.OfType<PlanRequirement>().Where(r => r.Kind.Name == Kind
            && RequirementView.IsOpen(reading.State.Activities[r.Index])
            && RolesFor(reading, r).Any(role => reading.MyRoles.Contains(role) && reading.IsMeant(role)))
        : [];

    private static IReadOnlyList<string> RolesFor(RunReading reading, PlanRequirement requirement) =>
        requirement.Kind.Forms.Single().RecordedBy(requirement.For(reading.State.Unit));
}
