using PhaseEngine.Server.Identity;

namespace PhaseEngine.Server.Features.Members;

internal static class MembersEndpoints
{
    public static void MapMembers(this RouteGroupBuilder api)
    {
        var members = api.MapGroup("").WithTags("Members");
        members.MapGet("/units/{unitId}/members", ListMembers.Handle).WithName(nameof(ListMembers)).RequireAuthorization(Acts.MembersSee);
        members.MapPost("/units/{unitId}/members", CreateMember.Handle).WithName(nameof(CreateMember)).RequireAuthorization(Acts.MembersChange);
        members.MapGet("/members/{memberId}", GetMember.Handle).WithName(nameof(GetMember)).RequireAuthorization(Acts.MembersSee);
        members.MapPut("/members/{memberId}", ChangeMember.Handle).WithName(nameof(ChangeMember)).RequireAuthorization(Acts.MembersChange);
        members.MapPost("/members/{memberId}/transfer", TransferMember.Handle).WithName(nameof(TransferMember)).RequireAuthorization(Acts.MembersChange);
        members.MapPut("/members/{memberId}/certificate", IssueCertificate.Handle).WithName(nameof(IssueCertificate)).RequireAuthorization(Acts.MembersChange);
        members.MapPut("/members/{memberId}/departure", RecordDeparture.Handle).WithName(nameof(RecordDeparture)).RequireAuthorization(Acts.MembersChange);
    }
}
