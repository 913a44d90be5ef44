using PhaseEngine.Core.Engine;
using PhaseEngine.Core.Gates;

namespace PhaseEngine.Core.Definitions;

/// <summary>PE405 and PE410: gates nobody can pass, and trees, or parts of them, that say nothing.</summary>
internal sealed class ConditionChecks(CompileContext context, IReadOnlyList<PlanActivity?> plan)
{
    private readonly HashSet<string> looked = new(StringComparer.Ordinal);

    public void Run()
    {
        foreach (var activity in context.Document.Activities)
        {
            switch (plan[activity.Index])
            {
                case PlanGate { Conditions: { } conditions }: CheckGate(activity, conditions); break;
                case PlanChoice choice: Check(activity, choice.Condition); break;
                case PlanPhase phase: foreach (var variant in phase.Variants) Check(activity, variant.When); break;
                case PlanRequirement requirement: CheckRequirement(activity, requirement); break;
            }
        }
    }

    private void CheckGate(TemplateActivity gate, Condition conditions)
    {
        if (OwnStatus(gate, conditions) is { } own)
        {
            Add("PE405", gate, own, ("reason", "own"));
            return;
        }

        var logic = Logic(gate);
        if (logic.IsNever(conditions)) Add("PE405", gate, logic.Culprit(conditions), ("reason", "never"));
        else CheckIdle(gate, conditions, logic);
    }

    private void CheckRequirement(TemplateActivity activity, PlanRequirement requirement)
    {
        Check(activity, requirement.When);
        Check(activity, requirement.Rules);
        foreach (var variant in requirement.Variants)
        {
            Check(activity, variant.When);
            Check(activity, variant.Rules);
        }
    }

    private void Check(TemplateActivity activity, RequirementRules rules)
    {
        Check(activity, rules.Met);
        Check(activity, rules.Members);
        foreach (var (when, _) in rules.MemberVariants) Check(activity, when);
    }

    /// <summary>Trees a variant leaves as they are come several times.</summary>
    private void Check(TemplateActivity activity, Condition? tree)
    {
        if (tree is not null && context.Pointers.TryGetValue(tree, out var pointer) && looked.Add(pointer)) CheckIdle(activity, tree, Logic(activity));
    }

    private void CheckIdle(TemplateActivity activity, Condition condition, ConditionLogic logic)
    {
        var always = logic.IsAlways(condition);
        if (always || logic.IsNever(condition))
        {
            Add("PE410", activity, condition, ("reason", always ? "always" : "never"));
            return;
        }

        foreach (var part in ConditionLogic.Parts(condition)) CheckIdle(activity, part, logic);
    }

    /// <summary>While it is asked for, a gate is not passed yet: its own status cannot be one of its conditions. That of subordinate units can.</summary>
    private static Leaf? OwnStatus(TemplateActivity gate, Condition condition) => condition is Leaf leaf
        ? leaf.Source == FigureSource.Status && leaf.Activity == gate.Index ? leaf : null
        : ConditionLogic.Parts(condition).Select(part => OwnStatus(gate, part)).FirstOrDefault(found => found is not null);

    private ConditionLogic Logic(TemplateActivity activity) =>
        new(context.Figures, context.Subordinates, activity.Is(ActivityTypes.Gate) ? activity : null);

    private void Add(string code, TemplateActivity activity, Condition condition, (string Name, object? Value) reason) => context.Findings.Add(
        code, activity, context.Pointers.GetValueOrDefault(condition, activity.Pointer), reason,
        ("metric", string.Join('、', Leaves(condition).Select(l => l.Metric).Distinct())));

    private static IEnumerable<Leaf> Leaves(Condition condition) =>
        condition is Leaf leaf ? [leaf] : ConditionLogic.Parts(condition).SelectMany(Leaves);
}
