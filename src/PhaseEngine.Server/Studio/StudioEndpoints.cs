using PhaseEngine.Server.Http;
using PhaseEngine.Server.Identity;
using PhaseEngine.Server.Studio.Definitions;
using PhaseEngine.Server.Studio.Descriptors;
using PhaseEngine.Server.Studio.Instances;

namespace PhaseEngine.Server.Studio;

/// <summary>
/// The part of Elsa's HTTP API that Elsa Studio needs to edit templates and to show runs: the same things as our own API, under the
/// same rights, in Elsa's words (docs/decisions/0011). Programs use our own; this one follows the version of the Studio.
/// </summary>
internal static class StudioEndpoints
{
    public const string Address = "/api/studio";

    public static IServiceCollection AddStudio(this IServiceCollection services) => services.AddScoped<RunJournals>();

    public static void MapStudio(this WebApplication app)
    {
        app.MapStudioPage();

        var studio = app.MapGroup(Address).ExcludeFromDescription();
        studio.MapDescriptors();
        studio.MapDefinitions();
        studio.MapInstances();
        studio.MapGet("/{**anything}", Unknown).WithName("StudioUnknown").RequireAuthorization(Acts.SignedIn);
    }

    /// <summary>What this Studio does not need: not there, rather than a page of the client.</summary>
    private static Refused Unknown() => new(HttpProblems.NotFound);

    private static void MapDescriptors(this RouteGroupBuilder studio)
    {
        var descriptors = studio.MapGroup("/descriptors");
        descriptors.MapGet("/activities", ActivityDescriptors.Handle).WithName("StudioActivities").RequireAuthorization(Acts.TemplatesSee);
        descriptors.MapGet("/expression-descriptors", ShortLists.Expressions).WithName("StudioExpressions").RequireAuthorization(Acts.TemplatesSee);
        descriptors.MapGet("/variables", ShortLists.Empty).WithName("StudioVariables").RequireAuthorization(Acts.TemplatesSee);
        descriptors.MapGet("/storage-drivers", ShortLists.Empty).WithName("StudioStorageDrivers").RequireAuthorization(Acts.TemplatesSee);
        descriptors.MapGet("/workflow-activation-strategies", ShortLists.Empty).WithName("StudioActivationStrategies").RequireAuthorization(Acts.TemplatesSee);
        descriptors.MapGet("/incident-strategies", ShortLists.Empty).WithName("StudioIncidentStrategies").RequireAuthorization(Acts.TemplatesSee);
        descriptors.MapGet("/log-persistence-strategies", ShortLists.Empty).WithName("StudioLogStrategies").RequireAuthorization(Acts.TemplatesSee);
        descriptors.MapGet("/commit-strategies/workflows", ShortLists.Empty).WithName("StudioWorkflowCommits").RequireAuthorization(Acts.TemplatesSee);
        descriptors.MapGet("/commit-strategies/activities", ShortLists.Empty).WithName("StudioActivityCommits").RequireAuthorization(Acts.TemplatesSee);
        studio.MapGet("/features/installed", ShortLists.Empty).WithName("StudioFeatures").RequireAuthorization(Acts.TemplatesSee);
    }

    private static void MapDefinitions(this RouteGroupBuilder studio)
    {
        var definitions = studio.MapGroup("/workflow-definitions");
        definitions.MapGet("", ListDefinitions.Handle).WithName("StudioDefinitions").RequireAuthorization(Acts.TemplatesSee);
        definitions.MapGet("/by-definition-id/{templateId}", GetDefinition.Handle).WithName("StudioDefinition").RequireAuthorization(Acts.TemplatesSee);
        definitions.MapGet("/by-id/{templateId}@{version:int}", GetDefinition.Version).WithName("StudioDefinitionVersion").RequireAuthorization(Acts.TemplatesSee);
        definitions.MapGet("/by-id/{runId}", GetRunDefinition.Handle).WithName("StudioRunDefinition").RequireAuthorization(Acts.RunsSee);
        definitions.MapGet("/subgraph/segments/{runId}", GetSegments.Handle).WithName("StudioSegments").RequireAuthorization(Acts.RunsSee);
        definitions.MapGet("/validation/is-name-unique", ListDefinitions.IsNameUnique).WithName("StudioNameUnique").RequireAuthorization(Acts.TemplatesSee);
        definitions.MapGet("/{templateId}/export", ExportDefinition.Handle).WithName("StudioExport").RequireAuthorization(Acts.TemplatesSee);

        var changes = definitions.MapGroup("").AddEndpointFilter(Toasts.Show);
        changes.MapPost("", SaveDefinition.Handle).WithName("StudioSave").WithMetadata(SaveDefinition.Limit).RequireAuthorization(Acts.TemplatesDesign);
        changes.MapPost("/{templateId}/publish", PublishDefinition.Handle).WithName("StudioPublish").RequireAuthorization(Acts.TemplatesDesign);
        changes.MapPost("/{templateId}/retract", NotHere.Handle).WithName("StudioRetract").RequireAuthorization(Acts.TemplatesDesign);
        changes.MapPost("/{templateId}/revert/{version:int}", NotHere.Handle).WithName("StudioRevert").RequireAuthorization(Acts.TemplatesDesign);
        changes.MapPost("/import", NotHere.Handle).WithName("StudioImport").RequireAuthorization(Acts.TemplatesDesign);
        changes.MapDelete("/{templateId}", NotHere.Handle).WithName("StudioDelete").RequireAuthorization(Acts.TemplatesDesign);
    }

    private static void MapInstances(this RouteGroupBuilder studio)
    {
        studio.MapPost("/workflow-instances", ListInstances.Handle).WithName("StudioInstances").RequireAuthorization(Acts.RunsSee);
        studio.MapGet("/workflow-instances/{runId}", GetInstance.Handle).WithName("StudioInstance").RequireAuthorization(Acts.RunsSee);
        studio.MapGet("/workflow-instances/{runId}/execution-state", GetInstance.State).WithName("StudioInstanceState").RequireAuthorization(Acts.RunsSee);
        studio.MapGet("/workflow-instances/{runId}/variables", GetInstance.Variables).WithName("StudioInstanceVariables").RequireAuthorization(Acts.RunsSee);
        studio.MapPost("/workflow-instances/{runId}/journal", Journal.Handle).WithName("StudioJournal").RequireAuthorization(Acts.RunsSee);
        studio.MapPost("/activity-executions/report", Executions.Report).WithName("StudioReport").RequireAuthorization(Acts.RunsSee);
        studio.MapGet("/activity-executions/list", Executions.List).WithName("StudioExecutions").RequireAuthorization(Acts.RunsSee);
        studio.MapGet("/activity-execution-summaries/list", Executions.List).WithName("StudioExecutionSummaries").RequireAuthorization(Acts.RunsSee);
        studio.MapGet("/activity-executions/by-id", Executions.One).WithName("StudioExecution").RequireAuthorization(Acts.RunsSee);
    }
}
