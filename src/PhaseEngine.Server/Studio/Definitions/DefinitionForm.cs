using System.Text.Json.Nodes;
using PhaseEngine.Data.Templates;

namespace PhaseEngine.Server.Studio.Definitions;

/// <summary>A version of a template in the form Elsa Studio reads. What it may not change, it gets without the link to publish: then it only shows.</summary>
/// <param name="Newest">The number of the template's newest version; older ones are shown only.</param>
/// <param name="Editable">Whether the reader may edit templates.</param>
internal sealed record DefinitionForm(int Newest, bool Editable)
{
    public JsonObject Of(TemplateVersion version)
    {
        var json = Features.Templates.Definitions.Read(version).ForStudio();
        foreach (var (name, value) in Frame(version)) json[name] = value?.DeepClone();
        return json;
    }

    /// <summary>Without the flows, for lists.</summary>
    public JsonObject Frame(TemplateVersion version, string? name = null)
    {
        var mine = Editable && version.Version == Newest;
        var json = new JsonObject
        {
            ["id"] = StudioWords.VersionId(version.TemplateId, version.Version), ["definitionId"] = version.TemplateId, ["version"] = version.Version,
            ["isLatest"] = version.Version == Newest, ["isPublished"] = version.Status == TemplateStatus.Published,
            ["createdAt"] = version.CreatedAt, ["toolVersion"] = StudioWords.ToolVersion, ["materializerName"] = "Json", ["isMaterializerAvailable"] = true,
            ["isReadonly"] = !mine, ["links"] = Links(version.TemplateId, mine),
        };
        if (name is not null) json["name"] = name;
        return json;
    }

    private static JsonArray Links(string template, bool mine)
    {
        string[] relations = mine ? ["self", "publish"] : ["self"];
        return [.. relations.Select(relation => new JsonObject { ["href"] = $"/workflow-definitions/{template}", ["rel"] = relation, ["method"] = "POST" })];
    }
}

/// <summary>What a save is based on: the version and its revision. The Studio knows no such thing; the page it runs in keeps it.</summary>
internal static class BaseTag
{
    public static string Of(TemplateVersion version) => $"\"{version.Version}-{version.Revision}\"";
}
