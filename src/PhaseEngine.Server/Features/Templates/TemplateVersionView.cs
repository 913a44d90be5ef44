using System.Text.Json.Nodes;
using PhaseEngine.Core.Definitions;
using PhaseEngine.Data.Templates;
using PhaseEngine.Server.Http;

namespace PhaseEngine.Server.Features.Templates;

/// <summary>A version of a template as answers show it, with its whole definition. The ETag is the revision of a draft.</summary>
internal sealed record TemplateVersionView(
    string TemplateId, int TemplateVersion, TemplateStatus Status, string Hash, DateTimeOffset CreatedAt, DateTimeOffset? PublishedAt,
    JsonNode Definition, int Version) : IVersioned
{
    public static TemplateVersionView Of(TemplateVersion version) => new(
        version.TemplateId, version.Version, version.Status, version.Hash,
        version.CreatedAt, version.PublishedAt, JsonNode.Parse(version.Definition)!, version.Revision);
}

internal static class Definitions
{
    /// <summary>The definition as it is stored: whose it is, which version, and whether it is published are the store's to say.</summary>
    public static string Stamped(TemplateDocument document, string id, int version, bool published)
    {
        var json = document.ToJson();
        json["definitionId"] = id;
        json["version"] = version;
        json["isLatest"] = true;
        json["isPublished"] = published;
        return json.ToJsonString();
    }

    public static TemplateDocument Read(TemplateVersion version) =>
        TemplateDocument.Read(System.Text.Encoding.UTF8.GetBytes(version.Definition)).Document
        ?? throw new InvalidOperationException($"Version {version.Version} of {version.TemplateId} is stored and cannot be read.");
}
