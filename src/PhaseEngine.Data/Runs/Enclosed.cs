using PhaseEngine.Data.Evidence;

namespace PhaseEngine.Data.Runs;

/// <summary>What an act on one run has made beside the step itself, written together with it (<see cref="RunStore"/>).</summary>
public sealed record Enclosed
{
    public static readonly Enclosed Nothing = new();

    /// <summary>To the contents of records, by evidence id: they go into the event.</summary>
    public IReadOnlyDictionary<Guid, byte[]>? Commitments { get; init; }

    /// <summary>The decision the act was, if it was one.</summary>
    public Decision? Decision { get; init; }

    public RecordRows? Records { get; init; }
}
