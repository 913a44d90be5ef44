using PhaseEngine.Server.Http;
using PhaseEngine.Server.Identity;

namespace PhaseEngine.Server.Features.Surveys;

internal static class SurveysEndpoints
{
    public static IServiceCollection AddSurveys(this IServiceCollection services) =>
        services.AddScoped<SurveyRights>().AddScoped<AnswerSurvey.Finder>();

    public static void MapSurveys(this RouteGroupBuilder api)
    {
        var surveys = api.MapGroup("").WithTags("Surveys").RequireAuthorization(Acts.SurveysOrganise);
        surveys.MapGet("/runs/{runId}/requirements/{requirement}/surveys", ListSurveys.Handle).WithName(nameof(ListSurveys));
        surveys.MapPost("/runs/{runId}/requirements/{requirement}/surveys", OpenSurvey.Handle).WithName(nameof(OpenSurvey));
        surveys.MapPost("/surveys/{surveyId}/groups/{group}/links", PrintLinks.Handle).WithName(nameof(PrintLinks)).WithMetadata(new AnswerNotKept());
        surveys.MapPost("/surveys/{surveyId}/closing", CloseSurvey.Handle).WithName(nameof(CloseSurvey));
    }

    /// <summary>The page behind a link, outside of the API: who opens it signs in nowhere.</summary>
    public static void MapSurveyPages(this IEndpointRouteBuilder app)
    {
        app.MapGet("/s/{token}", AnswerSurvey.Show).WithName("ShowSurvey").AllowAnonymous().ExcludeFromDescription();
        app.MapPost("/s/{token}", AnswerSurvey.Take).WithName("TakeSurvey").AllowAnonymous().ExcludeFromDescription()
            .DisableAntiforgery().WithMetadata(new PlainForm());
    }
}
