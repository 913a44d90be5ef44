namespace PhaseEngine.Core.Organisations.Import;

/// <summary>The hosts a table names, known or new, and what its rows say about them. Rows that contradict each other are refused.</summary>
internal sealed class HostBook(KnownOrganisation known, Func<Guid> newId)
{
    private readonly Dictionary<string, Entry> entries = [];
    private readonly Dictionary<Guid, Entry> byId = [];

    /// <summary>The host of a name, added when new; its sector and management as this row says, where it does.</summary>
    public Guid Of(string name, string? sector, string? management, RowReader row, Column column)
    {
        var key = CellText.Key(name);
        if (!entries.TryGetValue(key, out var entry))
        {
            var host = known.HostByName.GetValueOrDefault(key);
            entry = new Entry(host?.Id ?? newId(), host?.Details, row.Row) { Details = host?.Details ?? new HostDetails(name) };
            entries.Add(key, entry);
            byId.Add(entry.Id, entry);
        }

        if (Contradicts(entry.SaidSector, sector) || Contradicts(entry.SaidManagement, management))
        {
            row.Error(ImportCodes.HostContradicts, column, ("host", name), ("otherRow", entry.Row));
            return entry.Id;
        }

        entry.SaidSector ??= sector;
        entry.SaidManagement ??= management;
        entry.Details = entry.Details with { Sector = sector ?? entry.Details.Sector, Management = management ?? entry.Details.Management };
        return entry.Id;
    }

    /// <summary>Whether a host is new or other than known.</summary>
    public bool Changes(Guid id) => byId.TryGetValue(id, out var entry) && entry.Details != entry.Known;

    /// <summary>The new and changed ones among some hosts.</summary>
    public IReadOnlyList<Change<HostDetails>> ChangesAmong(IEnumerable<Guid> ids) =>
        [.. ids.Distinct().Where(Changes).Select(id => byId[id]).Select(e => new Change<HostDetails>(e.Id, e.Details, e.Known is null))];

    private static bool Contradicts(string? said, string? says) => said is not null && says is not null && said != says;

    private sealed record Entry(Guid Id, HostDetails? Known, int Row)
    {
        public required HostDetails Details { get; set; }

        public string? SaidSector { get; set; }

        public string? SaidManagement { get; set; }
    }
}
