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
                ref var state = ref run.Activities[activity.Index];
                state.Worked |= f.Worked;
                if (f.Evidence is null || f.By[0] <= 0) break;
                state.Asked++;
                if (((PlanRequirement)activity).HasApprovals) state.Version = f.Evidence;
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
                if (f.Round > 1) state.Worked = false;
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
                if (state is { Round: > 0, Due: { } end })
                {
                    var records = (int)run.Counters[((PlanRequirement)activity).Slot(0, 0)];
                    run.Windows[f.Key] = [.. Past(run, f.Key), new PastWindow(state.Round, end, f.Excused ? null : records)];
                }

                state.Round = f.Number;
                state.RoundStatus = RoundStatus.Open;
                state.Due = f.Due;
                break;
            }

            case WindowRecounted f:
                run.Windows[f.Key] = [.. Past(run, f.Key).Select(window => window.Number == f.Number ? window with { Records = f.Records } : window)];
                break;
        }
    }

    private static IReadOnlyList<PastWindow> Past(RunState run, string key) => run.Windows.GetValueOrDefault(key) ?? [];
}
