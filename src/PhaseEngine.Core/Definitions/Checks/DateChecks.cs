using PhaseEngine.Core.Calendars;
using PhaseEngine.Core.Engine;

namespace PhaseEngine.Core.Definitions;

/// <summary>PE503 (and PE501 for plans of centuries): dates that lie before what they belong to begins, or after its planned end, in every calendar.</summary>
internal sealed class DateChecks(CompileContext context, IReadOnlyList<PlanActivity?> plan, Outlook outlook)
{
    // Far beyond any plan, and far within what a calendar can hold.
    private const int MaxDays = 400 * 366;

    public void Run()
    {
        foreach (var activity in context.Document.Activities)
        {
            switch (plan[activity.Index])
            {
                case PlanPhase phase: CheckEntry(activity, phase); break;
                case PlanGate gate: Check(activity, gate.Due, "due"); break;
                case PlanRequirement requirement:
                    Check(activity, requirement.Rules.Due, "due");
                    foreach (var variant in requirement.Variants.Where(v => v.Rules.Due != requirement.Rules.Due))
                        Check(activity, variant.Rules.Due, "variants");
                    break;
            }
        }
    }

    private void CheckEntry(TemplateActivity activity, PlanPhase phase)
    {
        if (Outlook.LengthOf(phase) is { } length && outlook.StartOf(phase).Max + length.Max > MaxDays)
            context.Findings.Add("PE501", activity, activity.Pointer + "/length", ("reason", "span"), ("value", phase.Rules.Length?.ToString()));
        if (phase.Rules.NotBefore is { } date && Outlook.FromCampaign(date) is { Max: < 0 }) Add(activity, "notBefore", date, "beforeStart");
    }

    private void Check(TemplateActivity activity, DateRule? date, string property)
    {
        if (date is null) return;

        var phase = activity.Flow.Phase is { } owner ? plan[owner.Index] as PlanPhase : null;
        var length = phase is null ? null : Outlook.LengthOf(phase);
        var start = phase is null ? default : outlook.StartOf(phase);
        var offset = DayRange.Of(date.Offset);
        DayRange? fromStart = date.Anchor switch
        {
            Anchor.Start or Anchor.Entry => offset,
            Anchor.End => length + offset,
            _ => Outlook.FromCampaign(date) is { } day ? new DayRange(day.Min - start.Max, day.Max - start.Min) : null,
        };
        if (fromStart is { Max: < 0 }) Add(activity, property, date, "beforeStart");
        else if (date is { Anchor: Anchor.End, Offset.Amount: > 0 } || (phase is not null && fromStart?.Min > length?.Max)) Add(activity, property, date, "afterEnd");
    }

    private void Add(TemplateActivity activity, string property, DateRule date, string reason) =>
        context.Findings.Add("PE503", activity, $"{activity.Pointer}/{property}", ("date", date.ToString()), ("reason", reason));
}
