using System.Text.RegularExpressions;
using PhaseEngine.Testing;

namespace PhaseEngine.Server.Tests.Architecture;

/// <summary>Links between the pages of the documentation lead somewhere.</summary>
public partial class DocumentationLinkTests
{
    [Fact]
    public void Relative_links_resolve()
    {
        var dead =
            from page in Repository.FilesBelow(Repository.Root)
            where Path.GetExtension(page) == ".md"
            from target in TargetsIn(page)
            let path = Path.Combine(Path.GetDirectoryName(page)!, target.Split('#')[0])
            where !Path.Exists(path)
            select $"{Path.GetRelativePath(Repository.Root, page)}: {target}";

        Offenders.None(dead, "A link leads nowhere.");
    }

    /// <summary>Addresses elsewhere, places in the same page, and what stands in code are left out.</summary>
    private static IEnumerable<string> TargetsIn(string page) =>
        Link().Matches(CodeText().Replace(File.ReadAllText(page), ""))
            .Select(match => match.Groups[1].Value)
            .Where(target => !target.StartsWith('#') && !Elsewhere().IsMatch(target));

    [GeneratedRegex(@"\]\(([^()\s]+)(?:\s[^()]*)?\)")]
    private static partial Regex Link();

    [GeneratedRegex("```.*?```|`[^`\n]*`", RegexOptions.Singleline)]
    private static partial Regex CodeText();

    [GeneratedRegex("^[a-z][a-z0-9+.-]*:")]
    private static partial Regex Elsewhere();
}
