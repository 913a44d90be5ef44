namespace PhaseEngine.Core.Organisations;

/// <summary>所在单位: the enterprise, office, village … where people work or live (S.1). The sector belongs to it, not to the Party organisation.</summary>
/// <param name="id">Made at the edge.</param>
/// <param name="name">Full name; unique, the natural key of imports.</param>
public sealed class Host(Guid id, string name)
{
    /// <summary>Identity inside the product.</summary>
    public Guid Id { get; private set; } = id;

    /// <summary>Full name; unique.</summary>
    public string Name { get; private set; } = name;

    /// <summary>One of <see cref="Vocabulary.Sectors"/>; null while not known.</summary>
    public string? Sector { get; private set; }

    /// <summary>
    /// Who manages it, one of <see cref="Vocabulary.Managements"/>; null while not known. Where it is not the Party, spare
    /// hours and rooms are agreed with the management (S.20).
    /// </summary>
    public string? Management { get; private set; }

    /// <summary>Moves by one with every change; the concurrency token and the ETag.</summary>
    public int Version { get; private set; } = 1;

    /// <summary>Everything about it that people edit and lists carry, as one value.</summary>
    public HostDetails Details => new(Name, Sector, Management);

    /// <summary>Takes over new details.</summary>
    /// <param name="details">All of them, changed or not.</param>
    /// <returns>Whether anything changed; if not, the version stays.</returns>
    public bool Change(HostDetails details)
    {
        if (details == Details)
            return false;
        (Name, Sector, Management) = details;
        Version++;
        return true;
    }

    /// <summary>A host with all its details.</summary>
    /// <param name="id">Made at the edge.</param>
    /// <param name="details">Its details.</param>
    public static Host Create(Guid id, HostDetails details) =>
        new(id, details.Name) { Sector = details.Sector, Management = details.Management };
}

/// <summary>What people edit about a <see cref="Host"/>, as one value; see its properties.</summary>
/// <param name="Name">Full name.</param>
/// <param name="Sector">One of <see cref="Vocabulary.Sectors"/>.</param>
/// <param name="Management">One of <see cref="Vocabulary.Managements"/>.</param>
public sealed record HostDetails(string Name, string? Sector = null, string? Management = null);

/// <summary>That a unit covers a host. A joint branch covers several (S.1).</summary>
/// <param name="UnitId">The unit.</param>
/// <param name="HostId">The host.</param>
/// <param name="Position">Order in which the unit names its hosts, from 0; the sector of the first is the unit's.</param>
public sealed record UnitHost(Guid UnitId, Guid HostId, int Position);
