using PhaseEngine.Data.Model;
using PhaseEngine.Data.Reminders;

namespace PhaseEngine.Data.Runs;

/// <summary>Something to be told about a run that no step of the engine tells.</summary>
/// <param name="Key">The requirement, gate or phase.</param>
/// <param name="Number">Which one of its sort; with the stage it is told once.</param>
/// <param name="Stage">What it is.</param>
/// <param name="Due">The day it is about.</param>
/// <param name="At">When it became so.</param>
public sealed record Notice(string Key, int Number, string Stage, DateOnly? Due, DateTimeOffset At);

/// <summary>Tells people, into their inboxes and by mail as reminders go; each once, by its natural key.</summary>
public sealed class Notices(PhaseEngineDb db)
{
    /// <param name="run">The run.</param>
    /// <param name="notice">What there is to tell.</param>
    /// <param name="role">To whom.</param>
    /// <param name="also">And to this person.</param>
    /// <param name="ct">Gives up.</param>
    public async Task Tell(RunRow run, Notice notice, string role, Guid? also, CancellationToken ct)
    {
        var recipients = new Recipients(db, run.Timetable.Today(notice.At));
        await recipients.Learn([run], alsoMembers: false, ct);
        var people = recipients.Of(run, role).Concat(also is { } one ? [one] : []).Distinct();
        await db.Sets.InsertNew(
            db, RunTables.Reminders,
            [
                .. people.Select(person => new Reminder
                {
                    Id = InOrder.NewId(notice.At), UserId = person, RunId = run.Id, Key = notice.Key, Round = notice.Number,
                    Stage = notice.Stage, At = notice.At, Due = notice.Due,
                }),
            ], ct);
    }
}
