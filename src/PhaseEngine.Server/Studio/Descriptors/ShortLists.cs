using System.Text.Json.Nodes;

namespace PhaseEngine.Server.Studio.Descriptors;

/// <summary>What the Studio asks for beside activities. Templates have no variables, strategies or scripts, so most of it is empty.</summary>
internal static class ShortLists
{
    public static IResult Empty() => Results.Json(new JsonObject { ["items"] = new JsonArray(), ["count"] = 0 });

    /// <summary>Plain values only. A part of the Studio that is hidden breaks when there is no other sort, so there is one that nothing offers.</summary>
    public static IResult Expressions() => Results.Json(new JsonObject { ["items"] = new JsonArray(Kind("Literal"), Kind("Object"), Kind("None")), ["count"] = 3 });

    private static JsonObject Kind(string type) => new()
    {
        ["type"] = type, ["displayName"] = type, ["isSerializable"] = true, ["isBrowsable"] = type == "None",
        ["properties"] = type == "Object" ? new JsonObject { ["MonacoLanguage"] = "json" } : new JsonObject(),
    };
}
