using System.Text.Json.Nodes;
using PhaseEngine.Core.Engine;

namespace PhaseEngine.Core.Requirements.MemberTask;

/// <summary>
/// Something every member asked does: notes, an essay, an examination, a talk, the analysis, the check of one's own rectification
/// (S.17, S.19, S.22, S.29). Who and when is recorded, and a score where there is one; not what was said.
/// </summary>
/// <remarks>
/// A member is done with <c>count</c> pieces, and has passed when one piece scored the pass mark (an examination may be sat
/// again); where no pass mark is set, any piece passes. <c>coverage</c> and <c>passed</c> are shares of all asked, so that
/// nobody gains by leaving weak members out. <c>average</c> is over all pieces with a score.
/// </remarks>
public sealed class MemberTaskKind : RequirementKind
{
    private const int Done = 0;
    private const int Scored = 1;
    private const int Score = 2;
    private const int Passed = 3;

    /// <summary>Scores are kept in hundredths, as whole numbers.</summary>
    private const int Hundredths = 100;

    /// <inheritdoc />
    public override IReadOnlyList<CounterSpec> Counters { get; } =
        [new("done", OfMembers: true), new("scored", OfMembers: true), new("score", OfMembers: true), new("passed", OfMembers: true)];

    /// <summary>Pieces handed in, pieces with a score, the scores' sum in hundredths, pieces that reached the pass mark.</summary>
    public override IReadOnlyList<string> Marks { get; } = ["pieces", "scored", "score", "passed"];

    /// <inheritdoc cref="MemberTaskKind" path="/remarks" />
    public override IReadOnlyList<MetricSpec> Metrics { get; } =
    [
        new("coverage", MetricType.Percent, "done", Asked, OfMembers: true),
        new("done", MetricType.Number, "done", OfMembers: true),
        new("asked", MetricType.Number, Asked, OfMembers: true),
        new("average", MetricType.Number, "score", "scored", Scale: Hundredths, UnknownWhenEmpty: true, OfMembers: true),
        new("passed", MetricType.Percent, "passed", Asked, OfMembers: true),
    ];

    /// <inheritdoc />
    public override IReadOnlyList<PropertySpec> Properties { get; } =
    [
        new("task", PropertyType.Word, Required: true, Words:
            ["essay", "notes", "exam", "talk", "analysis", "selfCheck", "rectification", "suggestion", "volunteering", "other"]),
        new("count", PropertyType.Whole, "1", Min: 1, Max: 100, ByMember: true),
        new("passMark", PropertyType.Number, Min: 0, Max: 1000),
        new("members", PropertyType.MemberTree),
    ];

    /// <inheritdoc />
    public override IReadOnlyList<EvidenceForm> Forms { get; } =
    [
        new("done", [EvidenceForm.Owner],
        [
            new("on", FieldType.Date, Required: true),
            new("members", FieldType.Members, Required: true),
            new("title", FieldType.Line),
        ]),
        new("scores", [EvidenceForm.Owner],
        [
            new("on", FieldType.Date, Required: true),
            new("title", FieldType.Line),
            new("results", FieldType.Rows, Required: true, Rows:
            [
                new("member", FieldType.Member, Required: true),
                new("score", FieldType.Number, Required: true, Min: 0, Max: 1000),
            ]),
        ]),
    ];

    /// <inheritdoc />
    public override int Effort => 60;

    /// <inheritdoc />
    public override string? DefaultMet(JsonObject settings) => """{"metric":"coverage","op":">=","value":100}""";

    /// <inheritdoc />
    public override Result<EvidenceEffect> Read(RequirementRules rules, string form, JsonObject document)
    {
        var passMark = rules.Settings.Number("passMark");
        if (form == "done")
        {
            long[] marks = [1, 0, 0, passMark is null ? 1 : 0];
            return Effect(document, [.. document.Members("members").Select(member => new MemberEffect(member, marks))]);
        }

        var results = document.Rows("results").Select(row => (Member: row.Member("member"), Score: row.Number("score")!.Value)).ToList();
        if (results.DistinctBy(result => result.Member).Count() < results.Count) return EvidenceCheck.Refuse(form, "results", "twice");
        return Effect(document, [.. results.Select(r => new MemberEffect(r.Member, MarksOf(r.Score, passMark)))]);
    }

    /// <inheritdoc />
    public override void Count(JsonObject settings, ReadOnlySpan<long> marks, Span<long> counters)
    {
        if (marks[0] >= Math.Max(1, settings.Whole("count"))) counters[Done]++;
        counters[Scored] += marks[1];
        counters[Score] += marks[2];
        if (marks[3] > 0) counters[Passed]++;
    }

    /// <inheritdoc />
    public override IReadOnlyList<long> Fulfilment(RequirementRules rules, long asked, ReadOnlySpan<long> have)
    {
        var missing = asked - have[Done];
        var score = (long)((rules.Settings.Number("passMark") ?? 100) * Hundredths);
        return [missing, missing, missing * score, asked - have[Passed]];
    }

    private static long[] MarksOf(decimal score, decimal? passMark) =>
        [1, 1, (long)decimal.Round(score * Hundredths), passMark is null || score >= passMark ? 1 : 0];

    private EvidenceEffect Effect(JsonObject document, IReadOnlyList<MemberEffect> members) =>
        new(1, document.Day("on"), new long[Counters.Count], members);
}
