using System.Text.RegularExpressions;
using PhaseEngine.Server.Tests.Architecture;
using PhaseEngine.Server.Texts;
using PhaseEngine.Testing;

namespace PhaseEngine.Server.Tests.Approvals;

/// <summary>Every refusal in the source is explained: a title and more in three languages, and a page.</summary>
public sealed partial class ProblemTests
{
    private static readonly IReadOnlyList<string> Codes =
    [
        .. Repository.FilesBelow(Repository.PathOf("src"))
            .Where(file => Path.GetExtension(file) == ".cs")
            .SelectMany(file => Code().Matches(File.ReadAllText(file)))
            .Select(match => match.Groups[1].Value)
            .Distinct()
            .Order(StringComparer.Ordinal),
    ];

    [Fact]
    public void Each_code_has_a_title() =>
        Offenders.None(Codes.Where(code => !Phrases.All.ContainsKey($"problems.{code}.title")), "Texts/problems.json lacks their titles.");

    [Fact]
    public void Each_code_has_a_page() =>
        Offenders.None(Codes.Where(code => !File.Exists(PageOf(code))), "docs/problems/<code>.md says what it means and what to do.");

    [Fact]
    public void There_is_no_page_or_text_of_a_code_that_is_gone()
    {
        var pages = Directory.EnumerateFiles(Repository.PathOf("docs", "problems"), "*.md").Select(page => Path.GetFileNameWithoutExtension(page)!);
        var texts = Phrases.All.Keys.Where(key => key.StartsWith("problems.", StringComparison.Ordinal)).Select(key => key.Split('.')[1]);

        Offenders.None(pages.Concat(texts).Distinct().Except(Codes), "No refusal in the source has these codes.");
    }

    /// <summary>Keys, forms' names and ids are for programs, and stand among the facts.</summary>
    [Fact]
    public void No_sentence_shows_what_only_programs_know() =>
        Offenders.None(
            Phrases.All.Where(text => text.Key.StartsWith("problems.", StringComparison.Ordinal) && text.Value.Values.Any(v => MachineWord().IsMatch(v))).Select(text => text.Key),
            "Say the title ({title}), not the key.");

    /// <summary>The record of a run is read by people.</summary>
    [Fact]
    public void Each_act_on_a_run_has_words()
    {
        var acts = Repository.FilesBelow(Repository.PathOf("src"))
            .Where(file => Path.GetExtension(file) == ".cs")
            .SelectMany(file => ActOnRun().Matches(File.ReadAllText(file)))
            .Select(match => match.Groups[1].Value)
            .Distinct().ToList();

        Assert.True(acts.Count > 12);
        Offenders.None(acts.Where(act => !Phrases.All.ContainsKey($"runs.event.{act}")), "Texts/runs.json says what was done.");
    }

    [Fact]
    public void Each_text_is_there_in_every_language() =>
        Offenders.None(
            Phrases.All.Where(text => !text.Value.Keys.Order(StringComparer.Ordinal).SequenceEqual(Language.All.Order(StringComparer.Ordinal))).Select(text => text.Key),
            "zh-CN, zh-TW and en, all three.");

    [Fact]
    public void Each_text_says_the_same_facts_in_every_language() =>
        Offenders.None(
            Phrases.All.Where(text => text.Value.Values.Select(Facts).Distinct().Count() > 1).Select(text => text.Key),
            "A fact left out in one language is not told to its readers.");

    [Fact]
    public void Each_text_the_source_says_is_there()
    {
        var said = Repository.FilesBelow(Repository.PathOf("src", "PhaseEngine.Server"))
            .Where(file => Path.GetExtension(file) == ".cs")
            .SelectMany(file => Said().Matches(File.ReadAllText(file)))
            .Select(match => match.Groups[1].Value)
            .Distinct();

        Offenders.None(said.Where(key => !Phrases.All.ContainsKey(key)), "Texts/ lacks these keys.");
    }

    private static string PageOf(string code) => Repository.PathOf("docs", "problems", $"{code}.md");

    private static string Facts(string text) => string.Join(',', Fact().Matches(text).Select(m => m.Value).Distinct().Order(StringComparer.Ordinal));

    [GeneratedRegex("\"([a-z][a-z0-9-]*)\",\\s*(?:\\w+\\.)*ProblemKind\\.")]
    private static partial Regex Code();

    [GeneratedRegex("Phrases\\.Say\\(\"([\\w.-]+)\"")]
    private static partial Regex Said();

    [GeneratedRegex(@"\{(key|gate|form|forms|requirement|activity|row|item|by|meeting|action|survey)\}")]
    private static partial Regex MachineWord();

    // acts.Do(run, "…"), recorder.Save(…, "…"), StatusOrdered's three, and the constants of what the product does by itself.
    [GeneratedRegex(@"(?:acts\.Do\(|recorder\.Save\(|const string (?:Act|GateAsked) =|new\(runId, RunStatus\.\w+,)[^""\n]*""([a-z]\w+)""")]
    private static partial Regex ActOnRun();

    [GeneratedRegex(@"\{\w+")]
    private static partial Regex Fact();
}
