namespace PhaseEngine.Data.Events;

/// <summary>One act, on record. Never changed, never deleted.</summary>
public sealed class Event
{
    public required Guid Stream { get; init; }

    /// <summary>From 1 without gaps.</summary>
    public required int Seq { get; init; }

    /// <summary>UTC, whole microseconds.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Who; null: the product itself.</summary>
    public Guid? Actor { get; init; }

    /// <summary>What was done: <c>gateAsked</c>, <c>evidenceRecorded</c> …</summary>
    public required string Act { get; init; }

    /// <summary>The facts as JSON; hashed as these bytes.</summary>
    public required byte[] Payload { get; init; }

    /// <summary>See <see cref="Chain"/>.</summary>
    public required byte[] Hash { get; init; }
}

public enum StreamKind
{
    Unit,
    Template,
    System,
    Campaign,

    /// <summary>Member cases: restricted, an export shows commitments only.</summary>
    Cases,
}

/// <summary>The head of a stream that is not a run's (a run's head stands in its own row).</summary>
public sealed class EventStream
{
    /// <summary>The one stream of the installation: roles, users, calendars, deadline moves.</summary>
    public static readonly Guid SystemId = new("00000000-0000-7000-8000-000000000001");

    public required Guid Id { get; init; }

    public required StreamKind Kind { get; init; }

    public int Seq { get; set; }

    public byte[] Head { get; set; } = new byte[Chain.HashLength];

    /// <summary>The number of its event that the last seal covers; nought before the first.</summary>
    public int Sealed { get; init; }
}
