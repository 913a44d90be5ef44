namespace PhaseEngine.Core.Organisations;

/// <summary>What people edit about a <see cref="Member"/>, as one value; see its properties.</summary>
/// <param name="UnitId">Affiliation.</param>
/// <param name="Name">Full name.</param>
/// <param name="Code">The organisation's own number.</param>
/// <param name="NationalIdHash">Keyed hash, for matching only.</param>
/// <param name="Category">One of <see cref="Vocabulary.MemberCategories"/>.</param>
/// <param name="HostId">Workplace or home.</param>
/// <param name="CertificateUnitId">The unit organising by certificate.</param>
/// <param name="CertificateFrom">Its first day.</param>
/// <param name="CertificateUntil">The first day after it.</param>
/// <param name="Probationary">预备党员.</param>
/// <param name="AdmittedOn">入党时间.</param>
/// <param name="ConfirmedOn">转正时间.</param>
/// <param name="JoinedOn">First day of the affiliation.</param>
/// <param name="LeftOn">First day no longer here.</param>
/// <param name="LeftReason">One of <see cref="Vocabulary.LeavingReasons"/>.</param>
/// <param name="TookPartInPilot">Where a list says so.</param>
public sealed record MemberDetails(
    Guid UnitId,
    string Name,
    string? Code = null,
    string? NationalIdHash = null,
    string Category = "inPost",
    Guid? HostId = null,
    Guid? CertificateUnitId = null,
    DateOnly? CertificateFrom = null,
    DateOnly? CertificateUntil = null,
    bool Probationary = false,
    DateOnly? AdmittedOn = null,
    DateOnly? ConfirmedOn = null,
    DateOnly? JoinedOn = null,
    DateOnly? LeftOn = null,
    string? LeftReason = null,
    bool? TookPartInPilot = null);
