using PhaseEngine.Core.Engine;
using PhaseEngine.Data.Events;

namespace PhaseEngine.Data.Runs;

/// <summary>A run as it is to be written after a step, with the event of the act.</summary>
internal sealed record RunWrite(RunRow Before, StepResult Step, DateTimeOffset Since, DateTimeOffset? Alarm)
{
    /// <summary>What changes in its row; null when nothing became so, and only the alarm moves.</summary>
    public RunChange? Change { get; private init; }

    /// <param name="before">The run as it was read.</param>
    /// <param name="step">What the engine made of it.</param>
    /// <param name="actor">Who; null: the product itself.</param>
    /// <param name="act">What was done.</param>
    /// <param name="now">When.</param>
    /// <param name="commitments">To the contents of records made in the same act, by evidence id.</param>
    public static RunWrite Of(
        RunRow before, StepResult step, Guid? actor, string act, DateTimeOffset now, IReadOnlyDictionary<Guid, byte[]>? commitments = null)
    {
        var at = Chain.OnRecord(now);
        // Somebody's act deals with no reminder: what fell due before it, and was not sent yet, still has to be.
        var since = act == AlarmSweep.Act ? at : before.Since ?? at;
        var write = new RunWrite(before, step, since, Alarms.Next(before.Plan, before.Timetable, step.State, since));
        if (step.Facts.Count == 0 && commitments is null) return write;

        var launchedAs = before.Seq > 0 ? null : new LaunchedAs(before.CampaignId, before.UnitId, before.Batch, before.Plan.TemplateId, before.Plan.Version);
        var payload = EventPayload.Write(step.Facts, commitments, launchedAs);
        var entry = new Event
        {
            Stream = before.Id, Seq = before.Seq + 1, At = at, Actor = actor, Act = act, Payload = payload,
            Hash = Chain.Hash(before.Head, before.Id, before.Seq + 1, at, actor, act, payload),
        };
        return write with
        {
            Change = new RunChange(
                RunSummary.Of(before.Plan, before.Timetable, step.State), StateCodec.Write(before.Plan, step.State), entry),
        };
    }
}

/// <param name="Summary">For lists.</param>
/// <param name="State">As stored.</param>
/// <param name="Event">The act on record.</param>
internal sealed record RunChange(RunSummary Summary, byte[] State, Event Event);
