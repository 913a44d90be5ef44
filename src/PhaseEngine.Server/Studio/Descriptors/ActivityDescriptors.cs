using System.Text.Json.Nodes;
using PhaseEngine.Core.Definitions;
using PhaseEngine.Core.Requirements;
using PhaseEngine.Server.Features.Templates;
using PhaseEngine.Server.Texts;

namespace PhaseEngine.Server.Studio.Descriptors;

/// <summary>
/// The toolbox: our palette (<see cref="GetPalette"/>) in the form of Elsa's activity descriptors. Values are plain, so each setting is of
/// a field that writes plain ones; what is a tree or rows is edited as JSON. Defaults stay with the product: what the template does not state,
/// the product assumes, and the help of each setting says what.
/// </summary>
internal static class ActivityDescriptors
{
    public static IResult Handle()
    {
        var palette = GetPalette.Handle().Value!;
        JsonArray items =
        [
            Hidden("Elsa.Flowchart", "Flowchart", Phrases.Say("studio.flow"), isContainer: true, []),
            Hidden(StudioWords.NotFound, "NotFoundActivity", Phrases.Say("studio.unknown"), isContainer: false, [Port("Done", "Flow")]),
            .. palette.Types.Select(type => Of(type, palette)),
        ];
        return Results.Json(new JsonObject { ["items"] = items, ["count"] = items.Count });
    }

    private static JsonObject Of(GetPalette.TypeItem type, GetPalette.View palette)
    {
        var name = type.Type[(type.Type.LastIndexOf('.') + 1)..];
        JsonArray ports = [.. type.Outcomes.Select(outcome => Port(outcome.Word, "Flow", outcome.Title))];
        if (type.Type == ActivityTypes.Phase) ports.Insert(0, Port("Body", "Embedded", Phrases.Say("studio.body")));

        var descriptor = Descriptor(type.Type, name, type.Title, type.Help, Category(type), ports);
        var order = 0;
        descriptor["inputs"] = new JsonArray([.. type.Settings.Select(setting => Input(setting, palette, order++))]);
        descriptor["isStart"] = type.Type == ActivityTypes.Start;
        descriptor["isTerminal"] = type.Type == ActivityTypes.End;
        return descriptor;
    }

    private static string Category(GetPalette.TypeItem type) => Phrases.Say(type.Kind is null ? "studio.category.flow" : "studio.category.requirement");

    private static JsonObject Hidden(string type, string name, string title, bool isContainer, JsonArray ports)
    {
        var descriptor = Descriptor(type, name, title, title, Phrases.Say("studio.category.flow"), ports);
        (descriptor["isContainer"], descriptor["isBrowsable"], descriptor["inputs"]) = (isContainer, false, new JsonArray());
        return descriptor;
    }

    private static JsonObject Descriptor(string type, string name, string title, string help, string category, JsonArray ports) => new()
    {
        ["typeName"] = type, ["namespace"] = type[..type.LastIndexOf('.')], ["name"] = name, ["version"] = ActivityType.Version, ["category"] = category,
        ["displayName"] = title, ["description"] = help, ["outputs"] = new JsonArray(), ["kind"] = "Action", ["ports"] = ports,
        ["customProperties"] = new JsonObject(), ["constructionProperties"] = new JsonObject(), ["isContainer"] = false, ["isBrowsable"] = true,
        ["isStart"] = false, ["isTerminal"] = false,
    };

    private static JsonObject Port(string name, string type, string? title = null) => new()
    {
        ["name"] = name, ["displayName"] = title ?? Phrases.Say($"palette.outcomes.{name}"), ["type"] = type, ["isBrowsable"] = true,
    };

    private static JsonObject Input(GetPalette.Setting setting, GetPalette.View palette, int order)
    {
        var (type, hint, words) = Field(setting, palette);
        return new()
        {
            // Elsa names properties as C# does; the document has the same name with a small letter.
            ["name"] = char.ToUpperInvariant(setting.Name[0]) + setting.Name[1..], ["typeName"] = type, ["displayName"] = setting.Title,
            ["description"] = setting.Help, ["order"] = order, ["isBrowsable"] = true, ["isSynthetic"] = false, ["isWrapped"] = false, ["uiHint"] = hint,
            ["category"] = null, ["defaultValue"] = null, ["defaultSyntax"] = "Literal", ["isReadOnly"] = false, ["isSensitive"] = false,
            ["uiSpecifications"] = words is null ? new JsonObject() : Choices(hint, words),
        };
    }

    private static (string Type, string Hint, IReadOnlyList<GetPalette.Titled>? Words) Field(GetPalette.Setting setting, GetPalette.View palette) => setting.Type switch
    {
        PropertyType.Text => ("String", setting.Name == "guidance" ? "multiline" : "singleline", null),
        PropertyType.Texts or PropertyType.RegisterKeys or PropertyType.RequirementKeys => (Many, "multitext", null),
        PropertyType.Words when setting.Words is null => (Many, "multitext", null),
        PropertyType.Words => (Many, "checklist", setting.Words),
        PropertyType.Roles => (Many, "checklist", palette.Roles),
        PropertyType.Role => ("String", "dropdown", palette.Roles),
        PropertyType.Word when setting.Words is not null => ("String", "dropdown", setting.Words),
        PropertyType.Bool => ("Boolean", "checkbox", null),
        PropertyType.Key or PropertyType.Word or PropertyType.Whole or PropertyType.Number or PropertyType.Span or PropertyType.Date or PropertyType.Rhythm =>
            ("String", "singleline", null),
        _ => ("Object", "json-editor", null),
    };

    private const string Many = "ICollection`1[System.String]";

    private static JsonObject Choices(string hint, IReadOnlyList<GetPalette.Titled> words)
    {
        JsonArray items = [.. words.Select(word => new JsonObject { ["text"] = word.Title, ["value"] = word.Word, ["isChecked"] = false })];
        return hint == "dropdown"
            ? new() { ["dropdown"] = new JsonObject { ["selectList"] = new JsonObject { ["items"] = items, ["isFlagsEnum"] = false, ["sortItems"] = false } } }
            : new() { ["checklist"] = new JsonObject { ["checkList"] = new JsonObject { ["items"] = items, ["isFlagsEnum"] = false } } };
    }
}
