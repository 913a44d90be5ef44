using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core.Calendars;
using PhaseEngine.Core.Engine;
using PhaseEngine.Core.Gates;
using PhaseEngine.Data;
using PhaseEngine.Data.Runs;
using PhaseEngine.Server.Features.Evidence;
using PhaseEngine.Server.Features.Gates;

namespace PhaseEngine.Server.Demo;

/// <summary>
/// Plays weeks of a campaign day by day under the virtual clock. Every act goes through the product's own handlers; only the
/// people are invented.
/// </summary>
internal sealed class DemoStory(DemoActor actor, DemoClock clock, TimeZoneInfo zone, WorkingCalendar calendar)
{
    /// <summary>Plays from one day to another, both included.</summary>
    /// <param name="units">Who takes part.</param>
    /// <param name="from">The first day.</param>
    /// <param name="until">The last day; it is played up to its morning only, so that the real clock goes on from there.</param>
    /// <param name="progress">Told each day.</param>
    /// <param name="ct">Stops between two days.</param>
    public async Task Play(IReadOnlyList<DemoUnit> units, DateOnly from, DateOnly until, Action<DateOnly>? progress, CancellationToken ct)
    {
        for (var day = from; day <= until; day = day.AddDays(1))
        {
            ct.ThrowIfCancellationRequested();
            await Reach(day, new TimeOnly(8, 45), ct);
            if (day == until) break;

            if (calendar.IsWorkingDay(day))
            {
                clock.AdvanceTo(LocalDays.At(day, new TimeOnly(10, 0), zone));
                foreach (var unit in units) await Work(unit, day, ct);
                clock.AdvanceTo(LocalDays.At(day, new TimeOnly(15, 0), zone));
                foreach (var unit in units) await Answer(unit, day, ct);
            }

            progress?.Invoke(day);
        }
    }

    /// <summary>Lets time pass, as the recurring job does: reminders, meetings convened, windows turned.</summary>
    private async Task Reach(DateOnly day, TimeOnly time, CancellationToken ct)
    {
        var now = LocalDays.At(day, time, zone);
        clock.AdvanceTo(now);
        await actor.Read(services => services.GetRequiredService<AlarmSweep>().Sweep(now, ct));
    }

    private async Task Work(DemoUnit unit, DateOnly day, CancellationToken ct)
    {
        var row = await Load(unit, ct);
        if (row.State.Status != RunStatus.Active) return;

        foreach (var requirement in row.Plan.Activities.OfType<PlanRequirement>())
        {
            if (PlanFor(unit, row, requirement, day) <= day) await Record(unit, row, requirement, day, ct);
        }

        row = await Load(unit, ct);
        foreach (var gate in row.Plan.Activities.OfType<PlanGate>())
        {
            if (row.State.Activities[gate.Index].Status != ActivityStatus.Open || row.State.Gates[gate.Index]?.Status == GateStatus.Asked) continue;

            var ready = GateReports.Passes(row.Plan, row.Timetable, row.State, gate, day);
            // The hasty ask once before their time; the refusal tells them what is missing.
            var hasty = unit is { Habit: DemoHabit.Hasty, Refused: false } && row.State.Activities[gate.Index].Due?.AddDays(-10) <= day;
            if (!ready && !hasty) continue;

            var asked = await actor.As(unit.People["secretary"], new AskGate.Command(unit.Run, gate.Key!, Despite: false), ct);
            if (!asked.IsOk) unit.Refused = true;
        }
    }

    /// <summary>The day of the next record for a requirement: by habit about its due day, but some days after it was opened.</summary>
    private static DateOnly PlanFor(DemoUnit unit, RunRow row, PlanRequirement requirement, DateOnly day)
    {
        var state = row.State.Activities[requirement.Index];
        var open = state.RoundStatus == RoundStatus.Open && (state.Status == ActivityStatus.Open || state.Round > 1);
        // What is met may still be completed, as long as its phase goes on: essays of the last few, problems of the register.
        var going = state is { RoundStatus: RoundStatus.Met, Status: ActivityStatus.Done } && requirement.Kind.Name == "Register";
        if (!open && !going) return DateOnly.MaxValue;
        if (unit.Plans.TryGetValue((requirement.Key!, state.Round), out var known)) return known;

        var earliest = day.AddDays(state.Round > 1 ? 2 : 1 + unit.Random.Next(3));
        var habit = unit.Habit switch { DemoHabit.Late => 2 + unit.Random.Next(5), _ => -3 - unit.Random.Next(5) };
        var wished = requirement.Standing || state.Due is null ? earliest : state.Due.Value.AddDays(habit - SpanOf(requirement));
        return unit.Plans[(requirement.Key!, state.Round)] = wished > earliest ? wished : earliest;
    }

    /// <summary>What takes several records begins so much earlier.</summary>
    private static int SpanOf(PlanRequirement requirement) => requirement.Kind.Name switch { "Study" => 18, "MemberTask" => 9, "Register" => 16, _ => 0 };

    private async Task Record(DemoUnit unit, RunRow row, PlanRequirement requirement, DateOnly day, CancellationToken ct)
    {
        var key = requirement.Key!;
        var round = row.State.Activities[requirement.Index].Round;
        if (requirement.Kind.Name == "Register") await ReadProblems(unit, key, ct);
        if (DemoRecords.Next(unit, requirement, row.State, day) is not { } record)
        {
            unit.Plans[(key, round)] = DateOnly.MaxValue;
            return;
        }

        var role = record.By == "owner" ? requirement.For(row.State.Unit).Owner : record.By;
        var by = unit.People.GetValueOrDefault(role, unit.People["secretary"]);
        await actor.Surely(by, new RecordEvidence.Command([(unit.Run, key)], record.Form, record.Document), ct);
        unit.Records[(key, round)] = unit.Records.GetValueOrDefault((key, round)) + 1;
        unit.Plans[(key, round)] = day.AddDays(2 + unit.Random.Next(2));
    }

    private Task<int> ReadProblems(DemoUnit unit, string key, CancellationToken ct) => actor.Read(async services =>
    {
        var items = await services.GetRequiredService<PhaseEngineDb>().RectificationItems.AsNoTracking()
            .Where(i => i.RunId == unit.Run && i.Key == key).OrderBy(i => i.Id).Select(i => new { i.Id, i.Status }).ToListAsync(ct);
        unit.Problems.Clear();
        unit.Problems.AddRange(items.Select(i => (i.Id, i.Status.ToString().ToLowerInvariant())));
        return items.Count;
    });

    /// <summary>Those above answer what has come to them, a day or more later; nobody answers at once.</summary>
    private async Task Answer(DemoUnit unit, DateOnly day, CancellationToken ct)
    {
        var row = await Load(unit, ct);
        foreach (var activity in row.Plan.Activities.Where(activity => !unit.Shown || activity is not PlanGate))
        {
            foreach (var turn in Approvals.Turns(activity, row.State, calendar, day).Where(t => t.Since.AddDays(1 + unit.Random.Next(3)) <= day))
            {
                // Another answer of the same day may have settled it.
                var asking = (await Load(unit, ct)).State.Activities[activity.Index];
                if (asking.Awaiting is null) continue;

                var last = activity is PlanGate gate && turn.Row == gate.Approvals.Length - 1;
                var returns = last && asking.Asked == 1 && unit.Habit == DemoHabit.Careless;
                var ruling = new Ruling(
                    activity.Key!, turn.Row, returns ? DecisionWord.Return : DecisionWord.Give, asking.Asked,
                    returns ? "学习笔记抽查不够扎实，边学边改的结果说明过于简单，请补充后再报。" : null, null, returns ? day.AddDays(7) : null, null);
                await actor.Surely(unit.People[turn.Approval.Role], new Decide.Command(unit.Run, ruling), ct);
            }
        }
    }

    private Task<RunRow> Load(DemoUnit unit, CancellationToken ct) =>
        actor.Read(async services => (await services.GetRequiredService<RunStore>().Load(unit.Run, forUpdate: false, ct))!);
}
