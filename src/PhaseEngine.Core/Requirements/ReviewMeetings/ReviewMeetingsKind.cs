using System.Text.Json.Nodes;
using PhaseEngine.Core.Engine;
using PhaseEngine.Core.Requirements.Meeting;

namespace PhaseEngine.Core.Requirements.ReviewMeetings;

/// <summary>
/// Meetings about every half month on the progress of rectification (S.28): convened by the product, the agenda drawn from the
/// open items of registers; members and cadres are informed afterwards. Standing: each window asks for one.
/// </summary>
public sealed class ReviewMeetingsKind : RequirementKind
{
    private const string InformedForm = "informed";

    private static readonly int Informed = MeetingRecord.Counters(kept: true).Count;

    /// <inheritdoc />
    public override IReadOnlyList<CounterSpec> Counters { get; } =
        [.. MeetingRecord.Counters(kept: true), new("informed"), new(Missed)];

    /// <summary>
    /// Those of a meeting; <c>missed</c>: windows that ended without one, counted by the engine; <c>informed</c>: share of the
    /// meetings after which members and cadres were informed.
    /// </summary>
    public override IReadOnlyList<MetricSpec> Metrics { get; } =
    [
        .. MeetingRecord.Metrics,
        new("missed", MetricType.Number, Missed),
        new("informed", MetricType.Percent, "informed", "held", UnknownWhenEmpty: true),
    ];

    /// <inheritdoc />
    public override IReadOnlyList<PropertySpec> Properties { get; } =
        [.. MeetingRecord.Properties, new("agendaFrom", PropertyType.RegisterKeys, "[]")];

    /// <inheritdoc />
    public override IReadOnlyList<EvidenceForm> Forms { get; } =
    [
        new("meeting", [EvidenceForm.Owner],
        [
            .. MeetingRecord.Fields,
            new("discussed", FieldType.Rows, Rows:
            [
                new("item", FieldType.Item, Required: true),
                new("conclusion", FieldType.Line),
            ]),
            new("informed", FieldType.Bool),
        ]),
        MeetingRecord.MinutesForm,
        new(InformedForm, [EvidenceForm.Owner],
        [
            new("on", FieldType.Date, Required: true),
            new("meeting", FieldType.Item, Required: true),
            new("how", FieldType.Line, Required: true),
        ]),
        MeetingRecord.ActionForm,
    ];

    /// <inheritdoc />
    public override string? DefaultRepeat => "halfMonth";

    /// <inheritdoc />
    public override bool Convened => true;

    /// <inheritdoc />
    public override int Effort => 90;

    /// <inheritdoc />
    public override Occasion Occasion => Occasion.Meeting;

    /// <inheritdoc />
    public override string? DefaultMet(JsonObject settings) => null;

    /// <inheritdoc />
    public override Result<EvidenceEffect> Read(RequirementRules rules, string form, JsonObject document)
    {
        var counters = new long[Counters.Count];
        if (form == InformedForm)
        {
            counters[Informed] = 1;
            return new EvidenceEffect(0, document.Day("on"), counters, []);
        }

        counters[Informed] = document.Flag("informed") ? 1 : 0;
        return MeetingRecord.Read(rules, form, document, counters);
    }

    /// <inheritdoc />
    public override IReadOnlyList<long> Fulfilment(RequirementRules rules, long asked, ReadOnlySpan<long> have) => [.. MeetingRecord.Fulfilment(asked), 1, 0];
}
