using System.Text.Json.Nodes;
using PhaseEngine.Core.Engine;

namespace PhaseEngine.Core.Definitions;

/// <summary>PE407, PE411 and PE601: somebody is asked, something is asked, and nothing twice.</summary>
internal sealed class AskedChecks(CompileContext context, IReadOnlyList<PlanActivity?> plan)
{
    public void Run()
    {
        var words = new Dictionary<string, TemplateActivity>(StringComparer.Ordinal);
        foreach (var activity in context.Document.Activities)
        {
            if (plan[activity.Index] is not PlanRequirement requirement) continue;

            CheckNobody(activity, requirement);
            CheckQuestions(activity, requirement);
            CheckTwice(activity, requirement.Rules.Asks, words);
        }
    }

    private void CheckNobody(TemplateActivity activity, PlanRequirement requirement)
    {
        foreach (var property in requirement.Kind.Properties.Where(p => p.NamesAsked))
        {
            var settings = requirement.Variants.Select(v => v.Rules.Settings).Prepend(requirement.Rules.Settings);
            if (settings.Any(s => s[property.Name] is null or JsonArray { Count: 0 }))
                context.Findings.Add("PE407", activity, $"{activity.Pointer}/{property.Name}", ("property", property.Name));
        }
    }

    /// <summary>Without questions of its own a survey asks about the whole only.</summary>
    private void CheckQuestions(TemplateActivity activity, PlanRequirement requirement)
    {
        foreach (var property in requirement.Kind.Properties.Where(p => p.ListsQuestions))
        {
            if (requirement.Rules.Settings[property.Name] is null or JsonArray { Count: 0 })
                context.Findings.Add("PE411", activity, $"{activity.Pointer}/{property.Name}");
        }
    }

    private void CheckTwice(TemplateActivity activity, string[] asks, Dictionary<string, TemplateActivity> words)
    {
        for (var i = 0; i < asks.Length; i++)
        {
            if (words.TryAdd(asks[i], activity)) continue;

            var other = words[asks[i]];
            context.Findings.Add(
                "PE601", activity, $"{activity.Pointer}/asks/{i}", ("word", asks[i]), ("other", other.Title?.ZhCn ?? other.Key));
        }
    }
}
