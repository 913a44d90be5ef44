using PhaseEngine.Core.Engine;
using PhaseEngine.Data.Model;

namespace PhaseEngine.Data.Runs;

/// <summary>
/// One unit in one campaign: the truth about where it stands, with what lists and funnels need beside it. Written by
/// the run store and the bulk paths only; everybody else reads.
/// </summary>
public sealed class Run
{
    public required Guid Id { get; init; }

    public required Guid CampaignId { get; init; }

    public required int Batch { get; init; }

    public required Guid UnitId { get; init; }

    /// <summary>The version of the campaign's template it runs on.</summary>
    public required int TemplateVersion { get; init; }

    public required RunStatus Status { get; init; }

    /// <summary>Keys of the open phases in plan order, joined by a blank; null when none is open.</summary>
    public string? Phase { get; init; }

    /// <summary>The key of the gate that is asked for, else of the first open one.</summary>
    public string? Gate { get; init; }

    public GateStatus? GateStatus { get; init; }

    /// <summary>The day the gate was asked for, while it is.</summary>
    public DateOnly? AskedOn { get; init; }

    /// <summary>Keys of the gates and papers that lie before somebody above the unit, joined by a blank; null when nothing does.</summary>
    public string? Awaits { get; init; }

    /// <summary>The first day by which one of them has to be answered.</summary>
    public DateOnly? AnswerBy { get; init; }

    /// <summary>The earliest last day in time of what the unit has still to do: after it the unit is late (see <see cref="Lateness"/>).</summary>
    public DateOnly? DueOn { get; init; }

    /// <summary>Open requirements.</summary>
    public int OpenCount { get; init; }

    /// <summary>The state in the form of <c>StateCodec</c>.</summary>
    public required byte[] State { get; init; }

    /// <summary>The number of its last event.</summary>
    public required int Seq { get; init; }

    /// <summary>The hash of its last event.</summary>
    public required byte[] Head { get; init; }

    /// <summary>The number of its event that the last seal covers; nought before the first. Written by the sealer only.</summary>
    public int Sealed { get; init; }
}

/// <summary>The next instant at which anything happens to a run by itself. At most one row for each run, swept in sets.</summary>
public sealed class Alarm
{
    public required Guid RunId { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Up to where time has been dealt with.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>How often in a row the run could not be dealt with; each time it is tried again later.</summary>
    public int Failures { get; init; }

    /// <summary>Why not, the last time.</summary>
    public string? Fault { get; init; }
}

/// <summary>The sums of one member for one requirement of a run, from all records that name the member.</summary>
public sealed class MemberMarks
{
    public required Guid RunId { get; init; }

    public required string Key { get; init; }

    public required Guid MemberId { get; init; }

    /// <summary>In the order of the kind's marks, as a JSON array.</summary>
    public required string Marks { get; set; }
}

/// <summary>A superior's word on a gate or a requirement, with the report as it stood (S.37).</summary>
public sealed class Decision
{
    /// <summary>The verdict of an approver who stepped back from the decision (S.53).</summary>
    public const string Recused = "recused";

    public required Guid Id { get; init; }

    public required Guid RunId { get; init; }

    public required string Key { get; init; }

    /// <summary>Which asking of the gate, or round of the requirement.</summary>
    public required int Asking { get; init; }

    /// <summary>Which row of approvals.</summary>
    public required int Row { get; init; }

    public required string Verdict { get; init; }

    public required Guid By { get; init; }

    public required DateTimeOffset At { get; init; }

    public string? Reason { get; init; }

    /// <summary>How many were decided in the same act.</summary>
    public int OneOf { get; init; } = 1;

    /// <summary>What was decided, as a row for lists.</summary>
    /// <param name="run">The run.</param>
    /// <param name="decided">The decision.</param>
    /// <param name="now">When.</param>
    /// <param name="oneOf">How many were decided in the same act.</param>
    public static Decision Of(Guid run, Decided decided, DateTimeOffset now, int oneOf) => new()
    {
        Id = InOrder.NewId(now), RunId = run, Key = decided.Key, Asking = decided.Asking, Row = decided.Row,
        Verdict = Word.Of(decided.Word), By = decided.By, At = Events.Chain.OnRecord(now), Reason = decided.Reason, OneOf = oneOf,
    };
}
