using PhaseEngine.Core;

namespace PhaseEngine.Server.Features.Reviews;

internal static class ReviewProblems
{
    /// <summary>Minutes, or that people were informed, name a meeting that is not on record.</summary>
    public static Problem NoSuchMeeting(Guid meeting) => new("meeting-unknown", ProblemKind.Invalid, ("meeting", meeting));

    /// <summary>It is recorded already, with the meeting or afterwards.</summary>
    public static Problem RecordedAlready(string form) => new("meeting-recorded-already", ProblemKind.Conflict, ("form", form));

    /// <summary>Later records are about the meeting or its actions: that stays until they are taken back.</summary>
    public static readonly Problem Followed = new("meeting-followed", ProblemKind.Conflict);

    public static Problem NoSuchAction(Guid action) => new("action-unknown", ProblemKind.Invalid, ("action", action));

    public static readonly Problem ActionDone = new("action-done-already", ProblemKind.Conflict);

    /// <summary>A meeting lies in its window.</summary>
    public static Problem OutsideWindow(DateOnly from, DateOnly to) => new("meeting-outside-window", ProblemKind.Invalid, ("from", from), ("to", to));

    public static readonly Problem HeldAlready = new("meeting-held-already", ProblemKind.Conflict);
}
