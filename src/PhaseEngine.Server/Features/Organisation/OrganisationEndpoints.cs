using PhaseEngine.Server.Features.Members;
using PhaseEngine.Server.Features.Units;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.Identity;

namespace PhaseEngine.Server.Features.Organisation;

internal static class OrganisationEndpoints
{
    public static IServiceCollection AddOrganisation(this IServiceCollection services) => services
        .AddScoped<UnitRules>()
        .AddScoped<MemberRules>()
        .AddScoped<ReadList>()
        .AddScoped<StoreOrganisation>()
        .AddSingleton<ImportProgress>()
        .AddSingleton<NationalIdKey>();

    public static void MapOrganisation(this RouteGroupBuilder api)
    {
        var lists = api.MapGroup("/organisation").WithTags("Organisation");
        lists.MapPost("/import-previews", PreviewImport.Handle).WithName(nameof(PreviewImport))
            .RequireAuthorization(Acts.ListsImport).WithMetadata(new BodyLimit(BodyLimit.Import), new AnswerNotKept()).AcceptsLists();
        lists.MapPost("/marked-lists", MarkList.Handle).WithName(nameof(MarkList))
            .RequireAuthorization(Acts.ListsImport).WithMetadata(new BodyLimit(BodyLimit.Import), new AnswerNotKept()).AcceptsLists();
        lists.MapPost("/imports", ImportList.Handle).WithName(nameof(ImportList))
            .RequireAuthorization(Acts.ListsImport).WithMetadata(new BodyLimit(BodyLimit.Import)).AcceptsLists();
        lists.MapGet("/imports/{import}", GetImportProgress.Handle).WithName(nameof(GetImportProgress)).RequireAuthorization(Acts.SignedIn);
        lists.MapGet("/exports/{list}", ExportList.Handle).WithName(nameof(ExportList)).RequireAuthorization(Acts.MembersSee);
        lists.MapGet("/blank-lists/{list}", GetBlankList.Handle).WithName(nameof(GetBlankList)).RequireAuthorization(Acts.UnitsSee);
    }

    private static void AcceptsLists(this RouteHandlerBuilder endpoint) =>
        endpoint.Accepts<Stream>("application/octet-stream", ListFile.Xlsx, ListFile.Csv);
}
