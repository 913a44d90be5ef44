namespace PhaseEngine.Data.Access;

/// <summary>That somebody looked at something restricted (member cases, opinions), and why.</summary>
public sealed class AuditLook
{
    public required Guid Id { get; init; }

    public required Guid UserId { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>What sort of thing: <c>evidence</c>, <c>case</c> …</summary>
    public required string Subject { get; init; }

    public required Guid SubjectId { get; init; }

    public string? Reason { get; init; }
}
