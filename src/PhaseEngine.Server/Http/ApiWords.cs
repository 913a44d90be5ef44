using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace PhaseEngine.Server.Http;

/// <summary>What use cases say of themselves in the source, for the OpenAPI document: the compiler's file beside the executable.</summary>
internal static partial class ApiWords
{
    private static readonly Lazy<IReadOnlyDictionary<string, string>> Summaries = new(() =>
        XDocument.Load(Path.Combine(AppContext.BaseDirectory, "PhaseEngine.Server.xml")).Descendants("member")
            .Where(member => member.Attribute("name") is not null && member.Element("summary") is not null)
            .ToDictionary(member => member.Attribute("name")!.Value, member => Flat(member.Element("summary")!)));

    /// <summary>What a handler's use case does, in one sentence and in full; null where it does not say.</summary>
    public static (string Sentence, string Full)? Of(MethodInfo handler)
    {
        if (handler.DeclaringType is not { FullName: { } name } || !Summaries.Value.TryGetValue($"T:{name.Replace('+', '.')}", out var words)) return null;
        var end = Sentence().Match(words);
        return (end.Success ? words[..end.Index] : words.TrimEnd('.'), words);
    }

    /// <summary>As people read it: a reference is the last part of its name.</summary>
    private static string Flat(XElement summary) => Blanks().Replace(string.Concat(summary.Nodes().Select(Flat)), " ").Trim();

    private static string Flat(XNode node) => node switch
    {
        XElement { IsEmpty: true } reference => reference.FirstAttribute?.Value.Split('.', ':')[^1] ?? "",
        XElement marked => marked.Value,
        XText text => text.Value,
        _ => "",
    };

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();

    [GeneratedRegex(@"[.:] ")]
    private static partial Regex Sentence();
}
