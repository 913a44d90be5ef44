using System.Text.Json.Nodes;
using PhaseEngine.Core.Definitions;

namespace PhaseEngine.Core.Tests.Definitions;

/// <summary>Definitions that are known to be good, and documents made of JSON.</summary>
internal static class Samples
{
    public static TheoryData<string> Names => [.. Files("Definitions/Examples").Concat(Files("Library"))];

    public static byte[] Bytes(string name) => System.IO.File.ReadAllBytes(System.IO.Path.Combine(AppContext.BaseDirectory, name));

    public static JsonObject Json(string name) => (JsonObject)JsonNode.Parse(Bytes(name))!;

    public static JsonObject Staged() => Json("Definitions/Examples/staged-gated.json");

    public static TemplateDocument Document(JsonNode json) => TemplateDocument.Read(json).Document!;

    public static Compilation Compile(JsonNode json) => TemplateCompiler.Compile(Document(json));

    private static IEnumerable<string> Files(string folder) =>
        System.IO.Directory.EnumerateFiles(System.IO.Path.Combine(AppContext.BaseDirectory, folder), "*.json")
            .Select(f => $"{folder}/{System.IO.Path.GetFileName(f)}")
            .Where(f => !f.EndsWith("schema.json", StringComparison.Ordinal));
}
