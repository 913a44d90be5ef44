using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.HttpResults;
using PhaseEngine.Server.Texts;

namespace PhaseEngine.Server.Features.Templates;

/// <summary>The templates that come with the product, to begin from.</summary>
internal static class ListLibrary
{
    internal sealed record Item(string Id, string Title, string? Guidance, JsonNode Definition);

    public static Ok<IReadOnlyList<Item>> Handle() => TypedResults.Ok<IReadOnlyList<Item>>(
    [
        .. TemplateLibrary.All.Select(d => new Item(d.DefinitionId, d.Title.In(Language.Current), d.Guidance?.In(Language.Current), d.ToJson())),
    ]);
}
