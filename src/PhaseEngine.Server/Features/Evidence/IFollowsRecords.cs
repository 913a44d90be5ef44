using System.Text.Json.Nodes;
using PhaseEngine.Core;
using PhaseEngine.Data.Evidence;

namespace PhaseEngine.Server.Features.Evidence;

/// <summary>A record of a kind that keeps a table beside its records.</summary>
/// <param name="Evidence">The record's id.</param>
/// <param name="Served">Where it serves.</param>
/// <param name="Form">Its form.</param>
/// <param name="Document">What it says.</param>
/// <param name="At">When it was made.</param>
/// <param name="By">Who made it.</param>
internal sealed record FollowedRecord(Guid Evidence, Served Served, string Form, JsonObject Document, DateTimeOffset At, Guid By);

/// <summary>
/// Keeps a table beside the records of a kind: the items of a register, the meetings convened. Registered by the feature that
/// owns the table; recording knows none of them by name.
/// </summary>
internal interface IFollowsRecords
{
    bool Follows(string kind);

    /// <summary>A record is made. May refuse it, and may add to the differences of the kind's own counters.</summary>
    Task<Problem?> Made(FollowedRecord record, long[] counters, CancellationToken ct);

    /// <summary>A record is taken back because it is superseded. May refuse that.</summary>
    /// <param name="record">The record.</param>
    /// <param name="right">What will stand in its place; null: nothing.</param>
    /// <param name="counters">As when it was made.</param>
    /// <param name="ct">Gives up.</param>
    Task<Problem?> TakenBack(FollowedRecord record, JsonObject? right, long[] counters, CancellationToken ct);

    /// <summary>What a record said is erased: nothing of it may stay in the table either. Nothing else changes there.</summary>
    /// <param name="record">The record; one that was superseded stands in no table any more.</param>
    /// <param name="said">What it said.</param>
    /// <param name="ct">Gives up.</param>
    Task Erased(EvidenceItem record, JsonObject said, CancellationToken ct);
}
