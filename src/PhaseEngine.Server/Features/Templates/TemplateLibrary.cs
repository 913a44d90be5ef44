using PhaseEngine.Core.Definitions;

namespace PhaseEngine.Server.Features.Templates;

/// <summary>The files of <c>workflows/</c>, which stand beside the executable.</summary>
internal static class TemplateLibrary
{
    private static readonly Lazy<IReadOnlyList<TemplateDocument>> Read = new(() =>
    [
        .. Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "workflows"), "*.json")
            .Where(file => !file.EndsWith(".schema.json", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(file => TemplateDocument.Read(File.ReadAllBytes(file)).Document
                ?? throw new InvalidDataException($"{file} is no template.")),
    ]);

    public static IReadOnlyList<TemplateDocument> All => Read.Value;

    public static TemplateDocument Get(string id) =>
        All.SingleOrDefault(d => d.DefinitionId == id) ?? throw new ArgumentException($"The library has no template {id}.", nameof(id));
}
