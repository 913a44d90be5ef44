using PhaseEngine.Server.Features.Templates.Planning;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.Identity;

namespace PhaseEngine.Server.Features.Templates;

internal static class TemplatesEndpoints
{
    public static IServiceCollection AddTemplates(this IServiceCollection services) => services.AddSingleton<SimulationSeat>().AddScoped<TemplatePlanner>();

    public static void MapTemplates(this RouteGroupBuilder api)
    {
        var templates = api.MapGroup("").WithTags("Templates");
        templates.MapGet("/template-library", ListLibrary.Handle).WithName(nameof(ListLibrary)).RequireAuthorization(Acts.TemplatesSee);
        templates.MapGet("/requirement-kinds", ListKinds.Handle).WithName(nameof(ListKinds)).RequireAuthorization(Acts.SignedIn);
        templates.MapGet("/template-palette", GetPalette.Handle).WithName(nameof(GetPalette)).RequireAuthorization(Acts.TemplatesSee);
        templates.MapPost("/template-simulations", SimulateTemplate.Handle).WithName(nameof(SimulateTemplate)).RequireAuthorization(Acts.TemplatesSee).WithMetadata(new AnswerNotKept());
        templates.MapPost("/template-timetables", PlanTemplate.Handle).WithName(nameof(PlanTemplate)).RequireAuthorization(Acts.TemplatesSee).WithMetadata(new AnswerNotKept());
        templates.MapPost("/template-burdens", ReckonBurden.Handle).WithName(nameof(ReckonBurden)).RequireAuthorization(Acts.TemplatesSee).WithMetadata(new AnswerNotKept());
        templates.MapPost("/template-checks", CheckTemplate.Handle).WithName(nameof(CheckTemplate)).RequireAuthorization(Acts.TemplatesSee).WithMetadata(new AnswerNotKept());

        templates.MapGet("/templates", ListTemplates.Handle).WithName(nameof(ListTemplates)).RequireAuthorization(Acts.TemplatesSee);
        templates.MapPost("/templates", CreateTemplate.Handle).WithName(nameof(CreateTemplate)).RequireAuthorization(Acts.TemplatesDesign);
        templates.MapGet("/templates/{templateId}", GetTemplate.Handle).WithName(nameof(GetTemplate)).RequireAuthorization(Acts.TemplatesSee);
        templates.MapPost("/templates/{templateId}/versions", DraftVersion.Handle).WithName(nameof(DraftVersion)).RequireAuthorization(Acts.TemplatesDesign);
        templates.MapGet("/templates/{templateId}/versions/{version:int}", GetTemplateVersion.Handle).WithName(nameof(GetTemplateVersion)).RequireAuthorization(Acts.TemplatesSee);
        templates.MapPut("/templates/{templateId}/versions/{version:int}/definition", SaveDraft.Handle).WithName(nameof(SaveDraft)).RequireAuthorization(Acts.TemplatesDesign);
        templates.MapPost("/templates/{templateId}/versions/{version:int}/publication", PublishTemplate.Handle).WithName(nameof(PublishTemplate)).RequireAuthorization(Acts.TemplatesDesign);
        templates.MapGet("/templates/{templateId}/versions/{version:int}/findings", GetFindings.Handle).WithName(nameof(GetFindings)).RequireAuthorization(Acts.TemplatesSee);
        templates.MapGet("/templates/{templateId}/versions/{version:int}/whole", GetWholeTemplate.Handle).WithName(nameof(GetWholeTemplate)).RequireAuthorization(Acts.TemplatesSee);
        templates.MapGet("/templates/{templateId}/versions/{version:int}/differences", CompareVersions.Handle).WithName(nameof(CompareVersions)).RequireAuthorization(Acts.TemplatesSee);
    }
}
