using System.Text.RegularExpressions;
using PhaseEngine.Core.Requirements;

namespace PhaseEngine.Core.Definitions;

/// <summary>PE201, PE202, PE205, PE206, PE301, PE305, PE308: what each activity is, and whether it holds what it has to and nothing else.</summary>
internal sealed partial class ActivityChecks(CompileContext context)
{
    private static readonly string[] OfElsa =
        ["id", "nodeId", "name", "type", "version", "customProperties", "metadata", "canStartWorkflow", "runAsynchronously", "mergeMode"];

    private readonly FindingList findings = context.Findings;

    public void Run()
    {
        var keys = new HashSet<string>(StringComparer.Ordinal);
        foreach (var activity in context.Document.Activities)
        {
            CheckType(activity);
            if (activity.Known is not { IsOurs: true } type) continue;

            CheckProperties(activity, type);
            if (activity.Key is not { } key) continue;

            var twice = !keys.Add(key);
            if (twice || !KeyShape().IsMatch(key)) findings.Add("PE305", activity, activity.Pointer + "/key", ("reason", twice ? "twice" : "malformed"), ("key", key));
        }
    }

    private void CheckType(TemplateActivity activity)
    {
        var at = activity.Pointer + "/type";
        var inRoot = activity.Flow.Phase is null;
        if (activity.Is(ActivityTypes.Flowchart) || (inRoot ? activity.IsRequirement && !IsRework(activity) : activity.Is(ActivityTypes.Phase)))
            findings.Add("PE205", activity, at, ("type", activity.Type), ("reason", inRoot ? "root" : "body"));
        else if (activity.Known is null)
            AddUnknownType(activity, at);
        else if (activity.Version != ActivityType.Version)
            findings.Add("PE202", activity, activity.Pointer + "/version", ("type", activity.Type), ("version", activity.Json["version"]?.ToJsonString()));

        if (inRoot && activity.Is(ActivityTypes.Phase) && (activity.Body is null || Json.String(activity.Body.Json["type"]) != ActivityTypes.Flowchart))
            findings.Add("PE206", activity, activity.Pointer + "/body");
    }

    /// <summary>The way back of a gate in the root flow leads over requirements, too: the only ones outside of phases.</summary>
    private bool IsRework(TemplateActivity requirement) =>
        requirement.Flow.Activities.Any(gate => context.Graph.LineOf(gate)?.Line.Contains(requirement) == true);

    private void AddUnknownType(TemplateActivity activity, string at)
    {
        if (AdviceFor(activity.Type) is { } advice) findings.Add("PE201", activity, at, ("type", activity.Type), ("reason", advice));
        else findings.Add("PE201", activity, at, ("type", activity.Type));
    }

    /// <summary>What people reach for who know Elsa, and find otherwise here.</summary>
    private static string? AdviceFor(string type) => type switch
    {
        "Elsa.FlowJoin" or "Elsa.Join" => "join",
        "Elsa.FlowFork" or "Elsa.Fork" or "Elsa.Parallel" => "fork",
        "Elsa.FlowDecision" or "Elsa.FlowSwitch" or "Elsa.If" or "Elsa.Switch" => "decision",
        "Elsa.RunJavaScript" or "Elsa.RunCSharp" or "Elsa.RunPython" or "Elsa.SetVariable" => "script",
        "Elsa.Timer" or "Elsa.Delay" or "Elsa.Cron" or "Elsa.StartAt" => "timer",
        "Elsa.ExecuteWorkflow" or "Elsa.DispatchWorkflow" or "Elsa.BulkDispatchWorkflows" => "subflow",
        _ => null,
    };

    private void CheckProperties(TemplateActivity activity, ActivityType type)
    {
        foreach (var property in type.Properties)
        {
            if (property.Required && activity.Json[property.Name] is null)
                findings.Add("PE301", activity, $"{activity.Pointer}/{property.Name}", ("property", property.Name));
            if (property.Type == PropertyType.Key && activity.Json[property.Name] is { } key)
                new ValueReader(findings, activity).String(key, $"{activity.Pointer}/{property.Name}");
        }

        foreach (var (name, _) in activity.Json)
        {
            if (type.Property(name) is null && !OfElsa.Contains(name) && !(name == "body" && activity.Is(ActivityTypes.Phase)))
                findings.Add("PE308", activity, $"{activity.Pointer}/{Json.Step(name)}", ("property", name));
        }
    }

    [GeneratedRegex(@"^[a-z][a-z0-9-]{0,39}\z", RegexOptions.CultureInvariant)]
    private static partial Regex KeyShape();
}
