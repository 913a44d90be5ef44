using PhaseEngine.Core.Engine;
using PhaseEngine.Server.Texts;

namespace PhaseEngine.Server.Features.Runs;

/// <summary>One thing to do next.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Campaign">The campaign's title.</param>
/// <param name="Key">The requirement or gate.</param>
/// <param name="Kind">The requirement's kind, or <c>Gate</c>.</param>
/// <param name="Title">Its title.</param>
/// <param name="ToDo">What to do.</param>
/// <param name="Due">By when.</param>
/// <param name="DaysLeft">Until then.</param>
/// <param name="Overdue">Whether it counts as late.</param>
/// <param name="Who">Who has to act.</param>
/// <param name="WaitingOn">Whom it waits for above the unit: nothing to do but wait; null: nobody.</param>
/// <param name="Minutes">What it takes, as the template reckons.</param>
/// <param name="Basis">Why it is asked for (S.49).</param>
internal sealed record TaskView(
    Guid RunId, string Campaign, string Key, string Kind, string Title, string ToDo, DateOnly? Due, int? DaysLeft, bool Overdue, WhoView Who,
    WhoView? WaitingOn, int? Minutes, IReadOnlyList<BasisView> Basis)
{
    /// <summary>What is to be done in a run, the most urgent first; what only waits comes last.</summary>
    public static IReadOnlyList<TaskView> Next(RunReading reading, string campaign)
    {
        if (!reading.Active) return [];

        var tasks = new List<TaskView>();
        foreach (var activity in reading.Plan.Activities)
        {
            if (activity is PlanRequirement requirement && RequirementView.IsOpen(reading.State.Activities[activity.Index]) && Pending(reading, requirement))
                tasks.Add(Of(reading, campaign, requirement, RequirementView.Of(reading, requirement)));
            if (activity is PlanGate { Approvals.Length: > 0 } gate && reading.State.Activities[activity.Index].Status == ActivityStatus.Open)
                tasks.Add(Of(reading, campaign, GateView.Of(reading, gate)));
        }

        return InOrder(tasks);
    }

    public static IReadOnlyList<TaskView> InOrder(IEnumerable<TaskView> tasks) =>
        [.. tasks.OrderBy(t => t.WaitingOn is not null).ThenBy(t => t.Due ?? DateOnly.MaxValue).ThenBy(t => t.Kind == "Gate")];

    /// <summary>In a window that has its record, nothing is to be done.</summary>
    private static bool Pending(RunReading reading, PlanRequirement requirement) =>
        !requirement.Standing || reading.State.Counters[requirement.Slot(0, 0)] == 0;

    private static TaskView Of(RunReading reading, string campaign, PlanRequirement requirement, RequirementView view) => new(
        reading.Row.Id, campaign, view.Key, view.Kind, view.Title, view.ToDo!, view.Due, view.DaysLeft, view.Overdue, view.Who, view.WaitingOn,
        requirement.For(reading.State.Unit).Effort, view.Basis);

    private static TaskView Of(RunReading reading, string campaign, GateView gate)
    {
        var todo = gate.WaitingOn is { } superior ? Phrases.Say("runs.todo.waiting", ("who", superior.Title))
            : gate.Report!.ConditionsMet ? Phrases.Say("runs.todo.ask")
            : Phrases.Say("runs.todo.gate", ("missing", gate.Report.Missing));
        return new(
            reading.Row.Id, campaign, gate.Key, "Gate", gate.Title, todo, gate.Due, gate.DaysLeft, gate.Overdue, reading.Who("secretary"), gate.WaitingOn, null, gate.Basis);
    }
}
