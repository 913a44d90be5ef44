using System.Text.Json;
using System.Text.Json.Nodes;
using PhaseEngine.Core.Definitions;
using PhaseEngine.Server.Texts;

namespace PhaseEngine.Server.Features.Templates;

/// <summary>One difference between two definitions, in the reader's language.</summary>
/// <param name="Kind">What became of the activity.</param>
/// <param name="Key">The activity's key; empty for the template itself.</param>
/// <param name="Title">Its title.</param>
/// <param name="Property">Which property; null when the activity is new or gone.</param>
/// <param name="PropertyTitle">The same for people.</param>
/// <param name="From">What it was.</param>
/// <param name="To">What it is.</param>
/// <param name="Text">The whole in a sentence.</param>
internal sealed record ChangeView(
    ChangeKind Kind, string Key, string? Title, string? Property, string? PropertyTitle, JsonNode? From, JsonNode? To, string Text)
{
    public static IReadOnlyList<ChangeView> Between(TemplateDocument before, TemplateDocument after) => [.. DefinitionDiff.Between(before, after).Select(Of)];

    private static ChangeView Of(DefinitionChange change)
    {
        var title = change.Title?.Said();
        var property = change.Property is { } name
            ? Phrases.Find($"palette.settings.{name}.title") ?? Phrases.Find($"templates.property.{name}") ?? name
            : null;
        return new(change.Kind, change.Key, title, change.Property, property, change.From, change.To, Say(change, title ?? change.Key, property));
    }

    private static string Say(DefinitionChange change, string title, string? property) => change.Kind switch
    {
        ChangeKind.Added => Phrases.Say("templates.change.added", ("title", title)),
        ChangeKind.Removed => Phrases.Say("templates.change.removed", ("title", title)),
        _ => Phrases.Say(
            change.Key is "" ? "templates.change.of-template" : Simple(change.From) is null && Simple(change.To) is null ? "templates.change.rewritten" : "templates.change.changed",
            ("title", title), ("property", property), ("from", Shown(change.Property, change.From)), ("to", Shown(change.Property, change.To))),
    };

    private static string Shown(string? property, JsonNode? value) => value switch
    {
        null => Phrases.Say("templates.change.nothing"),
        JsonValue plain when plain.TryGetValue<string>(out var text) && DateWords.Say(property, text) is { } words => words,
        _ => Simple(value) ?? Phrases.Say("templates.change.complex"),
    };

    /// <summary>A value short enough for a sentence: a word, a number, a text; null for trees and rows.</summary>
    private static string? Simple(JsonNode? value) => value switch
    {
        JsonValue plain => plain.GetValueKind() switch
        {
            JsonValueKind.True => Phrases.Say("templates.change.yes"),
            JsonValueKind.False => Phrases.Say("templates.change.no"),
            _ => plain.ToString(),
        },
        JsonArray words when words.All(word => word is JsonValue) => string.Join(Language.Current == "en" ? ", " : "、", words.Select(word => word!.ToString())),
        JsonObject when Core.Text.Read(value) is { } text => text.Said(),
        _ => null,
    };
}
