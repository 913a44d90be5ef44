namespace PhaseEngine.Data.Access;

/// <summary>What a program signs in with, in a person's name. The token itself is kept nowhere.</summary>
public sealed class AccessToken
{
    public required Guid Id { get; init; }

    public required Guid UserId { get; init; }

    public required string Name { get; init; }

    /// <summary>SHA-256 of the token.</summary>
    public required byte[] TokenHash { get; init; }

    /// <summary>Whether the program may only look.</summary>
    public required bool ReadOnly { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public DateTimeOffset? RevokedAt { get; set; }
}
