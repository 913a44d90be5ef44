using PhaseEngine.Core.Calendars;
using PhaseEngine.Core.Engine;
using PhaseEngine.Core.Planning;

namespace PhaseEngine.Core.Definitions;

/// <summary>
/// PE602 (B.6): what a template asks of one unit in a week. What is asked once is spread from the start of its phase to its due
/// date, what stands over its turns; phases side by side add up, unless a choice leads to one or the other.
/// </summary>
internal sealed class BurdenChecks(CompileContext context, IReadOnlyList<PlanActivity?> plan, Outlook outlook, WaitGraph waits)
{
    private const int DaysOfOpenEnded = 364;
    private const int LastWeek = 260;

    public void Run()
    {
        var phases = context.Document.Flows.Select(f => f.Phase).OfType<TemplateActivity>()
            .Where(p => plan[p.Index] is PlanPhase && p.Body!.Activities.Any(a => a.IsRequirement)) // flows of phases are bodies
            .Select(p => (Phase: p, Minutes: MinutesByWeek(p)))
            .ToList();

        var worst = (Phase: (TemplateActivity?)null, Week: 0, Minutes: 0.0);
        foreach (var (phase, own) in phases)
        {
            var together = (double[])own.Clone();
            foreach (var (other, minutes) in phases.Where(p => p.Phase != phase && !waits.Exclude(p.Phase, phase)))
            {
                for (var week = 0; week < together.Length; week++) together[week] += minutes[week];
            }

            for (var week = 0; week < together.Length; week++)
            {
                if (own[week] > 0 && together[week] > worst.Minutes) worst = (phase, week, together[week]);
            }
        }

        if (worst.Phase is { } heaviest && worst.Minutes > UnitBurden.AllowedMinutesAWeek)
            context.Findings.Add(
                "PE602", heaviest, heaviest.Pointer, ("week", worst.Week + 1), ("minutes", (int)worst.Minutes), ("allowed", UnitBurden.AllowedMinutesAWeek));
    }

    private double[] MinutesByWeek(TemplateActivity activity)
    {
        var phase = (PlanPhase)plan[activity.Index]!; // asked for phases that were read
        var start = outlook.StartOf(phase).Typical;
        var length = Outlook.LengthOf(phase)?.Typical ?? DaysOfOpenEnded;
        var minutes = new double[LastWeek + 1];
        foreach (var requirement in activity.Body!.Activities.Select(a => plan[a.Index]).OfType<PlanRequirement>()) // phases have bodies
        {
            var rules = requirement.Rules;
            if (rules.Repeat is { } rhythm) Spread(minutes, start, length, rules.Effort / Days(rhythm));
            else if (DaysUntil(rules.Due, start, length) is var days) Spread(minutes, start, days, (double)rules.Effort / days);
        }

        return minutes;
    }

    private static void Spread(double[] minutes, int start, int days, double aDay)
    {
        for (var week = start / 7; week <= LastWeek && week * 7 < start + days; week++)
            minutes[week] += aDay * Math.Min(7, Math.Max(0, Math.Min(start + days, (week + 1) * 7) - Math.Max(start, week * 7)));
    }

    private static int DaysUntil(DateRule? due, int start, int length)
    {
        var day = due?.Anchor switch
        {
            null or Anchor.FixedDay => length,
            Anchor.End => length + DayRange.Of(due.Offset).Typical,
            Anchor.Campaign => DayRange.Of(due.Offset).Typical - start,
            _ => DayRange.Of(due.Offset).Typical,
        };
        return Math.Max(7, Math.Min(day, length));
    }

    /// <summary>How many days a turn takes, about.</summary>
    public static double Days(Rhythm rhythm)
    {
        if (rhythm == Rhythm.HalfMonth) return 15.2;
        if (rhythm == Rhythm.Month) return 30.4;
        if (rhythm == Rhythm.Quarter) return 91.3;
        if (rhythm == Rhythm.Year) return 365;
        return Span.TryParse(rhythm.ToString(), out var span) ? DayRange.Of(span).Typical : 7;
    }
}
