using PhaseEngine.Core.Engine;

namespace PhaseEngine.Data.Runs;

/// <summary>A run as it was read for a step, with all the step needs.</summary>
/// <param name="Id">The run.</param>
/// <param name="CampaignId">Its campaign.</param>
/// <param name="Batch">Its batch.</param>
/// <param name="UnitId">Its unit.</param>
/// <param name="UnitPath">The unit's place in the tree.</param>
/// <param name="Seq">The number of its last event; nought before the first.</param>
/// <param name="Head">The hash of its last event.</param>
/// <param name="Plan">The plan of its template version.</param>
/// <param name="Timetable">Its batch's dates.</param>
/// <param name="State">Where it stands.</param>
public sealed record RunRow(
    Guid Id, Guid CampaignId, int Batch, Guid UnitId, string UnitPath, int Seq, byte[] Head, Plan Plan, Timetable Timetable, RunState State)
{
    /// <summary>Up to when what time brings has been dealt with; null when nothing is to come, so that nothing can be missed.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>The last day of its unit's pilot, which says who of its members is new.</summary>
    public DateOnly? PilotUntil { get; init; }

    /// <summary>Who has to do with it; null when nobody asked.</summary>
    public RunPeople? People { get; init; }
}

/// <summary>A run that could not be read, or that the engine cannot deal with.</summary>
public sealed record RunFault(Guid Run, Exception Fault);
