using PhaseEngine.Core.Calendars;
using PhaseEngine.Core.Engine;
using PhaseEngine.Core.Organisations;
using PhaseEngine.Server.Features.Extensions;
using PhaseEngine.Server.Texts;

namespace PhaseEngine.Server.Features.Reminders;

/// <summary>What a reminder says, in one sentence: the same in the inbox and in a mail.</summary>
internal static class ReminderWords
{
    /// <param name="language">The reader's.</param>
    /// <param name="plan">The plan of the run.</param>
    /// <param name="key">The requirement, gate or phase.</param>
    /// <param name="stage">Which message about it, as the engine names it.</param>
    /// <param name="due">The day it is about.</param>
    /// <param name="unit">The name of the unit.</param>
    /// <param name="about">What is known of the unit: the template may have other words for it.</param>
    public static string Say(string language, Plan plan, string key, string stage, DateOnly? due, string unit, UnitFacts about)
    {
        // A run may have been moved to a version without this key since; the record of the message stays.
        var activity = plan.IndexOf(key) is >= 0 and var index ? plan.Activities[index] : null;
        var facts = new Dictionary<string, object?> { ["title"] = activity?.TitleFor(about).In(language) ?? key, ["due"] = due, ["unit"] = unit };
        var sentence = Phrases.FindIn(language, $"reminders.{PhraseOf(stage, activity)}", facts)!;
        return RowOf(activity, about, stage)?.Text is { } words ? $"{sentence} {words.In(language)}" : sentence;
    }

    private static string PhraseOf(string stage, PlanActivity? activity)
    {
        var parts = stage.Split('#')[0].Split(':');
        return parts[0] switch
        {
            "asked" => activity is PlanRequirement ? "review-asked" : "gate-asked",
            "returned" => activity is PlanRequirement ? "review-returned" : "gate-returned",
            "passed" or "flagged" or "convened" => parts[0],
            ExtensionRequests.AskedStage => "extension-asked",
            ExtensionRequests.GrantedStage => "extension-granted",
            ExtensionRequests.RefusedStage => "extension-refused",
            "answer" => Amount(parts[^1]) > 0 ? "answer-late" : "answer-by",
            _ => (activity is PlanPhase ? "phase-" : "") + (Amount(parts[0]) switch { < 0 => "before", 0 => "today", _ => "late" }),
        };
    }

    private static int Amount(string offset) => Offset.TryParse(offset, out var read) ? read.Amount : 0;

    /// <summary>The row of the template a stage comes from, for the author's own words.</summary>
    private static ReminderRow? RowOf(PlanActivity? activity, UnitFacts about, string stage)
    {
        var at = stage.Split('#')[0];
        IEnumerable<ReminderRow> rows = activity switch
        {
            PlanRequirement requirement => requirement.For(about).Reminders,
            PlanPhase phase => phase.For(about).Reminders,
            PlanGate gate => gate.Reminders,
            _ => [],
        };
        return rows.FirstOrDefault(row => row.At.ToString() == at && row.Text is not null);
    }
}
