using System.Text.RegularExpressions;

namespace PhaseEngine.Core.Organisations.Import;

/// <summary>How bad a finding is.</summary>
public enum RowSeverity
{
    /// <summary>Worth a look; the row is taken over.</summary>
    Remark,

    /// <summary>The row is not taken over.</summary>
    Error,
}

/// <summary>What is the matter with one row or cell.</summary>
/// <param name="Code">One of <see cref="ImportCodes"/>.</param>
/// <param name="Severity">How bad.</param>
/// <param name="Row">As people see it at the margin, from 1.</param>
/// <param name="Column">Its letters; null: the row as a whole.</param>
/// <param name="Title">The column's title in the file; null: the row as a whole.</param>
/// <param name="Value">What stands there; anything that may be a national id is masked.</param>
/// <param name="Facts">Named values for the message.</param>
public sealed partial record Finding(
    string Code, RowSeverity Severity, int Row, string? Column, string? Title, string? Value, IReadOnlyDictionary<string, object?> Facts)
{
    /// <summary>
    /// What stands in a cell as a finding repeats it. Masks every run of 15 or more digits: a national id may stand in the wrong
    /// column, too. No longer than <see cref="Limits.CellShown"/>.
    /// </summary>
    /// <param name="text">What stands in a cell.</param>
    internal static string Shown(string text)
    {
        var masked = LongNumber().Replace(text, m => NationalId.Mask(m.Value));
        return masked.Length <= Limits.CellShown ? masked : masked[..(Limits.CellShown - 1)] + "…";
    }

    [GeneratedRegex(@"\d{14,}[\dXx]")]
    private static partial Regex LongNumber();
}

/// <summary>What an import did or would do, row by row.</summary>
/// <param name="Table">The sheet's or file's name.</param>
/// <param name="Accepted">Whether the good rows are taken over: false only where any error was to stop everything and there is one.</param>
/// <param name="New">Rows that add a unit or member.</param>
/// <param name="Changed">Rows that change one.</param>
/// <param name="Unchanged">Rows that say what is known already.</param>
/// <param name="Refused">Rows with an error.</param>
/// <param name="NewHosts">Hosts named for the first time.</param>
/// <param name="Findings">In order of rows.</param>
public sealed record ImportReport(
    string Table, bool Accepted, int New, int Changed, int Unchanged, int Refused, int NewHosts, IReadOnlyList<Finding> Findings)
{
    /// <summary>Rows of data in the table.</summary>
    public int Rows => New + Changed + Unchanged + Refused;
}

/// <summary>How to import.</summary>
/// <param name="AsOf">The day of the list: members who move do so on it unless the list names a day.</param>
/// <param name="NewId">Makes the ids of what is new.</param>
/// <param name="NationalIdKey">Secret key of <see cref="NationalId.Hash"/>.</param>
/// <param name="Strict">Any error: nothing is taken over. Otherwise the good rows are.</param>
/// <param name="PilotUntil">Last day of the pilot for units of which the list only says that they took part.</param>
/// <param name="Under">Where new units hang that name no unit above; null: they stand at the top.</param>
public sealed record ImportOptions(
    DateOnly AsOf,
    Func<Guid> NewId,
    ReadOnlyMemory<byte> NationalIdKey,
    bool Strict = false,
    DateOnly? PilotUntil = null,
    Guid? Under = null);

/// <summary>Something to be stored.</summary>
/// <typeparam name="T">Its details.</typeparam>
/// <param name="Id">Of the known or the new one.</param>
/// <param name="Details">All of them as they shall be.</param>
/// <param name="IsNew">Whether it is added; otherwise changed.</param>
public sealed record Change<T>(Guid Id, T Details, bool IsNew);

/// <summary>What is to be stored, in an order in which it can be: hosts, units from the top down, coverage, members. Nothing unchanged is in it.</summary>
/// <param name="Hosts">Hosts.</param>
/// <param name="Units">Units, every one behind the unit above it.</param>
/// <param name="Coverage">The hosts of a unit, all of them in order, where they changed.</param>
/// <param name="Members">Members.</param>
public sealed record OrganisationChanges(
    IReadOnlyList<Change<HostDetails>> Hosts,
    IReadOnlyList<Change<UnitDetails>> Units,
    IReadOnlyList<(Guid UnitId, IReadOnlyList<Guid> HostIds)> Coverage,
    IReadOnlyList<Change<MemberDetails>> Members)
{
    /// <summary>Nothing to store.</summary>
    public static OrganisationChanges None { get; } = new([], [], [], []);
}

/// <summary>The outcome of reading a table as a list of units or members.</summary>
/// <param name="Report">Row by row, for people.</param>
/// <param name="Changes">To be stored in one transaction.</param>
public sealed record Import(ImportReport Report, OrganisationChanges Changes);
