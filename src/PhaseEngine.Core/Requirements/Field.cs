using PhaseEngine.Core.Engine;

namespace PhaseEngine.Core.Requirements;

/// <summary>How a field of a record is written and shown.</summary>
public enum FieldType
{
    /// <summary>One line.</summary>
    Line,

    /// <summary>Several lines; Markdown without HTML.</summary>
    Text,

    /// <summary>A day, <c>yyyy-MM-dd</c>.</summary>
    Date,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A whole number.</summary>
    Whole,

    /// <summary>Yes or no.</summary>
    Bool,

    /// <summary>One word of <see cref="Field.Words"/>.</summary>
    Word,

    /// <summary>One member of the unit, by id.</summary>
    Member,

    /// <summary>Several members of the unit, by id.</summary>
    Members,

    /// <summary>Something recorded earlier, by id: an item of a register, a meeting, an action it decided on.</summary>
    Item,

    /// <summary>A list of objects with the fields of <see cref="Field.Rows"/>.</summary>
    Rows,
}

/// <summary>One thing to fill in. The client draws it from this.</summary>
/// <param name="Name">camelCase, as in the record's document.</param>
/// <param name="Type">How it is written.</param>
/// <param name="Required">Whether a record without it is refused.</param>
/// <param name="Words">The words to choose from, for <see cref="FieldType.Word"/>.</param>
/// <param name="Rows">The fields of each row, for <see cref="FieldType.Rows"/>.</param>
/// <param name="Min">The least number.</param>
/// <param name="Max">The greatest number, or the longest text.</param>
public sealed record Field(
    string Name, FieldType Type, bool Required = false, IReadOnlyList<string>? Words = null,
    IReadOnlyList<Field>? Rows = null, decimal? Min = null, decimal? Max = null);

/// <summary>One sort of record that a kind of requirement takes, e.g. a study session, or that an absence was made up.</summary>
/// <param name="Name">camelCase: <c>session</c>.</param>
/// <param name="By">
/// Who may record it: roles, <see cref="Owner"/>, the name of a property of the kind that holds a role, or <see cref="System"/>.
/// </param>
/// <param name="Fields">What to fill in.</param>
public sealed record EvidenceForm(string Name, IReadOnlyList<string> By, IReadOnlyList<Field> Fields)
{
    /// <summary>In <see cref="By"/>: the requirement's owner.</summary>
    public const string Owner = "owner";

    /// <summary>In <see cref="By"/>: the product itself and no person, e.g. the tally of a closed survey.</summary>
    public const string System = "system";

    /// <summary>The roles that may record it under these rules; none when only the product does.</summary>
    /// <param name="rules">The requirement's rules for the unit.</param>
    public IReadOnlyList<string> RecordedBy(RequirementRules rules) =>
    [
        .. By.Where(word => word != System)
            .Select(word => word == Owner ? rules.Owner : rules.Settings.Line(word) ?? word)
            .Distinct(),
    ];
}
