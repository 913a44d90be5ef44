using System.Text.Json.Nodes;
using PhaseEngine.Core.Engine;

namespace PhaseEngine.Core.Requirements.Opinion;

/// <summary>
/// The signed opinion of the mass evaluation group at a phase's end (S.36). Only the role it is asked from records it; the unit
/// cannot edit it. A new round asks for it again.
/// </summary>
/// <remarks>
/// <c>given</c>: an opinion is there, whatever it says. <c>favourable</c>: one that finds the unit ready is there; a group that
/// changes its mind supersedes its opinion.
/// </remarks>
public sealed class OpinionKind : RequirementKind
{
    private const int Given = 0;
    private const int Favourable = 1;

    /// <inheritdoc />
    public override IReadOnlyList<CounterSpec> Counters { get; } = [new("given", Kept: false), new("favourable", Kept: false)];

    /// <inheritdoc cref="OpinionKind" path="/remarks" />
    public override IReadOnlyList<MetricSpec> Metrics { get; } =
        [new("given", MetricType.Bool, "given"), new("favourable", MetricType.Bool, "favourable")];

    /// <inheritdoc />
    public override IReadOnlyList<PropertySpec> Properties { get; } = [new("from", PropertyType.Role, "\"massEvaluator\"")];

    /// <inheritdoc />
    public override IReadOnlyList<EvidenceForm> Forms { get; } =
    [
        new("opinion", ["from"],
        [
            new("on", FieldType.Date, Required: true),
            new("favourable", FieldType.Bool, Required: true),
            new("text", FieldType.Text, Required: true),
            new("signedBy", FieldType.Line, Required: true),
        ]),
    ];

    /// <inheritdoc />
    public override int Effort => 30;

    /// <inheritdoc />
    public override string? DefaultMet(JsonObject settings) => """{"metric":"given","op":"=","value":true}""";

    /// <inheritdoc />
    public override Result<EvidenceEffect> Read(RequirementRules rules, string form, JsonObject document)
    {
        var counters = new long[Counters.Count];
        counters[Given] = 1;
        counters[Favourable] = document.Flag("favourable") ? 1 : 0;
        return new EvidenceEffect(1, document.Day("on"), counters, []);
    }

    /// <inheritdoc />
    public override IReadOnlyList<long> Fulfilment(RequirementRules rules, long asked, ReadOnlySpan<long> have) => [1, 1];
}
