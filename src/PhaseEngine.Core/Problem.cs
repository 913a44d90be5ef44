namespace PhaseEngine.Core;

/// <summary>What sort of refusal a <see cref="Problem"/> is. The edge maps it to a status code; Core knows none.</summary>
public enum ProblemKind
{
    /// <summary>The request itself is malformed or breaks a rule whatever the state.</summary>
    Invalid,

    /// <summary>The person may not do this.</summary>
    Forbidden,

    /// <summary>The thing named does not exist, or the person may not know that it does.</summary>
    NotFound,

    /// <summary>The state of things does not allow it now.</summary>
    Conflict,

    /// <summary>The thing was changed since the person looked at it.</summary>
    Stale,
}

/// <summary>
/// An expected refusal, as a value. The code is stable and documented (<c>docs/problems/&lt;code&gt;.md</c>); the words for
/// people are made at the edge from the code and the facts, in the reader's language.
/// </summary>
/// <param name="Code">Stable, kebab-case: <c>gate-conditions-unmet</c>.</param>
/// <param name="Kind">What sort of refusal.</param>
/// <param name="Facts">Named values for the message; never personal data the reader may not see.</param>
public sealed record Problem(string Code, ProblemKind Kind, IReadOnlyDictionary<string, object?> Facts)
{
    /// <summary>A refusal with its facts named one by one.</summary>
    /// <param name="code">Stable, kebab-case.</param>
    /// <param name="kind">What sort of refusal.</param>
    /// <param name="facts">Named values for the message.</param>
    public Problem(string code, ProblemKind kind, params (string Name, object? Value)[] facts)
        : this(code, kind, facts.ToDictionary(f => f.Name, f => f.Value))
    {
    }

    /// <inheritdoc />
    public override string ToString() => $"{Code} ({string.Join(", ", Facts.Select(f => $"{f.Key}={f.Value}"))})";
}
