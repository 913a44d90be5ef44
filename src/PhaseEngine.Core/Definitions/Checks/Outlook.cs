using PhaseEngine.Core.Calendars;
using PhaseEngine.Core.Engine;

namespace PhaseEngine.Core.Definitions;

/// <summary>When phases are planned to begin and end, in days from the start of a batch; reckoned as a timetable does, without a calendar.</summary>
internal sealed class Outlook
{
    private readonly IReadOnlyList<PlanActivity?> plan;
    private readonly DayRange?[] ends;
    private readonly DayRange[] starts;

    public Outlook(TemplateDocument document, IReadOnlyList<PlanActivity?> plan)
    {
        this.plan = plan;
        ends = new DayRange?[plan.Count];
        starts = new DayRange[plan.Count];
        foreach (var activity in document.Flows[0].Activities) End(activity.Index);
    }

    /// <summary>The planned start of a phase.</summary>
    public DayRange StartOf(PlanPhase phase) => starts[phase.Index];

    /// <summary>Its length, over all variants; null when it is open-ended.</summary>
    public static DayRange? LengthOf(PlanPhase phase)
    {
        var lengths = phase.Variants.Select(v => v.Rules.Length).Prepend(phase.Rules.Length).OfType<Span>().Select(DayRange.Of).ToList();
        return lengths.Count == 0 ? null : lengths.Aggregate((one, other) => one.Or(other));
    }

    /// <summary>A date that is counted from the start of the batch; null for those of a phase.</summary>
    public static DayRange? FromCampaign(DateRule date) => date.Anchor switch
    {
        Anchor.Campaign => DayRange.Of(date.Offset),
        Anchor.FixedDay => DayRange.WithinAYear,
        _ => null,
    };

    private DayRange End(int index)
    {
        if (ends[index] is { } known) return known;

        ends[index] = default(DayRange); // on a circle of connections, which is refused, there is an end to it all the same
        if (plan[index] is not { } activity) return default;

        var start = default(DayRange);
        foreach (var incoming in activity.Incoming) start = start.OrLater(End(incoming.Source));
        if (activity is PlanPhase { Rules.NotBefore: { } notBefore } && FromCampaign(notBefore) is { } earliest) start = start.OrLater(earliest);

        starts[index] = start;
        var end = activity is PlanPhase { Rules.Length: { } length } ? start + DayRange.Of(length) : start;
        ends[index] = end;
        return end;
    }
}
