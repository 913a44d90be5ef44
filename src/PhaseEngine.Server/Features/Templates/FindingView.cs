using PhaseEngine.Core.Definitions;
using PhaseEngine.Server.Texts;

namespace PhaseEngine.Server.Features.Templates;

/// <summary>A finding in the reader's language (template-format §8).</summary>
/// <param name="Code">Stable: PE204.</param>
/// <param name="Severity">Whether it stands in the way of publishing.</param>
/// <param name="Pointer">JSON pointer into the document.</param>
/// <param name="ActivityId">The activity concerned.</param>
/// <param name="Key">Its key.</param>
/// <param name="Title">Its title.</param>
/// <param name="Reason">What is wrong.</param>
/// <param name="Remedy">How to mend it.</param>
internal sealed record FindingView(
    string Code, Severity Severity, string Pointer, string? ActivityId, string? Key, string? Title, string Reason, string Remedy)
{
    /// <summary>Of a compiled definition, whose titles the words use.</summary>
    public static IReadOnlyList<FindingView> Of(Compilation compilation) => Of(compilation.Findings, compilation.Document);

    public static IReadOnlyList<FindingView> Of(IEnumerable<Finding> findings, TemplateDocument? document) =>
        [.. findings.Select(finding => Of(finding, document, Language.Current))];

    public static FindingView Of(Finding finding, TemplateDocument? document, string language)
    {
        var facts = new FindingWords(document, language).Of(finding);
        return new(
            finding.Code, finding.Severity, finding.Pointer, finding.ActivityId, finding.Key, finding.Title?.In(language),
            Say("reason"), Say("remedy"));

        string Say(string what) =>
            Phrases.FindIn(language, $"findings.{finding.TextKey}.{what}", facts)
            ?? Phrases.FindIn(language, $"findings.{finding.Code}.{what}", facts)
            ?? finding.Code;
    }
}
