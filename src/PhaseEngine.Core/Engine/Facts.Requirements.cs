using PhaseEngine.Core.Requirements;

namespace PhaseEngine.Core.Engine;

/// <content>What facts make of requirements: counters, rounds, windows, dates.</content>
public static partial class Facts
{
    private static void ApplyToRequirement(Plan plan, RunState run, Fact fact)
    {
        switch (fact)
        {
            case Counted f:
            {
                At(plan, run, f.Key, out var activity);
                var counters = run.Counters.AsSpan(((PlanRequirement)activity).CounterBase);
                for (var i = 0; i < f.By.Count; i++) counters[i] += f.By[i];
                if (f.Evidence is null) break;
                ref var state = ref run.Activities[activity.Index];
                state.Worked = true;
                if (f.By[0] > 0) state.Asked++;
                Take(run, (PlanRequirement)activity, f.By);
                break;
            }

            case RoundOpened f:
            {
                ref var state = ref At(plan, run, f.Key, out var activity);
                state.Round = f.Round;
                state.RoundStatus = RoundStatus.Open;
                state.Due = f.Due;
                state.Done = null;
                Recall(ref state);
                if (f.Round > 1) StartAgain(run, (PlanRequirement)activity);
                break;
            }

            case RoundClosed f:
            {
                ref var state = ref At(plan, run, f.Key, out _);
                state.RoundStatus = f.As;
                if (f.As != RoundStatus.Over) state.Done = f.On;
                // A document taken on file only (S.14) is met while its receipt is still awaited.
                if (f.As != RoundStatus.Met) state.Awaiting = null;
                if (state.Round == 0) state.Round = 1;
                break;
            }

            case DueMoved f:
                At(plan, run, f.Key, out _).Due = f.Due;
                break;
        }
    }

    private static void ApplyToWindows(Plan plan, RunState run, Fact fact)
    {
        switch (fact)
        {
            case WindowOpened f:
            {
                ref var state = ref At(plan, run, f.Key, out var activity);
                ref var recorded = ref run.Counters[((PlanRequirement)activity).Slot(0, 0)];
                // What was recorded before the requirement was reached counts in its first window.
                if (state.Round > 0)
                {
                    if (!f.Excused) run.Windows[f.Key] = [.. Past(run, f.Key), new PastWindow(state.Round, (int)recorded)];
                    if (f.Missed && MissedSlot((PlanRequirement)activity) is { } missed) run.Counters[missed]++;
                    recorded = 0;
                }

                state.Round = f.Number;
                state.RoundStatus = RoundStatus.Open;
                state.Due = f.Due;
                break;
            }

            case WindowRecounted f:
            {
                At(plan, run, f.Key, out var activity);
                var before = Past(run, f.Key).Single(window => window.Number == f.Number).Records;
                run.Windows[f.Key] = [.. Past(run, f.Key).Select(window => window.Number == f.Number ? window with { Records = f.Records } : window)];
                if (MissedSlot((PlanRequirement)activity) is { } missed)
                    run.Counters[missed] += (f.Records == 0 ? 1 : 0) - (before == 0 ? 1 : 0);
                break;
            }
        }
    }

    private static IReadOnlyList<PastWindow> Past(RunState run, string key) => run.Windows.GetValueOrDefault(key) ?? [];

    /// <summary>The counter of windows that ended without a record, where the kind has one.</summary>
    private static int? MissedSlot(PlanRequirement requirement)
    {
        for (var i = 0; i < requirement.Kind.Counters.Count; i++)
        {
            if (requirement.Kind.Counters[i].Name == RequirementKind.Missed) return requirement.Slot(0, 2 + i);
        }

        return null;
    }

    private static void Take(RunState run, PlanRequirement requirement, IReadOnlyList<long> by)
    {
        var length = requirement.Kind.Counters.Count;
        requirement.Kind.Taken(
            requirement.For(run.Unit), by.Skip(2).Take(length).ToArray(), run.Counters.AsSpan(requirement.Slot(0, 2), length));
    }

    private static void StartAgain(RunState run, PlanRequirement requirement)
    {
        run.Activities[requirement.Index].Worked = false;
        for (var block = 0; block <= requirement.Groups.Length; block++)
        {
            run.Counters[requirement.Slot(block, 0)] = 0;
            for (var i = 0; i < requirement.Kind.Counters.Count; i++)
            {
                if (!requirement.Kind.Counters[i].Kept) run.Counters[requirement.Slot(block, 2 + i)] = 0;
            }
        }
    }
}
