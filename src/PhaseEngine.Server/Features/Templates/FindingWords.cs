using PhaseEngine.Core.Definitions;
using PhaseEngine.Server.Texts;

namespace PhaseEngine.Server.Features.Templates;

/// <summary>
/// Findings name settings, metrics and activities as the document does; people know them by their titles. What the product does not
/// know stays as it is written, so that it can be found.
/// </summary>
internal sealed class FindingWords(TemplateDocument? document, string language)
{
    /// <summary>The facts of a finding with titles in place of names.</summary>
    public IReadOnlyDictionary<string, object?> Of(Finding finding) =>
        finding.Facts.ToDictionary(fact => fact.Key, fact => fact.Value is string written ? Titled(finding, fact.Key, written) ?? written : fact.Value);

    private string? Titled(Finding finding, string fact, string written) => fact switch
    {
        // A property the type does not know may be one that another type has.
        "property" when finding.Code != "PE308" => Say($"palette.settings.{written}.title") ?? Say($"palette.fields.{written}"),
        "metric" => string.Join('、', written.Split('、').Select(metric => Metric(finding, metric) ?? metric)),
        "key" when finding.Code is "PE310" or "PE402" => Find(written)?.Title?.In(language),
        "type" when finding.Code == "PE205" => Say($"palette.types.{Short(written)}.title"),
        "date" when language == Language.Current => DateWords.Say("due", written),
        _ => null,
    };

    /// <summary><c>essay.coverage</c> of another activity, <c>coverage</c> of its own, or a fact.</summary>
    private string? Metric(Finding finding, string written)
    {
        if (Say($"palette.facts.{written}") is { } fact) return fact;

        var at = written.LastIndexOf('.');
        if (at < 0 && Find(written)?.Title is { } whole) return whole.In(language);
        var activity = at < 0 ? Find(finding.Key) : Find(written[..at]);
        if (activity is null || TitleOf(activity, written[(at + 1)..]) is not { } metric) return null;
        return at < 0 ? metric : Phrases.FindIn(language, "palette.ofActivity", new Dictionary<string, object?> { ["title"] = activity.Title?.In(language) ?? activity.Key, ["metric"] = metric });
    }

    private string? TitleOf(TemplateActivity activity, string metric) =>
        (activity.Known?.Kind is { } kind ? Say($"kinds.{kind.Name}.metrics.{metric}") : null) ?? Say($"palette.metrics.{metric}");

    private TemplateActivity? Find(string? key) => key is null ? null : document?.Activities.FirstOrDefault(activity => activity.Key == key);

    private string? Say(string key) => Phrases.FindIn(language, key);

    private static string Short(string type) => type[(type.LastIndexOf('.') + 1)..];
}
