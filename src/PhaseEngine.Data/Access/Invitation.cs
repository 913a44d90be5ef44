namespace PhaseEngine.Data.Access;

/// <summary>A slip or mail that lets one person in, once. The token itself is kept nowhere.</summary>
public sealed class Invitation
{
    public required Guid Id { get; init; }

    /// <summary>SHA-256 of the token.</summary>
    public required byte[] TokenHash { get; init; }

    /// <summary>Set when it lets an existing person in again; null when it makes a new one.</summary>
    public Guid? UserId { get; init; }

    public required string Name { get; init; }

    /// <summary>The posts the new person gets, as JSON.</summary>
    public required string Posts { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Null for the set-up link of the first start.</summary>
    public Guid? CreatedBy { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Concurrency token: of two who use it at once the second fails.</summary>
    public DateTimeOffset? UsedAt { get; set; }
}
