using PhaseEngine.Server.Http;
using PhaseEngine.Server.Studio.Instances;

namespace PhaseEngine.Server.Studio.Definitions;

/// <summary>The definition a run is on, as the unit meets it: an overlay laid on its base. Only to be looked at.</summary>
internal static class GetRunDefinition
{
    public static async Task<IResult> Handle(Guid runId, RunJournals journals, CancellationToken ct)
    {
        if (await journals.Of(runId, ct) is null) return new Refused(HttpProblems.NotFound);
        var (version, whole) = await journals.DefinitionOf(runId, ct);
        var json = whole.ForStudio();
        foreach (var (name, value) in new DefinitionForm(version.Version, Editable: false).Frame(version)) json[name] = value?.DeepClone();
        json["id"] = runId.ToString();
        return Results.Json(json);
    }
}
