namespace PhaseEngine.Core.Organisations;

/// <summary>
/// A Party member. Affiliation 组织关系 and workplace are two things (S.1): <see cref="UnitId"/> says where the member
/// belongs, <see cref="HostId"/> where the member works or lives.
/// </summary>
/// <param name="id">Made at the edge.</param>
/// <param name="unitId">The unit of affiliation.</param>
/// <param name="name">Full name, without blanks inside a Chinese one.</param>
public sealed class Member(Guid id, Guid unitId, string name)
{
    /// <summary>Identity inside the product.</summary>
    public Guid Id { get; private set; } = id;

    /// <summary>The unit of formal affiliation: votes and quorum count here. Every member belongs to some unit (S.5).</summary>
    public Guid UnitId { get; private set; } = unitId;

    /// <summary>The unit that organises the member by an activity certificate 流动党员活动证 while away (S.5); null: none.</summary>
    public Guid? CertificateUnitId { get; private set; }

    /// <summary>First day of the certificate; null: since ever.</summary>
    public DateOnly? CertificateFrom { get; private set; }

    /// <summary>First day after the certificate; null: it has no end.</summary>
    public DateOnly? CertificateUntil { get; private set; }

    /// <summary>The workplace or home; null: that of the unit.</summary>
    public Guid? HostId { get; private set; }

    /// <summary>Full name.</summary>
    public string Name { get; private set; } = name;

    /// <summary>The organisation's own number of the member; unique where given.</summary>
    public string? Code { get; private set; }

    /// <summary>Keyed hash of the national id (<see cref="NationalId.Hash"/>), for matching only; unique where given. The id itself is kept nowhere.</summary>
    public string? NationalIdHash { get; private set; }

    /// <summary>One of <see cref="Vocabulary.MemberCategories"/> (S.4).</summary>
    public string Category { get; private set; } = "inPost";

    /// <summary>预备党员, as long as no <see cref="ConfirmedOn"/> says from when no longer.</summary>
    public bool Probationary { get; private set; }

    /// <summary>入党时间: admitted to the Party; null: not known.</summary>
    public DateOnly? AdmittedOn { get; private set; }

    /// <summary>转正时间: full member from this day; null: not known or not yet.</summary>
    public DateOnly? ConfirmedOn { get; private set; }

    /// <summary>First day of the present affiliation; null: since ever.</summary>
    public DateOnly? JoinedOn { get; private set; }

    /// <summary>First day the member belongs here no longer; null: still does.</summary>
    public DateOnly? LeftOn { get; private set; }

    /// <summary>Why the member left, one of <see cref="Vocabulary.LeavingReasons"/>; null while here.</summary>
    public string? LeftReason { get; private set; }

    /// <summary>Whether the member took part in the pilot, where a list says so; null: the dates decide (<see cref="NewSincePilot"/>).</summary>
    public bool? TookPartInPilot { get; private set; }

    /// <summary>Moves by one with every change; the concurrency token and the ETag.</summary>
    public int Version { get; private set; } = 1;

    /// <summary>Everything about the member that people edit and lists carry, as one value.</summary>
    public MemberDetails Details => new(
        UnitId, Name, Code, NationalIdHash, Category, HostId, CertificateUnitId, CertificateFrom, CertificateUntil,
        Probationary, AdmittedOn, ConfirmedOn, JoinedOn, LeftOn, LeftReason, TookPartInPilot);

    /// <summary>
    /// The unit in which the member counts on a day: the one that organises them (certificate, else affiliation); null
    /// before joining and from leaving on. Votes and quorum go by <see cref="UnitId"/> instead.
    /// </summary>
    /// <param name="day">The requirement's counting day.</param>
    public Guid? CountsIn(DateOnly day)
    {
        if (day < JoinedOn || day >= LeftOn)
            return null;
        var certified = CertificateUnitId is not null && !(day < CertificateFrom) && !(day >= CertificateUntil);
        return certified ? CertificateUnitId : UnitId;
    }

    /// <summary>Whether the member is probationary on a day: takes part, is not graded.</summary>
    /// <param name="day">Any day.</param>
    public bool IsProbationary(DateOnly day) => ConfirmedOn is { } confirmed ? day < confirmed : Probationary;

    /// <summary>
    /// Whether the member is new since the pilot (S.6, S.11): by the list where it says so, else admitted or transferred in
    /// after the pilot's last day. Nobody is new in a unit that had no pilot; someone without dates has always been there.
    /// </summary>
    /// <param name="pilotUntil">Last day of the pilot of the unit in which the member counts; null: it had none.</param>
    public bool NewSincePilot(DateOnly? pilotUntil) =>
        pilotUntil is not null && (TookPartInPilot is { } took ? !took : AdmittedOn > pilotUntil || JoinedOn > pilotUntil);

    /// <summary>What templates may ask about the member on a day, as a member of the unit in which they count.</summary>
    /// <param name="day">The counting day; the member counts somewhere on it.</param>
    /// <param name="pilotUntil">Last day of that unit's pilot.</param>
    public MemberFacts FactsOn(DateOnly day, DateOnly? pilotUntil) =>
        new(Category, NewSincePilot(pilotUntil), IsProbationary(day), Attached: CountsIn(day) is { } unit && unit != UnitId);

    /// <summary>Takes over new details.</summary>
    /// <param name="details">All of them, changed or not.</param>
    /// <returns>Whether anything changed; if not, the version stays.</returns>
    public bool Change(MemberDetails details)
    {
        if (details == Details)
            return false;
        Take(details);
        Version++;
        return true;
    }

    /// <summary>A member with all details.</summary>
    /// <param name="id">Made at the edge.</param>
    /// <param name="details">The details.</param>
    public static Member Create(Guid id, MemberDetails details)
    {
        var member = new Member(id, details.UnitId, details.Name);
        member.Take(details);
        return member;
    }

    private void Take(MemberDetails details) =>
        (UnitId, Name, Code, NationalIdHash, Category, HostId, CertificateUnitId, CertificateFrom, CertificateUntil,
            Probationary, AdmittedOn, ConfirmedOn, JoinedOn, LeftOn, LeftReason, TookPartInPilot) = details;
}
