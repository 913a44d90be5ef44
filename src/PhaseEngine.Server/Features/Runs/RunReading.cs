using PhaseEngine.Core.Engine;
using PhaseEngine.Data.Access;
using PhaseEngine.Data.Runs;
using PhaseEngine.Server.Identity;
using PhaseEngine.Server.Texts;

namespace PhaseEngine.Server.Features.Runs;

/// <summary>Who is meant by a role, for a reader.</summary>
internal sealed record WhoView(string Role, string Title, IReadOnlyList<string> Names);

/// <summary>A run as one reader looks at it on a day: what the views are made from.</summary>
internal sealed class RunReading(RunRow row, DateOnly today, IReadOnlyList<NamedHolder> holders, IReadOnlySet<string> myRoles, Guid reader)
{
    public RunRow Row => row;
    public Plan Plan => row.Plan;
    public RunState State => row.State;
    public Timetable Timetable => row.Timetable;
    public DateOnly Today => today;
    public IReadOnlySet<string> MyRoles => myRoles;
    public Guid Reader => reader;

    /// <summary>Whether anything is asked of the unit at the moment.</summary>
    public bool Active => State.Status == RunStatus.Active;

    public WhoView Who(string role) =>
        new(role, Words.Role(role, State.Unit.Level), [.. Holders.Meant(role, holders).Select(h => h.Name).Distinct()]);

    /// <summary>Whether the reader may act in a role; vacant ones fall to the superior, but for those of the unit's own people, whom nobody else replaces.</summary>
    public bool ActsAs(string role) => myRoles.Contains(role)
        || (myRoles.Contains(Offices.Supervisor) && !Offices.OfTheUnit.Contains(role) && Holders.Meant(role, holders).Any(h => h.Role == Offices.Supervisor));

    public int? DaysLeft(DateOnly? due) => due is { } day ? day.DayNumber - today.DayNumber : null;

    /// <summary>Open, past its day, and it counts: waiting for the superior never does (S.52).</summary>
    public bool IsOverdue(PlanActivity activity, bool open) => Active && open && Lateness.Days(Plan, State, activity, today) > 0;

    /// <summary>The rows of approvals that are waited for.</summary>
    public IReadOnlyList<Turn> Turns(PlanActivity activity) => [.. Approvals.Turns(activity, State, Timetable.Calendar, today)];
}

/// <summary>Makes readings for the one who asks; of one row once, since who holds what does not change within a request.</summary>
internal sealed class RunReadings(Offices offices, Caller caller, TimeProvider clock)
{
    private RunReading? last;

    public async Task<RunReading> Of(RunRow row, CancellationToken ct) => ReferenceEquals(last?.Row, row) ? last! : last = new(
        row, row.Timetable.Today(clock.GetUtcNow()), await offices.HoldersFor(row.UnitPath, ct), await offices.RolesFor(row.UnitPath, ct), caller.UserId);
}
