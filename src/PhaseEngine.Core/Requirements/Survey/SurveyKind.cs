using System.Text.Json.Nodes;
using PhaseEngine.Core.Engine;

namespace PhaseEngine.Core.Requirements.Survey;

/// <summary>
/// A survey of satisfaction (S.26), organised by the superior and not by the unit assessed. Answers are no records and name
/// nobody; the requirement knows only the tally, which the product makes when the survey closes.
/// </summary>
/// <remarks>
/// <c>satisfaction</c> is over all answers to all questions, leaving out each question with fewer than
/// <see cref="LeastShown"/> answers, so that no figure here shows fewer. It is unknown until there are so many. A new round
/// needs a new survey; several surveys in one round are taken together.
/// </remarks>
public sealed class SurveyKind : RequirementKind
{
    /// <summary>Fewer answers than this are never shown (S.26).</summary>
    public const int LeastShown = 5;

    private const int Answers = 0;
    private const int HandedOut = 1;
    private const int Weighed = 2;
    private const int Satisfied = 3;

    /// <inheritdoc />
    public override IReadOnlyList<CounterSpec> Counters { get; } =
    [
        new("answers", Kept: false), new("handedOut", Kept: false), new("weighed", Kept: false), new("satisfied", Kept: false),
    ];

    /// <inheritdoc cref="SurveyKind" path="/remarks" />
    public override IReadOnlyList<MetricSpec> Metrics { get; } =
    [
        new("satisfaction", MetricType.Percent, "satisfied", "weighed", UnknownWhenEmpty: true),
        new("answers", MetricType.Number, "answers", LeastShown: LeastShown),
        new("returned", MetricType.Percent, "answers", "handedOut", UnknownWhenEmpty: true, LeastShown: LeastShown),
    ];

    /// <inheritdoc />
    public override IReadOnlyList<PropertySpec> Properties { get; } =
    [
        new("respondents", PropertyType.Words, "[]", Words: ["masses", "members"], NamesAsked: true),
        new("organisedBy", PropertyType.Role, "\"supervisor\""),
        new("minimum", PropertyType.Whole, "5", Min: LeastShown, Max: 1_000_000),
        new("questions", PropertyType.Rows, "[]", ListsQuestions: true),
    ];

    /// <inheritdoc />
    public override IReadOnlyList<EvidenceForm> Forms { get; } =
    [
        new("tally", [EvidenceForm.System],
        [
            new("on", FieldType.Date, Required: true),
            new("handedOut", FieldType.Whole, Required: true, Min: 0),
            new("answers", FieldType.Whole, Required: true, Min: 0),
            new("results", FieldType.Rows, Rows:
            [
                new("question", FieldType.Line, Required: true),
                new("answers", FieldType.Whole, Required: true, Min: 0),
                new("satisfied", FieldType.Whole, Required: true, Min: 0),
            ]),
        ]),
    ];

    /// <inheritdoc />
    public override int Effort => 60;

    /// <inheritdoc />
    public override string? DefaultMet(JsonObject settings) =>
        $$"""{"metric":"answers","op":">=","value":{{Math.Max(LeastShown, settings.Whole("minimum"))}}}""";

    /// <inheritdoc />
    public override Result<EvidenceEffect> Read(RequirementRules rules, string form, JsonObject document)
    {
        var counters = new long[Counters.Count];
        counters[Answers] = document.Whole("answers");
        counters[HandedOut] = document.Whole("handedOut");
        if (counters[Answers] > counters[HandedOut]) return EvidenceCheck.Refuse(form, "answers", "contradicts");

        foreach (var result in document.Rows("results"))
        {
            var (answers, satisfied) = (result.Whole("answers"), result.Whole("satisfied"));
            if (answers > counters[Answers] || satisfied > answers) return EvidenceCheck.Refuse(form, "results", "contradicts");
            if (answers < LeastShown) continue;
            counters[Weighed] += answers;
            counters[Satisfied] += satisfied;
        }

        return new EvidenceEffect(1, document.Day("on"), counters, []);
    }

    /// <inheritdoc />
    public override IReadOnlyList<long> Fulfilment(RequirementRules rules, long asked, ReadOnlySpan<long> have)
    {
        var answers = Math.Max(LeastShown, rules.Settings.Whole("minimum"));
        return [answers, answers, answers, answers];
    }
}
