using PhaseEngine.Core.Engine;
using PhaseEngine.Core.Requirements;
using PhaseEngine.Server.Texts;

namespace PhaseEngine.Server.Features.Runs;

/// <summary>A figure of a requirement as it stands.</summary>
/// <param name="Name">As templates write it.</param>
/// <param name="Title">For people.</param>
/// <param name="Type">What the value is.</param>
/// <param name="Value">A share in percent, rounded down; yes or no as 1 or 0; null when nothing is known or nobody is asked.</param>
/// <param name="Done">Of a share: how many have.</param>
/// <param name="Of">Of a share: of how many.</param>
/// <param name="FewerThan">Of fewer people than this nothing else is said; null where the figure is shown or nothing is known.</param>
internal sealed record MetricView(string Name, string Title, MetricType Type, decimal? Value, long? Done, long? Of, int? FewerThan = null)
{
    public static IReadOnlyList<MetricView> AllOf(PlanRequirement requirement, RunState run) =>
        [.. requirement.Kind.Metrics.Select(metric => Read(requirement, run, metric))];

    private static MetricView Read(PlanRequirement requirement, RunState run, MetricSpec metric)
    {
        var title = Phrases.Find($"kinds.{requirement.Kind.Name}.metrics.{metric.Name}") ?? metric.Name;
        var done = Counter(requirement, run, metric.Counter);
        if (done < metric.LeastShown)
            return new(metric.Name, title, metric.Type, null, null, null, Counter(requirement, run, RequirementKind.Recorded) > 0 ? metric.LeastShown : null);
        if (metric.Type == MetricType.Bool) return new(metric.Name, title, metric.Type, done > 0 ? 1 : 0, null, null);
        if (metric.Per is null) return new(metric.Name, title, metric.Type, done, null, null);

        var of = Counter(requirement, run, metric.Per);
        if (metric.Type == MetricType.Percent)
            return new(metric.Name, title, metric.Type, of == 0 ? null : Math.Floor(done * 100m / of), done, of);
        return new(metric.Name, title, metric.Type, of == 0 ? null : Math.Round((decimal)done / of / metric.Scale, 1, MidpointRounding.ToZero), null, null);
    }

    private static long Counter(PlanRequirement requirement, RunState run, string name)
    {
        if (name == RequirementKind.Recorded) return run.Counters[requirement.Slot(0, 0)];
        if (name == RequirementKind.Asked) return run.Counters[requirement.Slot(0, 1)];
        for (var i = 0; i < requirement.Kind.Counters.Count; i++)
        {
            if (requirement.Kind.Counters[i].Name == name) return run.Counters[requirement.Slot(0, 2 + i)];
        }

        throw new InvalidOperationException($"{requirement.Kind.Name} has no counter {name}.");
    }
}
