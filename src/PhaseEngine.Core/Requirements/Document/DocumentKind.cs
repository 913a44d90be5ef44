using System.Text.Json.Nodes;
using PhaseEngine.Core.Engine;

namespace PhaseEngine.Core.Requirements.Document;

/// <summary>
/// A paper the unit writes: work plan, study plan, report, summary (S.14, S.34, S.35, S.43). Draft and attachments belong to the
/// edge; here it is submitted in versions, reviewed, approved, taken on file.
/// </summary>
/// <remarks>
/// A new version lays another paper before the approvers, so their answers start again. A returned one is not submitted any more
/// and needs a new version. Receipts (<c>file</c>) and advice hold nothing up.
/// </remarks>
public sealed class DocumentKind : RequirementKind
{
    private const int Versions = 0;
    private const int Submitted = 1;
    private const int Lacking = 2;
    private const int Filed = 3;
    private const int Returns = 4;

    /// <inheritdoc />
    public override IReadOnlyList<CounterSpec> Counters { get; } =
    [
        new("versions", Kept: false), new("submitted", Kept: false), new("lacking", Kept: false), new("filed", Kept: false),
        new("returns"),
    ];

    /// <summary>
    /// <c>submitted</c>: a version is there that was not returned. <c>lacking</c>: reviews and approvals still to be given to it.
    /// <c>filed</c>: the superior has taken it on file. <c>returns</c>: how often it was returned, over all rounds.
    /// </summary>
    public override IReadOnlyList<MetricSpec> Metrics { get; } =
    [
        new("submitted", MetricType.Bool, "submitted"), new("filed", MetricType.Bool, "filed"),
        new("returns", MetricType.Number, "returns"), new("lacking", MetricType.Number, "lacking"),
    ];

    /// <inheritdoc />
    public override IReadOnlyList<PropertySpec> Properties { get; } = [new("approvals", PropertyType.Approvals, "[]")];

    /// <inheritdoc />
    public override IReadOnlyList<EvidenceForm> Forms { get; } =
    [
        new("version", [EvidenceForm.Owner],
        [
            new("on", FieldType.Date, Required: true),
            new("title", FieldType.Line, Required: true),
            new("text", FieldType.Text),
        ]),
    ];

    /// <inheritdoc />
    public override int Effort => 120;

    /// <inheritdoc />
    public override Occasion Occasion => Occasion.Document;

    /// <inheritdoc />
    public override string? DefaultMet(JsonObject settings) => """
        {"all":[{"metric":"submitted","op":"=","value":true},{"metric":"lacking","op":"=","value":0}]}
        """;

    /// <inheritdoc />
    public override Result<EvidenceEffect> Read(RequirementRules rules, string form, JsonObject document)
    {
        var counters = new long[Counters.Count];
        counters[Versions] = 1;
        return new EvidenceEffect(1, document.Day("on"), counters, []);
    }

    /// <inheritdoc />
    public override void Taken(RequirementRules rules, ReadOnlySpan<long> by, Span<long> counters)
    {
        if (by[Versions] > 0)
        {
            counters[Submitted] = 1;
            counters[Lacking] = rules.Approvals.Count(row => HoldsUp(row));
            counters[Filed] = 0;
        }
        else if (counters[Versions] == 0)
        {
            Recalled(counters);
        }
    }

    /// <summary>Earlier versions were laid aside for this one: the unit submits again.</summary>
    public override void Recalled(Span<long> counters) => counters[Submitted] = counters[Lacking] = counters[Filed] = 0;

    /// <inheritdoc />
    public override void Answered(RequirementRules rules, int row, bool returned, Span<long> counters)
    {
        if (returned)
        {
            counters[Submitted] = 0;
            counters[Filed] = 0;
            counters[Returns]++;
        }
        else if (HoldsUp(rules.Approvals[row]))
        {
            counters[Lacking]--;
        }
        else if (rules.Approvals[row].Act == ApprovalAct.File)
        {
            counters[Filed] = 1;
        }
    }

    /// <inheritdoc />
    public override IReadOnlyList<long> Fulfilment(RequirementRules rules, long asked, ReadOnlySpan<long> have) => [1, 0, 0, 0, 0];

    private static bool HoldsUp(ApprovalRow row) => row.Act is ApprovalAct.Review or ApprovalAct.Approve;
}
