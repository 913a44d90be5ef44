using PhaseEngine.Server.Features.Runs;
using PhaseEngine.Server.Texts;

namespace PhaseEngine.Server.Features.Drafts;

/// <summary>A paper in official form (B.9), before it is a file: what is known stands in it, what only people can say is left for them.</summary>
/// <param name="Title">What it is.</param>
/// <param name="Addressee">To whom; null: nobody in particular.</param>
/// <param name="Body">What it says.</param>
/// <param name="Signature">Which organisation signs; null: it is not signed.</param>
/// <param name="Date">When.</param>
internal sealed record OfficialPaper(string Title, string? Addressee, IReadOnlyList<PaperPart> Body, string? Signature, DateOnly Date);

/// <summary>A part of a paper.</summary>
internal abstract record PaperPart
{
    /// <summary>A heading; the writer numbers them.</summary>
    internal sealed record Heading(string Text) : PaperPart;

    internal sealed record Paragraph(string Text) : PaperPart;

    /// <summary>A name and what it stands for: 时间：…</summary>
    internal sealed record Fact(string Name, string Text) : PaperPart;

    /// <param name="Widths">Of the columns, as shares of the whole.</param>
    internal sealed record Table(IReadOnlyList<int> Widths, IReadOnlyList<string> Head, IReadOnlyList<IReadOnlyList<string>> Rows) : PaperPart;
}

/// <summary>Words papers have in common.</summary>
internal static class PaperWords
{
    /// <summary>For people to fill in.</summary>
    public static string ToFillIn => Say("fill-in");

    public static string Say(string key, params (string Name, object? Value)[] facts) => Phrases.Say($"drafts.{key}", facts);

    /// <summary>Somebody's words between quotation marks inside a sentence, which has a full stop of its own.</summary>
    public static string? Quoted(string? words) => words?.TrimEnd().TrimEnd('。', '．', '.');

    /// <summary>A requirement as a sentence: its title, how it stands, and its shares; other figures only where it has none.</summary>
    public static string Of(RequirementView one)
    {
        var status = one.DoneOn is { } done ? Say("done-on", ("day", done)) : Say($"status.{one.Status}");
        var shares = one.Metrics.Where(metric => metric is { Of: > 0, Value: not null }).ToList();
        var figures = (shares is [] ? one.Metrics : shares).Select(FigureOf).OfType<string>().ToList();
        return Say(figures is [] ? "requirement" : "requirement-with", ("title", one.Title), ("status", status), ("figures", string.Join(Say("between"), figures)));
    }

    private static string? FigureOf(MetricView metric) => metric switch
    {
        { Type: Core.Requirements.MetricType.Bool } or { Value: null or 0 } => null,
        { Of: { } of } => Say("share", ("title", metric.Title), ("value", metric.Value), ("done", metric.Done), ("of", of)),
        _ => Say("figure", ("title", metric.Title), ("value", metric.Value)),
    };
}
