namespace PhaseEngine.Data.Access;

/// <summary>How signing in under one name from one address has gone. Neither stands here in clear.</summary>
public sealed class SignInAttempt
{
    /// <summary>SHA-256 of name and address.</summary>
    public required byte[] Pair { get; init; }

    /// <summary>SHA-256 of the name, whoever has it or nobody.</summary>
    public required byte[] Name { get; init; }

    /// <summary>Since the last success, or since there was none for a while.</summary>
    public int Failures { get; set; }

    public required DateTimeOffset LastAt { get; set; }

    public DateTimeOffset? SucceededAt { get; set; }
}
