using Microsoft.AspNetCore.Http.HttpResults;
using PhaseEngine.Core.Requirements;
using PhaseEngine.Server.Texts;

namespace PhaseEngine.Server.Features.Templates;

/// <summary>
/// What kinds of requirement there are: their properties, metrics and forms. Designers and desks are drawn from this, so that
/// a new kind needs no new page.
/// </summary>
internal static class ListKinds
{
    internal sealed record Item(
        string Kind, string Title, bool CountsMembers, string? Repeat, int Effort, IReadOnlyList<PropertySpec> Properties,
        IReadOnlyList<Metric> Metrics, IReadOnlyList<Form> Forms);

    internal sealed record Metric(string Name, string Title, MetricType Type, string? Unit, bool OfMembers);

    internal sealed record Form(string Name, string Title, IReadOnlyList<string> By, IReadOnlyList<FormField> Fields);

    internal sealed record FormField(
        string Name, string Title, FieldType Type, bool Required, IReadOnlyList<Word>? Words, IReadOnlyList<FormField>? Rows, decimal? Min, decimal? Max);

    /// <param name="Value">As a record writes it.</param>
    /// <param name="Title">For people.</param>
    internal sealed record Word(string Value, string Title);

    public static Ok<IReadOnlyList<Item>> Handle() => TypedResults.Ok<IReadOnlyList<Item>>([.. Kinds.All.Select(Of)]);

    private static Item Of(RequirementKind kind) => new(
        kind.Name, Say($"{kind.Name}.title", kind.Name), kind.Marks.Count > 0, kind.DefaultRepeat, kind.Effort, kind.Properties,
        [.. kind.Metrics.Select(m => new Metric(m.Name, Say($"{kind.Name}.metrics.{m.Name}", m.Name), m.Type, m.Unit, m.OfMembers))],
        [
            .. kind.Forms.Select(f => new Form(
                f.Name, Say($"{kind.Name}.forms.{f.Name}.title", f.Name), f.By, Fields(kind, f.Fields, $"{kind.Name}.forms.{f.Name}.fields."))),
        ]);

    private static IReadOnlyList<FormField> Fields(RequirementKind kind, IReadOnlyList<Field> fields, string path) =>
    [
        .. fields.Select(f => new FormField(
            f.Name, Say(path + f.Name, f.Name), f.Type, f.Required, f.Words?.Select(word => new Word(word, Say($"{kind.Name}.words.{f.Name}.{word}", word))).ToList(),
            f.Rows is null ? null : Fields(kind, f.Rows, $"{path}{f.Name}."), f.Min, f.Max)),
    ];

    private static string Say(string key, string otherwise) => Phrases.Find($"kinds.{key}") ?? otherwise;
}
