using System.Text;
using FsCheck;
using FsCheck.Fluent;
using PhaseEngine.Core.Engine;
using PhaseEngine.Core.Gates;
using PhaseEngine.Core.Tests.Calendars;
using Outcome = PhaseEngine.Core.Engine.Outcome;

namespace PhaseEngine.Core.Tests.Engine.Laws;

/// <summary>What holds of every run of every template, whatever anybody does.</summary>
public sealed class EngineLaws
{
    /// <summary>A template, and what people do on it.</summary>
    private static readonly Gen<(int Template, List<int> Acts)> Walks =
        from template in Gen.Choose(0, 100_000)
        from length in Gen.Choose(0, 60)
        from acts in Gen.Choose(0, 1_000_000).ListOf(length)
        select (template, acts.ToList());

    [Fact]
    public void The_same_inputs_give_the_same_outputs() => Walks.Holds(walk =>
    {
        var (once, again) = (Play(walk), Play(walk));

        return Snapshot.Of(once.Run) == Snapshot.Of(again.Run) && Json(once.Facts) == Json(again.Facts);
    });

    [Fact]
    public void A_step_never_changes_what_it_was_given_refused_or_not() => Walks.Holds(walk =>
    {
        var plan = RandomTemplate.Of(walk.Template);
        var start = new Walk(plan);
        var (before, unchanged) = (Snapshot.Of(start.Run), true);
        var watched = new Walk(plan)
        {
            Watch = (was, _, step) =>
            {
                unchanged &= Snapshot.Of(was) == before;
                if (step.IsOk) before = Snapshot.Of(step.Value.State);
            },
        };

        watched.Through(walk.Acts);

        return unchanged && Snapshot.Of(watched.Run) == before;
    });

    [Fact]
    public void All_facts_since_the_launch_rebuild_the_run_as_they_are_stored() => Walks.Holds(walk =>
    {
        var played = Play(walk);

        var rebuilt = Core.Engine.Facts.Rebuild(played.Plan, FactCodec.Read(FactCodec.Write(played.Facts)));

        return Snapshot.Of(rebuilt) == Snapshot.Of(played.Run);
    });

    [Fact]
    public void A_run_is_read_as_it_was_stored() => Walks.Holds(walk =>
    {
        var played = Play(walk);

        return Snapshot.Of(StateCodec.Read(played.Plan, StateCodec.Write(played.Plan, played.Run))) == Snapshot.Of(played.Run);
    });

    [Fact]
    public void Records_of_one_day_may_come_in_any_order() =>
        (from walk in Walks from one in Gen.Choose(0, 10_000) from other in Gen.Choose(0, 10_000) select (walk, one, other)).Holds(drawn =>
        {
            var start = Play(drawn.walk);
            var (one, other) = (start.Evidence(drawn.one), start.Evidence(drawn.other));
            var (first, firstTaken) = (Play(drawn.walk), 0);
            var (second, secondTaken) = (Play(drawn.walk), 0);

            firstTaken = (first.Do(one) ? 1 : 0) + (first.Do(other) ? 1 : 0);
            secondTaken = (second.Do(other) ? 1 : 0) + (second.Do(one) ? 1 : 0);

            // One of them may end the flow the other belongs to.
            return firstTaken < 2 || secondTaken < 2 || Snapshot.Of(first.Run) == Snapshot.Of(second.Run);
        });

    [Fact]
    public void The_short_answer_of_a_gate_is_that_of_its_report() => Walks.Holds(walk =>
    {
        var played = Play(walk);
        var today = played.Timetable.Today(played.Now);

        return played.Plan.Activities.OfType<PlanGate>().All(gate =>
        {
            var report = GateReports.Of(played.Plan, played.Timetable, played.Run, gate, today);
            return GateReports.Passes(played.Plan, played.Timetable, played.Run, gate, today) == report.ConditionsMet
                && report.Lines.Any(line => line.Missing && line.Source == LineSource.Condition) != Condition.Passes(report.Verdict);
        });
    });

    [Fact]
    public void A_passed_gate_had_its_conditions_met_when_asked_for_or_a_decision_that_says_otherwise() => Walks.Holds(walk =>
    {
        var lawful = true;
        Watched(walk, (plan, before, input, after) =>
        {
            foreach (var passed in after.Facts.OfType<GatePassed>())
            {
                var asked = before.Gates[plan.IndexOf(passed.Key)];
                lawful &= passed.How switch
                {
                    PassedBy.Itself => plan.Gate(passed.Key)!.Approvals.Length == 0,
                    PassedBy.Approval => input is Decided && asked is { Status: GateStatus.Asked, ConditionsMet: true },
                    _ => input is Decided && passed.Reason is { Length: > 0 } && passed.By is not null,
                };
            }
        });
        return lawful;
    });

    [Fact]
    public void Time_alone_passes_no_gate_with_approvals_and_answers_nobody() => Walks.Holds(walk =>
    {
        var lawful = true;
        Watched(walk, (_, _, input, after) =>
        {
            if (input is TimeReached or CalendarChanged)
                lawful &= !after.Facts.Any(fact => fact is GatePassed { How: not PassedBy.Itself } or Answered or Returned or Kept or Reopened or Withdrawn);
        });
        return lawful;
    });

    [Fact]
    public void Nobody_decides_on_their_own_request() => Walks.Holds(walk =>
    {
        var lawful = true;
        Watched(walk, (plan, before, input, _) =>
        {
            if (input is Decided decided && plan.Gate(decided.Key) is { } gate) lawful &= decided.By != before.Gates[gate.Index]!.AskedBy;
        });
        return lawful;
    });

    [Fact]
    public void Nothing_runs_without_a_way_that_led_to_it_and_nothing_is_left_open_behind() => Walks.Holds(walk =>
    {
        var lawful = true;
        Watched(walk, (plan, _, _, after) => lawful &= plan.Activities.All(activity => IsSound(plan, after.State, activity)));
        return lawful;
    });

    [Fact]
    public void Every_run_can_finish() => Walks.Holds(walk => Play(walk) is var played && (played.Run.Status == RunStatus.Finished || played.Finish()));

    [Fact]
    public void The_alarm_lies_ahead_and_until_it_rings_time_changes_nothing_and_says_nothing() => Walks.Holds(walk =>
    {
        var played = Play(walk);
        for (var rings = 0; rings < 5; rings++)
        {
            var (now, run) = (played.Now, played.Run);
            var alarm = Alarms.Next(played.Plan, played.Timetable, run, now);
            if (alarm <= now) return false;

            foreach (var share in (double[])[0, 0.3, 0.99])
            {
                var before = now + (((alarm ?? now.AddDays(300)) - now) * share);
                var step = RunEngine.Step(played.Plan, played.Timetable, run, new TimeReached(now), before).Value!;
                if (step.Facts.Count > 0 || step.Effects.Count > 0) return false;
            }

            if (alarm is not { } rung) return true;
            played.Pass(rung - now);
            played.Do(new TimeReached(now));
            var again = RunEngine.Step(played.Plan, played.Timetable, played.Run, new TimeReached(played.Now), played.Now).Value!;
            if (again.Facts.Count > 0 || again.Effects.Count > 0) return false;
        }

        return true;
    });

    private static Walk Play((int Template, List<int> Acts) walk) => new Walk(RandomTemplate.Of(walk.Template)).Through(walk.Acts);

    private static void Watched((int Template, List<int> Acts) walk, Action<Plan, RunState, Input, StepResult> watch)
    {
        var plan = RandomTemplate.Of(walk.Template);
        var watched = new Walk(plan)
        {
            Watch = (before, input, step) =>
            {
                if (step.IsOk) watch(plan, before, input, step.Value);
            },
        };
        watched.Through(walk.Acts).Finish();
    }

    private static bool IsSound(Plan plan, RunState run, PlanActivity activity)
    {
        var state = run.Activities[activity.Index];
        var reached = state.Status is ActivityStatus.Open or ActivityStatus.Done or ActivityStatus.Ended;
        if (reached && activity is not PlanStart && !activity.Incoming.Any(incoming => Led(run, incoming))) return false;
        if (state.Status == ActivityStatus.Open && plan.PhaseOf(activity) is { } around && run.Activities[around.Index].Status != ActivityStatus.Open) return false;
        if (state.Status == ActivityStatus.Open && run.Status == RunStatus.Finished) return false;

        return activity switch
        {
            PlanRequirement { Standing: false } when state.Status == ActivityStatus.Done =>
                state.RoundStatus is RoundStatus.Met or RoundStatus.Waived or RoundStatus.NotAsked || state.Round > 1,
            PlanRequirement { Standing: false } when state.Status == ActivityStatus.Open => state.RoundStatus == RoundStatus.Open,
            PlanGate => state.Outcome == Outcome.Passed == (run.Gates[activity.Index]?.Status == GateStatus.Passed),
            _ => true,
        };
    }

    /// <summary>A gate that was returned and then passed has led both ways.</summary>
    private static bool Led(RunState run, Incoming incoming)
    {
        var source = run.Activities[incoming.Source];
        return source.Status == ActivityStatus.Done && source.Outcome == incoming.Port
            || incoming.Port == Outcome.Returned && run.Gates[incoming.Source] is not null && source.Asked > 0;
    }

    private static string Json(IReadOnlyList<Fact> facts) => Encoding.UTF8.GetString(FactCodec.Write(facts));
}
