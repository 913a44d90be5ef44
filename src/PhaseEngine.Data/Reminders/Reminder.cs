namespace PhaseEngine.Data.Reminders;

/// <summary>
/// A row in a person's inbox, and the record that the message was given. The natural key is person, run, thing, round and
/// stage: a moved date or a second role does not double it.
/// </summary>
public sealed class Reminder
{
    public required Guid Id { get; init; }

    public required Guid UserId { get; init; }

    public required Guid RunId { get; init; }

    /// <summary>The requirement, gate or phase.</summary>
    public required string Key { get; init; }

    public required int Round { get; init; }

    /// <summary>Which message about it: the row's <c>at</c> with the repetition, or a word of the engine's.</summary>
    public required string Stage { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>The day it is about.</summary>
    public DateOnly? Due { get; init; }

    public DateTimeOffset? ReadAt { get; set; }

    /// <summary>Whether the outbox has looked at it; whoever writes a reminder leaves this alone.</summary>
    public bool Gathered { get; set; }

    /// <summary>The mail it goes out in, together with others of the same person; null: not by mail.</summary>
    public Guid? DeliveryId { get; set; }
}

public enum DeliveryState
{
    Waiting,
    Sent,

    /// <summary>Given up; the address or the message is at fault.</summary>
    Failed,
}

/// <summary>
/// A message to be sent outside. Made by the <see cref="Outbox"/>, claimed by lease, so that no transaction is open while
/// sending; sent again with the same <see cref="MessageId"/> when the outcome is not known.
/// </summary>
public sealed class Delivery
{
    /// <summary>The id of the first reminder in it: no reminder can head two mails.</summary>
    public required Guid Id { get; init; }

    public required Guid UserId { get; init; }

    /// <summary><c>mail</c> …</summary>
    public required string Channel { get; init; }

    public required string Address { get; init; }

    public required string MessageId { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DeliveryState State { get; set; }

    /// <summary>Counted before each attempt.</summary>
    public int Attempts { get; set; }

    public required DateTimeOffset NextAt { get; set; }

    public DateTimeOffset? LeaseUntil { get; set; }

    /// <summary>Moves with every claim; who finds another number has lost the lease.</summary>
    public int Fence { get; set; }

    public string? LastError { get; set; }
}
