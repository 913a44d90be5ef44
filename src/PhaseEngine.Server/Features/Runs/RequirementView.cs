using System.Text.Json.Nodes;
using PhaseEngine.Core.Engine;
using PhaseEngine.Core.Gates;
using PhaseEngine.Core.Requirements.Opinion;
using PhaseEngine.Server.Identity;
using PhaseEngine.Server.Texts;

namespace PhaseEngine.Server.Features.Runs;

/// <summary>Where a rule comes from (S.49).</summary>
internal sealed record BasisView(string Issuer, string? Number, string? Date, string? Paragraph)
{
    public static IReadOnlyList<BasisView> AllOf(Basis[] basis) =>
        [.. basis.Select(b => new BasisView(b.Issuer.Said(), b.Number, b.Date, b.Paragraph))];
}

/// <summary>A requirement as the unit's desk shows it.</summary>
/// <param name="Key">Its identity.</param>
/// <param name="Kind">What sort of thing it asks for.</param>
/// <param name="Title">Its title for this unit.</param>
/// <param name="Guidance">What it is about.</param>
/// <param name="Basis">Where the rule comes from.</param>
/// <param name="Status">waiting, open, done, reopened, waived or notAsked.</param>
/// <param name="Standing">Whether it comes again window after window.</param>
/// <param name="Round">The present round or window.</param>
/// <param name="Asking">How often it was laid before its approvers; a decision names it.</param>
/// <param name="Recorded">Records that count in this round or window.</param>
/// <param name="Opened">Since when.</param>
/// <param name="Due">By when.</param>
/// <param name="DaysLeft">Until then; negative when past.</param>
/// <param name="Overdue">Whether it counts as late.</param>
/// <param name="DoneOn">When it was met or waived.</param>
/// <param name="Who">Who has to act.</param>
/// <param name="ToDo">What to do now; null when nothing is.</param>
/// <param name="Metrics">Its figures.</param>
/// <param name="Approvals">Its own approvals.</param>
/// <param name="WaitingOn">Whom it waits for above the unit; null: nobody.</param>
/// <param name="Missed">Windows that ended without a record.</param>
/// <param name="Settings">The kind's own properties: readings, agenda, questions …</param>
/// <param name="Forms">What the reader may record now.</param>
internal sealed record RequirementView(
    string Key, string Kind, string Title, string? Guidance, IReadOnlyList<BasisView> Basis, string Status, bool Standing, int Round, int Asking,
    long Recorded, DateOnly? Opened, DateOnly? Due, int? DaysLeft, bool Overdue, DateOnly? DoneOn, WhoView Who, string? ToDo,
    IReadOnlyList<MetricView> Metrics, IReadOnlyList<ApprovalView> Approvals, WhoView? WaitingOn, IReadOnlyList<int> Missed,
    JsonObject Settings, IReadOnlyList<string> Forms)
{
    public static RequirementView Of(RunReading reading, PlanRequirement requirement)
    {
        var run = reading.State;
        var state = run.Activities[requirement.Index];
        var rules = requirement.For(run.Unit);
        var open = IsOpen(state);
        var approvals = ApprovalView.AllOf(reading, requirement);
        var waitingOn = open ? approvals.FirstOrDefault(a => a.HoldsUp)?.Who : null;
        var words = rules.Words;
        return new(
            requirement.Key!, requirement.Kind.Name, requirement.TitleFor(run.Unit).Said(), (words?.Guidance ?? requirement.Guidance)?.Said(),
            BasisView.AllOf(words?.Basis ?? requirement.Basis), StatusWord.Of(reading.Plan, run, requirement.Index), requirement.Standing, state.Round,
            state.Asked, run.Counters[requirement.Slot(0, 0)], state.Entered, state.Due, open ? reading.DaysLeft(state.Due) : null,
            reading.IsOverdue(requirement, open), state.Done, reading.Who(rules.Owner),
            open && reading.Active ? ToDoOf(requirement, waitingOn) : null, MetricView.AllOf(requirement, run), approvals, waitingOn,
            [.. (run.Windows.GetValueOrDefault(requirement.Key!) ?? []).Where(window => window.Records == 0).Select(window => window.Number)], rules.Settings.DeepClone().AsObject(),
            // What counts members is met before each of them has done all of it: who studies later is recorded later.
            reading.Active && (open || (requirement.Kind.Marks.Count > 0 && run.TakesMore(reading.Plan, requirement))) ? FormsFor(reading, requirement, rules) : []);
    }

    /// <summary>Whether it is worked on: while its flow lasts, in a later round, or because a gate was passed on condition of it.</summary>
    public static bool IsOpen(ActivityState state) => state.RoundStatus == RoundStatus.Open;

    private static string ToDoOf(PlanRequirement requirement, WhoView? waitingOn) => waitingOn is null
        ? Phrases.Find($"runs.todo.{requirement.Kind.Name}") ?? Phrases.Say("runs.todo.other")
        : Phrases.Say("runs.todo.waiting", ("who", waitingOn.Title));

    /// <summary>An opinion about the unit is not for its own officers to give.</summary>
    private static IReadOnlyList<string> FormsFor(RunReading reading, PlanRequirement requirement, RequirementRules rules) => requirement.Kind is OpinionKind && reading.IsParty
        ? []
        : [.. requirement.Kind.Forms.Where(form => form.RecordedBy(rules).Any(role => Stands(reading.MyRoles, role))).Select(form => form.Name)];

    /// <summary>A clerk writes down for the unit's own people.</summary>
    private static bool Stands(IReadOnlySet<string> mine, string role) =>
        mine.Contains(role) || (mine.Contains(Offices.Clerk) && Offices.OfTheUnit.Contains(role));
}
