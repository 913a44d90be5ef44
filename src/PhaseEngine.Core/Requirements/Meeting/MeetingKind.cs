using System.Text.Json.Nodes;
using PhaseEngine.Core.Engine;

namespace PhaseEngine.Core.Requirements.Meeting;

/// <summary>
/// A meeting of the unit: mobilisation, theme discussion, life meeting, look-back (S.15, S.19, S.22, S.28, S.44). A new round
/// needs a new meeting. One record may serve the branch and the leaders' meeting (S.48): it is read once for each requirement.
/// </summary>
public sealed class MeetingKind : RequirementKind
{
    /// <inheritdoc />
    public override IReadOnlyList<CounterSpec> Counters { get; } = MeetingRecord.Counters(kept: false);

    /// <inheritdoc />
    public override IReadOnlyList<MetricSpec> Metrics => MeetingRecord.Metrics;

    /// <inheritdoc />
    public override IReadOnlyList<PropertySpec> Properties => MeetingRecord.Properties;

    /// <inheritdoc />
    public override IReadOnlyList<EvidenceForm> Forms { get; } =
    [
        new("meeting", [EvidenceForm.Owner], MeetingRecord.Fields),
        MeetingRecord.MinutesForm,
        MeetingRecord.ActionForm,
    ];

    /// <inheritdoc />
    public override int Effort => 120;

    /// <inheritdoc />
    public override Occasion Occasion => Occasion.Meeting;

    /// <inheritdoc />
    public override string? DefaultMet(JsonObject settings) => """
        {"all":[{"metric":"held","op":">=","value":1},{"metric":"minutes","op":"=","value":true}]}
        """;

    /// <inheritdoc />
    public override Result<EvidenceEffect> Read(RequirementRules rules, string form, JsonObject document) =>
        MeetingRecord.Read(rules, form, document, new long[Counters.Count]);

    /// <inheritdoc />
    public override IReadOnlyList<long> Fulfilment(RequirementRules rules, long asked, ReadOnlySpan<long> have) => MeetingRecord.Fulfilment(asked);
}
