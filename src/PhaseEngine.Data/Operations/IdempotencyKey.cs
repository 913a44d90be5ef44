namespace PhaseEngine.Data.Operations;

/// <summary>The answer given to a request, kept for its repetition.</summary>
public sealed class IdempotencyKey
{
    public required Guid UserId { get; init; }

    public required string Route { get; init; }

    public required string Key { get; init; }

    /// <summary>SHA-256 of the body: the same key with another body is refused.</summary>
    public required byte[] BodyHash { get; init; }

    public required int Status { get; init; }

    public required string Headers { get; init; }

    public required byte[] Body { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }
}
