using PhaseEngine.Core.Engine;
using PhaseEngine.Core.Gates;
using PhaseEngine.Core.Requirements;

namespace PhaseEngine.Server.Features.Gates;

/// <summary>A gate's answer as people read it (S.36): exactly what is missing and who has to do what.</summary>
/// <param name="Gate">The gate's key.</param>
/// <param name="Title">Its title.</param>
/// <param name="On">The day it was made.</param>
/// <param name="Asking">Which asking it belongs to; a decision names it.</param>
/// <param name="Frozen">Whether it stands as it was when the gate was asked for.</param>
/// <param name="ConditionsMet">Whether the conditions as a whole let the unit pass.</param>
/// <param name="Missing">How many lines are still to be met.</param>
/// <param name="Lines">One for each condition.</param>
internal sealed record GateReportView(
    string Gate, string Title, DateOnly On, int Asking, bool Frozen, bool ConditionsMet, int Missing, IReadOnlyList<GateReportView.Line> Lines)
{
    internal sealed record Line(
        string Sentence, LineSource Source, string Metric, string? Key, string? Title, MetricType Type, Comparison Op, IReadOnlyList<string> Wanted,
        string? Actual, long? Done, long? Of, long? Lacking, Verdict Verdict, bool Negated, IReadOnlyList<string> Categories, DateOnly? Due,
        string? Who, DateTimeOffset? CountedAt);

    public static GateReportView Of(Plan plan, RunState run, GateReport report, int asking, bool frozen, DateOnly today)
    {
        var sentences = new GateSentences(plan, run.Unit, today);
        return new(
            report.Gate, Texts.Words.Said(plan.Gate(report.Gate)!.Title), report.On, asking, frozen, report.ConditionsMet, report.Missing.Count(),
            [.. report.Lines.Select(line => LineOf(line, sentences))]);
    }

    private static Line LineOf(ReportLine line, GateSentences sentences)
    {
        var shown = sentences.TooFewToSay(line) is null;
        return new(
            sentences.Of(line), line.Source, line.Metric, line.Key, sentences.TitleOf(line), line.Type, line.Op, line.Wanted,
            shown ? line.Actual : null, shown ? line.Done : null, line.Of, shown ? line.Lacking : null,
            line.Verdict, line.Negated, line.Categories, line.Due, line.Who, line.CountedAt);
    }
}
