using PhaseEngine.Core.Engine;
using PhaseEngine.Data.Access;
using PhaseEngine.Data.Runs;
using PhaseEngine.Server.Identity;
using PhaseEngine.Server.Settings;
using PhaseEngine.Server.Texts;

namespace PhaseEngine.Server.Features.Runs;

/// <summary>Who is meant by a role, for a reader.</summary>
internal sealed record WhoView(string Role, string Title, IReadOnlyList<string> Names);

/// <summary>A run as one reader looks at it on a day: what the views are made from.</summary>
/// <param name="row">The run.</param>
/// <param name="today">The day.</param>
/// <param name="holders">Whoever holds a role for its unit, the nearest first.</param>
/// <param name="reader">Who looks.</param>
internal sealed class RunReading(RunRow row, DateOnly today, IReadOnlyList<NamedHolder> holders, Guid reader)
{
    private readonly HashSet<string> myRoles = [.. holders.Where(h => h.UserId == reader).Select(h => h.Role)];

    public RunRow Row => row;
    public Plan Plan => row.Plan;
    public RunState State => row.State;
    public Timetable Timetable => row.Timetable;
    public DateOnly Today => today;
    public IReadOnlySet<string> MyRoles => myRoles;
    public Guid Reader => reader;

    /// <summary>Whether the reader is party to whatever is decided about the unit (S.53).</summary>
    public bool IsParty => holders.Any(h => h.UserId == reader && Offices.IsParty(h.Role, h.Path, row.UnitPath));

    /// <summary>Whether anything is asked of the unit at the moment.</summary>
    public bool Active => State.Status == RunStatus.Active;

    public WhoView Who(string role) =>
        new(role, Words.Role(role, State.Unit.Level), [.. Holders.Meant(role, holders).Select(h => h.Name).Distinct()]);

    /// <summary>Whether the reader is among those a role means, who are the nearest to the unit.</summary>
    public bool IsMeant(string role) => Holders.Meant(role, holders).Any(h => h.UserId == reader);

    /// <summary>Whether the reader may act in a role; vacant ones fall to the superior, but for those of the unit's own people, whom nobody else replaces.</summary>
    public bool ActsAs(string role) => myRoles.Contains(role)
        || (myRoles.Contains(Offices.Supervisor) && !Offices.OfTheUnit.Contains(role) && Holders.Meant(role, holders).Any(h => h.Role == Offices.Supervisor));

    public int? DaysLeft(DateOnly? due) => due is { } day ? day.DayNumber - today.DayNumber : null;

    /// <summary>Open, past its day, and it counts: waiting for the superior never does (S.52).</summary>
    public bool IsOverdue(PlanActivity activity, bool open) => Active && open && Lateness.Days(Plan, State, activity, today) > 0;

    /// <summary>The rows of approvals that are waited for.</summary>
    public IReadOnlyList<Turn> Turns(PlanActivity activity) => [.. Approvals.Turns(activity, State, Timetable.Calendar, today)];
}

/// <summary>Makes readings of runs that were read with their people, for the one who asks.</summary>
internal sealed class RunReadings(Caller caller, Today today, TimeProvider clock)
{
    public RunReading Of(RunRow row) => new(row, row.Timetable.Today(clock.GetUtcNow()), row.People!.On(today.Date), caller.UserId);
}
