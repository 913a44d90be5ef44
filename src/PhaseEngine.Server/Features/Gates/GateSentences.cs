using PhaseEngine.Core.Engine;
using PhaseEngine.Core.Gates;
using PhaseEngine.Core.Organisations;
using PhaseEngine.Core.Requirements;
using PhaseEngine.Server.Texts;

namespace PhaseEngine.Server.Features.Gates;

/// <summary>
/// Says a line of a gate's report in the reader's language: what is asked, how it stands, how much is lacking, and who has to do
/// what by when. 心得体会覆盖率应达到95%，现为90%（18/20），还差1人；请支部书记于8月20日前办理
/// </summary>
internal sealed class GateSentences(Plan plan, UnitFacts unit, DateOnly today)
{
    public string Of(ReportLine line)
    {
        var said = Standing(line);
        if (line.Negated) said = Phrases.Say("gates.line.negated", ("line", said));
        if (line.Source == LineSource.Carried) said = Phrases.Say("gates.line.carried", ("line", said));
        if (Condition.Passes(line.Verdict)) return said;

        if (Lacking(line) is { } lacking) said = Phrases.Say("gates.line.lacking", ("line", said), ("lacking", lacking));
        return Phrases.Say("gates.line.action", ("line", said), ("action", Action(line)));
    }

    /// <summary>The title of the requirement, gate or phase a line is about; null for facts and today.</summary>
    public string? TitleOf(ReportLine line) => plan.IndexOf(line.Key) is >= 0 and var index ? plan.Activities[index].TitleFor(unit).Said() : null;

    /// <summary>What is asked, without how it stands.</summary>
    public string Demanded(ReportLine line) => line.Text?.Said() ?? Demand(line);

    private string Standing(ReportLine line)
    {
        if (line.Source == LineSource.Reopened) return Phrases.Say("gates.line.reopened", ("title", TitleOf(line)));

        var demand = Demanded(line);
        if (line.Verdict == Verdict.NotApplicable) return Phrases.Say("gates.line.not-applicable", ("demand", demand));

        var met = line.Verdict == Verdict.Met;
        if (line.Text is not null && met) return Phrases.Say("gates.line.authored-met", ("demand", demand));
        var how = line.Text is not null ? "authored" : met ? "met" : "missing";
        return Phrases.Say($"gates.line.{how}", ("demand", demand), ("actual", Actual(line)));
    }

    private string Demand(ReportLine line)
    {
        if (line.CountedAt is not null || IsOfSubordinates(line))
            return Phrases.Say("gates.demand.subordinates", ("wanted", Percent(line.Wanted[0])), ("subject", Subject(line)));
        if (line.Type == MetricType.Bool)
            return Phrases.Say(WantsYes(line) ? "gates.demand.yes" : "gates.demand.no", ("title", TitleOf(line)), ("deed", Deed(line)));

        var op = char.ToLowerInvariant(line.Op.ToString()[0]) + line.Op.ToString()[1..];
        var key = line.Type == MetricType.Date ? $"gates.demand.date.{op}" : $"gates.demand.{op}";
        var wanted = string.Join(Phrases.Say("gates.word.or"), line.Wanted.Select(value => Value(line, value)));
        return Phrases.Say(key, ("subject", Subject(line)), ("wanted", wanted));
    }

    private string Actual(ReportLine line)
    {
        if (line.Actual is null) return Phrases.Say("gates.actual.unknown");
        if (TooFewToSay(line) is { } least) return Phrases.Say("gates.actual.few", ("least", least));
        if (line.Type == MetricType.Bool && !IsOfSubordinates(line))
            return Phrases.Say(line.Actual == "true" ? "gates.actual.done" : "gates.actual.not-yet", ("deed", Deed(line)));

        var actual = IsOfSubordinates(line) ? Percent(line.Actual) : Value(line, line.Actual);
        return line.Of is null
            ? Phrases.Say("gates.actual.value", ("actual", actual))
            : Phrases.Say("gates.actual.share", ("actual", actual), ("done", line.Done), ("of", line.Of));
    }

    private string? Lacking(ReportLine line)
    {
        if (line.Lacking is not > 0 || TooFewToSay(line) is not null) return null;
        var counted = IsOfSubordinates(line) ? "units" : MetricOf(line) switch
        {
            "coverage" or "accounted" or "passed" or "done" => "people",
            "attendance" => "presence",
            "held" or "sessions" or "informed" => "times",
            "solved" or "items" => "items",
            "answers" or "returned" => "copies",
            "hours" => "hours",
            _ => null,
        };
        return counted is null ? null : Phrases.Say($"gates.lacking.{counted}", ("n", line.Lacking));
    }

    /// <summary>Of fewer people than this only that they are fewer is said (S.26); null where the figure is.</summary>
    public int? TooFewToSay(ReportLine line) =>
        line.Key is { } key && !IsOfSubordinates(line)
            && plan.Requirement(key)?.Kind.Metrics.FirstOrDefault(m => m.Name == MetricOf(line)) is { LeastShown: > 0 and var least }
            && (line.Done ?? (decimal.TryParse(line.Actual, System.Globalization.CultureInfo.InvariantCulture, out var actual) ? actual : least)) < least
            ? least : null;

    private string Action(ReportLine line)
    {
        if (line.Who is null) return Phrases.Say("gates.action.wait");
        var who = Words.Role(line.Who, unit.Level);
        return line.Due switch
        {
            null => Phrases.Say("gates.action.soon", ("who", who)),
            { } due when due < today => Phrases.Say(
                "gates.action.overdue", ("who", who), ("due", Words.Day(due)), ("days", today.DayNumber - due.DayNumber)),
            { } due => Phrases.Say("gates.action.by", ("who", who), ("due", Words.Day(due))),
        };
    }

    private string Subject(ReportLine line)
    {
        var metric = MetricTitle(line);
        if (TitleOf(line) is not { } title) return metric;
        return line.Categories.Count == 0
            ? Phrases.Say("gates.line.subject", ("title", title), ("metric", metric))
            : Phrases.Say(
                "gates.line.subject-of", ("title", title), ("metric", metric),
                ("categories", line.Categories.Select(c => Phrases.Find($"gates.category.{c}") ?? c).ToList()));
    }

    private string MetricTitle(ReportLine line)
    {
        if (line.Key is null) return Phrases.Find($"gates.metric.{line.Metric}") ?? line.Metric;
        var kind = plan.Requirement(line.Key)?.Kind.Name;
        return Phrases.Find($"kinds.{kind}.metrics.{MetricOf(line)}") ?? Phrases.Find($"gates.metric.{MetricOf(line)}") ?? line.Metric;
    }

    private static string Value(ReportLine line, string value) => line.Type switch
    {
        MetricType.Percent => Percent(value),
        MetricType.Word => Phrases.Find($"gates.word.{value}") ?? value,
        MetricType.Date => Words.Day(DateOnly.Parse(value, System.Globalization.CultureInfo.InvariantCulture)),
        _ when MetricOf(line) == "hours" => Phrases.Say("gates.value.hours", ("value", value)),
        _ => value,
    };

    private static string Percent(string value) => Phrases.Say("gates.value.percent", ("value", value));

    private static string Deed(ReportLine line) => Phrases.Find($"gates.deed.{MetricOf(line)}") ?? MetricOf(line);

    private static bool WantsYes(ReportLine line) => (line.Wanted is ["true"]) == (line.Op != Comparison.NotEqual);

    /// <summary>A share of units stands where a figure of this unit would be of another type.</summary>
    private static bool IsOfSubordinates(ReportLine line) =>
        line.CountedAt is not null || (line.Type is MetricType.Bool or MetricType.Word or MetricType.Date && line.Of is not null);

    private static string MetricOf(ReportLine line) => line.Metric[(line.Metric.IndexOf('.', StringComparison.Ordinal) + 1)..];
}
