using PhaseEngine.Core.Calendars;
using PhaseEngine.Core.Engine;

namespace PhaseEngine.Core.Planning;

/// <summary>One activity of a plan in the calendar of one unit, as planned.</summary>
/// <param name="Activity">The phase, requirement, gate or choice.</param>
/// <param name="Phase">The phase it stands in; null in the root flow.</param>
/// <param name="Asked">Whether it is asked of this unit: not behind the way of a choice it does not go, nor where its <c>when</c> does not hold.</param>
/// <param name="From">The day it opens.</param>
/// <param name="To">A phase's planned end, a requirement's or gate's due day, the end of the last window; null: none.</param>
/// <param name="Date">What the due day is reckoned from, where it has one.</param>
/// <param name="Windows">Of a standing requirement, in order.</param>
/// <param name="Reminders">What goes out while it is not done, in order.</param>
public sealed record PlannedActivity(
    PlanActivity Activity, PlanPhase? Phase, bool Asked, DateOnly From, DateOnly? To, DateRule? Date, IReadOnlyList<Window> Windows,
    IReadOnlyList<PlannedReminder> Reminders);

/// <summary>One message as planned.</summary>
/// <param name="On">The day it goes out, working days respected.</param>
/// <param name="About">The day it is about.</param>
/// <param name="Row">The row it comes from.</param>
public sealed record PlannedReminder(DateOnly On, DateOnly About, ReminderRow Row);
