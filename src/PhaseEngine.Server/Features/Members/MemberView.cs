using PhaseEngine.Core.Organisations;
using PhaseEngine.Server.Http;

namespace PhaseEngine.Server.Features.Members;

/// <summary>A member as answers show it.</summary>
/// <param name="UnitId">Formal affiliation: votes and quorum count there.</param>
/// <param name="CountsIn">The unit in which the member counts today; null: nowhere (not yet, or no longer).</param>
/// <param name="HasAccount">Whether they have an account already; null where it was not looked up, as in the answer to a change.</param>
internal sealed record MemberView(
    Guid Id, Guid UnitId, Guid? CountsIn, string Name, string? Code, string Category, Guid? HostId,
    Guid? CertificateUnitId, DateOnly? CertificateFrom, DateOnly? CertificateUntil, bool Probationary,
    DateOnly? AdmittedOn, DateOnly? ConfirmedOn, DateOnly? JoinedOn, DateOnly? LeftOn, string? LeftReason,
    bool? TookPartInPilot, bool? HasAccount, int Version) : IVersioned
{
    public static MemberView Of(Member member, DateOnly today, bool? hasAccount = null) => new(
        member.Id, member.UnitId, member.CountsIn(today), member.Name, member.Code, member.Category, member.HostId,
        member.CertificateUnitId, member.CertificateFrom, member.CertificateUntil, member.IsProbationary(today),
        member.AdmittedOn, member.ConfirmedOn, member.JoinedOn, member.LeftOn, member.LeftReason, member.TookPartInPilot, hasAccount,
        member.Version);
}
