using PhaseEngine.Core.Engine;
using PhaseEngine.Server.Texts;

namespace PhaseEngine.Server.Features.Runs;

/// <param name="Key">The activity it is about; null: the run as a whole.</param>
/// <param name="Text">What became so.</param>
internal sealed record EventSentence(string? Key, string Text);

/// <summary>What became so in one act, in sentences of the reader's language. What only moves figures, or follows by itself, is left out.</summary>
internal static class EventSentences
{
    /// <param name="plan">The plan of the run.</param>
    /// <param name="facts">What became so.</param>
    /// <param name="words">The words behind what stands for them on record.</param>
    public static IReadOnlyList<string> Of(Plan plan, IReadOnlyList<Fact> facts, Func<string?, string?> words) => [.. Told(plan, facts, words).Select(sentence => sentence.Text)];

    /// <summary>The same, each with the activity it is about.</summary>
    public static IEnumerable<EventSentence> Told(Plan plan, IReadOnlyList<Fact> facts, Func<string?, string?> words) =>
        facts.Select(fact => Of(plan, fact, words)).OfType<EventSentence>();

    private static EventSentence? Of(Plan plan, Fact fact, Func<string?, string?> words) => fact switch
    {
        Asked f => Say(plan, f.Key, plan.Gate(f.Key) is null ? "handed" : "asked"),
        Withdrawn f => Say(plan, f.Key, "withdrawn"),
        Answered f => Say(plan, f.Key, f.Note is null ? "answered" : "answered-with", ("act", ActOf(plan, f.Key, f.Row)), ("note", words(f.Note))),
        Returned f => Say(plan, f.Key, f.Due is null ? "returned" : "returned-by", ("due", f.Due), ("reason", words(f.Reason))),
        GatePassed f => Say(plan, f.Key, $"passed-{char.ToLowerInvariant($"{f.How}"[0])}{$"{f.How}"[1..]}", ("reason", words(f.Reason))),
        Flagged f => Say(plan, f.Key, "flagged", ("count", f.Metrics.Count)),
        Kept f => Say(plan, f.Key, "kept", ("reason", words(f.Reason))),
        Reopened f => Say(plan, f.Key, "reopened", ("reason", words(f.Reason))),
        RoundOpened { Round: > 1 } f => Say(plan, f.Key, "round-again", ("round", f.Round)),
        RoundOpened f => Say(plan, f.Key, f.Due is null ? "round" : "round-due", ("due", f.Due)),
        RoundClosed { As: RoundStatus.Met } f => Say(plan, f.Key, "met"),
        RoundClosed { As: RoundStatus.Waived } f => Say(plan, f.Key, "waived", ("reason", words(f.Reason))),
        RoundClosed { As: RoundStatus.Over } f => Say(plan, f.Key, "over"),
        WindowOpened { Missed: true } f => Say(plan, f.Key, "missed"),
        DueMoved f => Say(plan, f.Key, "due", ("due", f.Due), ("reason", words(f.Reason))),
        Counted { Evidence: not null } f => Say(plan, f.Key, f.By[0] > 0 ? "recorded" : "corrected"),
        Entered f => Say(plan, f.Key, "entered"),
        Left f when plan.Phase(f.Key) is not null => Say(plan, f.Key, "left"),
        StatusChanged f => new(null, Phrases.Say(f.Reason is null ? "runs.fact.status" : "runs.fact.status-why", ("status", f.Status), ("reason", words(f.Reason)))),
        RosterSet f => new(null, Phrases.Say("runs.fact.roster", ("count", f.Unit.Members))),
        _ => null,
    };

    private static EventSentence Say(Plan plan, string key, string what, params (string Name, object? Value)[] facts) =>
        new(key, Phrases.Say($"runs.fact.{what}", [("title", Find(plan, key)?.Title.Said() ?? key), .. facts]));

    /// <summary>What the row of approvals asked of whoever answered; the rows may differ by unit, the act's word does not need them.</summary>
    private static string ActOf(Plan plan, string key, int row)
    {
        var rows = Find(plan, key) switch
        {
            PlanGate gate => gate.Approvals,
            PlanRequirement requirement => requirement.Rules.Approvals,
            _ => [],
        };
        if (row >= rows.Length) return Phrases.Say("runs.event.decided");
        var act = $"{rows[row].Act}";
        return rows[row].Title?.Said() ?? Phrases.Say($"runs.act.{char.ToLowerInvariant(act[0])}{act[1..]}");
    }

    private static PlanActivity? Find(Plan plan, string key) => plan.IndexOf(key) is >= 0 and var index ? plan.Activities[index] : null;
}
