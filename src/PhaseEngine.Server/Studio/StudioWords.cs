namespace PhaseEngine.Server.Studio;

/// <summary>Elsa's words.</summary>
internal static class StudioWords
{
    /// <summary>What stands for an activity of a type nobody knows (<see cref="Core.Definitions.TemplateDocument.ForStudio"/>).</summary>
    public const string NotFound = "Elsa.NotFoundActivity";

    /// <summary>The version of the Studio these answers were made for.</summary>
    public const string ToolVersion = "3.8.2.0";

    /// <summary>The id of one version of a definition.</summary>
    public static string VersionId(string template, int version) => $"{template}@{version}";
}
