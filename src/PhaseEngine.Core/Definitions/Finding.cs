namespace PhaseEngine.Core.Definitions;

/// <summary>Whether a finding stands in the way of publishing.</summary>
public enum Severity
{
    /// <summary>The template cannot be published; a draft may hold it.</summary>
    Error,

    /// <summary>Probably not what the author wants; publishing goes on.</summary>
    Warning,
}

/// <summary>
/// One thing noticed about a template (template-format §8). Data: reason and remedy are made where it is shown, in the
/// reader's language, from <see cref="TextKey"/> and the facts.
/// </summary>
/// <param name="Code">Stable: <c>PE204</c>.</param>
/// <param name="Severity">Whether it stands in the way of publishing.</param>
/// <param name="Pointer">JSON pointer into the document as it was read; empty for the whole.</param>
/// <param name="ActivityId">The activity concerned; null for the document.</param>
/// <param name="Key">Its key, where it has one.</param>
/// <param name="Title">Its title, where it has one.</param>
/// <param name="Facts">Named values for the words.</param>
public sealed record Finding(
    string Code, Severity Severity, string Pointer, string? ActivityId, string? Key, Text? Title,
    IReadOnlyDictionary<string, object?> Facts)
{
    /// <summary>The fact that tells cases of one code apart, e.g. Elsa's FlowJoin among the types not known.</summary>
    public const string Reason = "reason";

    /// <summary>Where the words are found: <c>code/reason</c> where the case has words of its own, otherwise the code.</summary>
    public string TextKey =>
        Facts.TryGetValue(Reason, out var reason) && FindingCodes.WithReason.Contains($"{Code}/{reason}") ? $"{Code}/{reason}" : Code;

    /// <inheritdoc />
    public override string ToString() =>
        $"{Code} {Pointer} ({string.Join(", ", Facts.Select(f => $"{f.Key}={f.Value}"))})";
}
