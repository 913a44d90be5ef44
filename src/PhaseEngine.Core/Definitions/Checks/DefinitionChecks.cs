using PhaseEngine.Core.Engine;

namespace PhaseEngine.Core.Definitions;

/// <summary>All checks that are not made in reading values.</summary>
internal static class DefinitionChecks
{
    /// <param name="context">The compilation.</param>
    /// <param name="plan">What was read of each activity, by index; null where its type is not known.</param>
    public static void Run(CompileContext context, IReadOnlyList<PlanActivity?> plan)
    {
        new DocumentChecks(context).Run();
        new ActivityChecks(context).Run();
        new FlowChecks(context).Run();
        new ReturnChecks(context).Run();
        new AskedChecks(context, plan).Run();
        new ConditionChecks(context, plan).Run();

        var waits = new WaitGraph(context);
        new WaitChecks(context, plan, waits).Run();

        var outlook = new Outlook(context.Document, plan);
        new DateChecks(context, plan, outlook).Run();
        new BurdenChecks(context, plan, outlook, waits).Run();
    }
}
