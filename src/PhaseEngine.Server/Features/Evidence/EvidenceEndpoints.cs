using PhaseEngine.Data.Evidence;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.Identity;

namespace PhaseEngine.Server.Features.Evidence;

internal static class EvidenceEndpoints
{
    public static IServiceCollection AddEvidence(this IServiceCollection services) =>
        services.AddScoped<RecordRows>().AddScoped<ServedRuns>().AddScoped<MarkBook>().AddScoped<Recorder>().AddScoped<OpinionLooks>();

    public static void MapEvidence(this RouteGroupBuilder api)
    {
        var evidence = api.MapGroup("").WithTags("Evidence");
        evidence.MapPost("/runs/{runId}/requirements/{requirement}/evidence", RecordEvidence.Handle).WithName(nameof(RecordEvidence)).RequireAuthorization(Acts.EvidenceRecord);
        evidence.MapGet("/runs/{runId}/requirements/{requirement}/evidence", ListEvidence.Handle).WithName(nameof(ListEvidence)).RequireAuthorization(Acts.RunsSee);
        evidence.MapGet("/runs/{runId}/requirements/{requirement}/members", ListAskedMembers.Handle).WithName(nameof(ListAskedMembers)).RequireAuthorization(Acts.MembersSee);
        evidence.MapPost("/runs/{runId}/requirements/{requirement}/members/match", MatchMembers.Handle).WithName(nameof(MatchMembers)).RequireAuthorization(Acts.MembersSee).WithMetadata(new AnswerNotKept());
        evidence.MapGet("/runs/{runId}/requirements/{requirement}/joint", ListJoint.Handle).WithName("ListJointRequirements").RequireAuthorization(Acts.EvidenceRecord);

        evidence.MapGet("/evidence/{evidenceId}", GetEvidence.Handle).WithName(nameof(GetEvidence)).RequireAuthorization(Acts.RunsSee);
        evidence.MapPost("/evidence/{evidenceId}/supersession", SupersedeEvidence.Handle).WithName(nameof(SupersedeEvidence)).RequireAuthorization(Acts.EvidenceRecord);
        evidence.MapPost("/evidence/{evidenceId}/erasure", EraseEvidence.Handle).WithName(nameof(EraseEvidence)).RequireAuthorization(Acts.EvidenceErase);
        evidence.MapPost("/evidence/{evidenceId}/attachments", AddAttachment.Handle).WithName(nameof(AddAttachment)).RequireAuthorization(Acts.EvidenceRecord)
            .WithMetadata(new BodyLimit(BodyLimit.Attachment)).DisableAntiforgery();
        evidence.MapGet("/attachments/{attachmentId}", GetAttachment.Handle).WithName(nameof(GetAttachment)).RequireAuthorization(Acts.RunsSee);
    }
}
