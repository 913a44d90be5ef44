namespace PhaseEngine.Server.Jobs.Mail;

/// <summary>A way for letters to leave. Handing in the same letter twice is harmless: its Message-ID says that it is one.</summary>
internal interface IPostOffice
{
    Task<Posting> Hand(Letter letter, CancellationToken ct);
}

/// <summary>What became of a letter.</summary>
/// <param name="Outcome">Whether it left.</param>
/// <param name="Why">Why not.</param>
internal sealed record Posting(PostingOutcome Outcome, string? Why = null)
{
    public static readonly Posting Accepted = new(PostingOutcome.Accepted);
}

internal enum PostingOutcome
{
    Accepted,

    /// <summary>It did not leave, or nobody knows: try again later.</summary>
    Uncertain,

    /// <summary>The same, and not because of the letter: another would fare no better now.</summary>
    Unreachable,

    /// <summary>It cannot be delivered, now or later.</summary>
    Refused,
}
