using System.Globalization;

namespace PhaseEngine.Core.Organisations;

/// <summary>
/// A Party organisation in the tree (S.1). Where its people work is something else: the <see cref="Host"/>s it covers
/// (<see cref="UnitHost"/>).
/// </summary>
/// <param name="id">Made at the edge.</param>
/// <param name="code">The organisation's own stable code; unique, the natural key of imports.</param>
/// <param name="name">As on its seal.</param>
/// <param name="type">One of <see cref="Vocabulary.UnitTypes"/>.</param>
public sealed class Unit(Guid id, string code, string name, string type)
{
    /// <summary>Identity inside the product.</summary>
    public Guid Id { get; private set; } = id;

    /// <summary>The unit above; null at the top.</summary>
    public Guid? ParentId { get; private set; }

    /// <summary>The organisation's own stable code; unique. Where a list gives none, the name stands in for it.</summary>
    public string Code { get; private set; } = code;

    /// <summary>As on its seal.</summary>
    public string Name { get; private set; } = name;

    /// <summary>One of <see cref="Vocabulary.UnitTypes"/>.</summary>
    public string Type { get; private set; } = type;

    /// <summary>IANA time zone of its due dates where it differs from the campaign's; null: the campaign's.</summary>
    public string? Zone { get; private set; }

    /// <summary>The last day of the pilot it took part in (S.10, S.11); null: it took part in none.</summary>
    public DateOnly? PilotUntil { get; private set; }

    /// <summary>The first day it is no longer there (B.2); null: it lives on.</summary>
    public DateOnly? DissolvedOn { get; private set; }

    /// <summary>Moves by one with every change; the concurrency token and the ETag.</summary>
    public int Version { get; private set; } = 1;

    /// <summary>Everything about it that people edit and lists carry, as one value.</summary>
    public UnitDetails Details => new(Code, Name, Type, ParentId, Zone, PilotUntil, DissolvedOn);

    /// <summary>Whether it is there on a day.</summary>
    /// <param name="day">Any day.</param>
    public bool LivesOn(DateOnly day) => DissolvedOn is null || day < DissolvedOn;

    /// <summary>Takes over new details. Whether the parent makes a cycle is for the caller to see, who knows the tree.</summary>
    /// <param name="details">All of them, changed or not.</param>
    /// <returns>Whether anything changed; if not, the version stays.</returns>
    public bool Change(UnitDetails details)
    {
        if (details == Details)
            return false;
        (Code, Name, Type, ParentId, Zone, PilotUntil, DissolvedOn) = details;
        Version++;
        return true;
    }

    /// <summary>A unit with all its details.</summary>
    /// <param name="id">Made at the edge.</param>
    /// <param name="details">Its details.</param>
    public static Unit Create(Guid id, UnitDetails details) => new(id, details.Code, details.Name, details.Type)
    {
        ParentId = details.ParentId,
        Zone = details.Zone,
        PilotUntil = details.PilotUntil,
        DissolvedOn = details.DissolvedOn,
    };
}

/// <summary>What people edit about a <see cref="Unit"/>, as one value; see its properties.</summary>
/// <param name="Code">Own stable code.</param>
/// <param name="Name">As on its seal.</param>
/// <param name="Type">One of <see cref="Vocabulary.UnitTypes"/>.</param>
/// <param name="ParentId">The unit above.</param>
/// <param name="Zone">Own IANA time zone.</param>
/// <param name="PilotUntil">Last day of its pilot.</param>
/// <param name="DissolvedOn">First day it is no longer there.</param>
public sealed record UnitDetails(
    string Code,
    string Name,
    string Type,
    Guid? ParentId = null,
    string? Zone = null,
    DateOnly? PilotUntil = null,
    DateOnly? DissolvedOn = null)
{
    /// <summary>
    /// Whether a code would pass for something else on record, where codes stand among ids, days and the signs of remarks: who is
    /// called so could not be told from what they name.
    /// </summary>
    /// <param name="code">A code somebody wants to give.</param>
    public static bool IsReserved(string code) =>
        code.StartsWith('~') || Guid.TryParseExact(code, "D", out _) || DateOnly.TryParseExact(code, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);
}
