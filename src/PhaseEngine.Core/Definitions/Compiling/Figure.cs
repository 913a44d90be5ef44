using PhaseEngine.Core.Gates;
using PhaseEngine.Core.Organisations;
using PhaseEngine.Core.Requirements;

namespace PhaseEngine.Core.Definitions;

/// <summary>What a metric's name stands for.</summary>
/// <param name="Source">Where the figure is found.</param>
/// <param name="Type">What its value is.</param>
/// <param name="At">The requirement, gate or phase looked at; null for facts and today.</param>
/// <param name="Spec">The kind's metric, for counters.</param>
/// <param name="Fact">The name of a unit's or member's fact.</param>
/// <param name="Words">The closed list of a word; null where it is open.</param>
internal sealed record Figure(
    FigureSource Source, MetricType Type, TemplateActivity? At = null, MetricSpec? Spec = null, string? Fact = null,
    IReadOnlyList<string>? Words = null)
{
    private static readonly string[] RequirementStatus = ["waiting", "open", "done", "reopened", "waived", "notAsked"];
    private static readonly string[] GateStatus = ["closed", "asked", "returned", "passed"];
    private static readonly string[] PhaseStatus = ["waiting", "open", "done", "skipped"];

    public static readonly Figure Today = new(FigureSource.Today, MetricType.Date);

    /// <summary>A fact of the unit, or null.</summary>
    public static Figure? OfUnit(string fact) => fact switch
    {
        "type" => Word(FigureSource.Unit, fact, Vocabulary.UnitTypes),
        "level" => Word(FigureSource.Unit, fact, Vocabulary.Levels),
        "sector" => Word(FigureSource.Unit, fact, Vocabulary.Sectors),
        "pilot" => new Figure(FigureSource.Unit, MetricType.Bool, Fact: fact),
        "members" or "attached" => new Figure(FigureSource.Unit, MetricType.Number, Fact: fact),
        _ => null,
    };

    /// <summary>A fact of a member, or null.</summary>
    public static Figure? OfMember(string fact) => fact switch
    {
        "category" => Word(FigureSource.Member, fact, Vocabulary.MemberCategories),
        "newSincePilot" or "probationary" or "attached" => new Figure(FigureSource.Member, MetricType.Bool, Fact: fact),
        _ => null,
    };

    /// <summary>A metric of a requirement, gate or phase, or null.</summary>
    public static Figure? Of(TemplateActivity activity, string metric) => activity switch
    {
        { IsRequirement: true } => OfRequirement(activity, metric),
        _ when activity.Is(ActivityTypes.Gate) && metric == "status" => Status(activity, GateStatus),
        _ when activity.Is(ActivityTypes.Phase) && metric == "status" => Status(activity, PhaseStatus),
        _ when activity.Is(ActivityTypes.Phase) && metric == "days" => new Figure(FigureSource.Days, MetricType.Number, activity),
        _ => null,
    };

    /// <summary>A metric of a requirement's kind, or null.</summary>
    public static Figure? OfKind(TemplateActivity requirement, string metric) =>
        requirement.Known!.Kind!.Metrics.FirstOrDefault(m => m.Name == metric) is { } spec
            ? new Figure(FigureSource.Counters, spec.Type, requirement, spec)
            : null;

    /// <summary>The values it can ever have: shares lie between 0 and 100, counts and days are not negative.</summary>
    public (decimal Min, decimal? Max) Range => Type switch
    {
        MetricType.Bool => (0, 1),
        MetricType.Percent => (0, 100),
        _ => (0, null),
    };

    private static Figure? OfRequirement(TemplateActivity requirement, string metric) => metric switch
    {
        "status" => Status(requirement, RequirementStatus),
        "onTime" => new Figure(FigureSource.OnTime, MetricType.Bool, requirement),
        "doneOn" => new Figure(FigureSource.DoneOn, MetricType.Date, requirement),
        "daysLate" => new Figure(FigureSource.DaysLate, MetricType.Number, requirement),
        _ => OfKind(requirement, metric),
    };

    private static Figure Status(TemplateActivity activity, string[] words) => new(FigureSource.Status, MetricType.Word, activity, Words: words);

    private static Figure Word(FigureSource source, string fact, IReadOnlyList<string> words) =>
        new(source, MetricType.Word, Fact: fact, Words: words);
}
