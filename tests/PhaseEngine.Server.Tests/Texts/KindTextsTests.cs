using System.Text.Json;
using System.Text.Json.Nodes;
using PhaseEngine.Core.Requirements;
using PhaseEngine.Testing;

namespace PhaseEngine.Server.Tests.Texts;

/// <summary>Whatever a kind declares has its words for people, and no words are left of what it declares no more.</summary>
public class KindTextsTests
{
    private static readonly string[] Languages = ["zh-CN", "zh-TW", "en"];

    private static readonly JsonObject Texts =
        JsonNode.Parse(File.ReadAllText(Repository.PathOf("src", "PhaseEngine.Server", "Texts", "kinds.json")))!.AsObject();

    [Fact]
    public void Every_declared_name_has_its_texts_and_no_other() =>
        Assert.Equal(Kinds.All.SelectMany(NamesOf).Order(StringComparer.Ordinal), PathsIn(Texts).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_text_is_there_in_each_language() => Assert.All(TextsIn(Texts), text =>
    {
        Assert.Equal(Languages, text.Select(language => language.Key));
        Assert.All(text, language => Assert.False(string.IsNullOrWhiteSpace((string?)language.Value)));
    });

    private static IEnumerable<string> NamesOf(RequirementKind kind)
    {
        var fields = kind.Forms.SelectMany(form => form.Fields.Select(field => (Form: form.Name, Field: field))).ToList();
        string[] names =
        [
            "title",
            .. kind.Forms.Select(form => $"forms.{form.Name}.title"),
            .. fields.Select(f => $"forms.{f.Form}.fields.{f.Field.Name}"),
            .. fields.SelectMany(f => (f.Field.Rows ?? []).Select(inner => $"forms.{f.Form}.fields.{f.Field.Name}.{inner.Name}")),
            .. kind.Metrics.Select(metric => $"metrics.{metric.Name}"),
            .. kind.Properties.Select(property => $"properties.{property.Name}"),
            .. fields.SelectMany(f => (f.Field.Words ?? []).Select(word => $"words.{f.Field.Name}.{word}")),
            .. kind.Properties.SelectMany(property => (property.Words ?? []).Select(word => $"words.{property.Name}.{word}")),
        ];
        return names.Distinct().Select(name => $"{kind.Name}.{name}");
    }

    private static IEnumerable<string> PathsIn(JsonObject texts) => texts.SelectMany(entry =>
        IsText(entry.Value!) ? [entry.Key] : PathsIn(entry.Value!.AsObject()).Select(path => $"{entry.Key}.{path}"));

    private static IEnumerable<JsonObject> TextsIn(JsonObject texts) => texts.SelectMany(entry =>
        IsText(entry.Value!) ? [entry.Value!.AsObject()] : TextsIn(entry.Value!.AsObject()));

    private static bool IsText(JsonNode node) => node.AsObject().All(entry => entry.Value!.GetValueKind() == JsonValueKind.String) && node.AsObject().Count > 0;
}
