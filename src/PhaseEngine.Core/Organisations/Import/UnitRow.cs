namespace PhaseEngine.Core.Organisations.Import;

/// <summary>One row of a list of units, as far as it has been understood.</summary>
internal sealed class UnitRow
{
    private UnitRow(RowReader reader, Unit? existing, UnitDetails details, Guid id) =>
        (Reader, Existing, Details, Id) = (reader, existing, details, id);

    public RowReader Reader { get; }

    /// <summary>The known unit it is about; null: a new one.</summary>
    public Unit? Existing { get; }

    public Guid Id { get; }

    /// <summary>What the unit shall be; the parent comes later.</summary>
    public UnitDetails Details { get; set; }

    /// <summary>The row of the unit above, when it stands in the same table.</summary>
    public UnitRow? Parent { get; set; }

    /// <summary>The column that names the unit above.</summary>
    public Column ParentColumn => Reader.CellOf(UnitColumns.ParentCode).IsBlank ? UnitColumns.Parent : UnitColumns.ParentCode;

    /// <summary>The hosts it shall cover; empty: as before.</summary>
    public IReadOnlyList<Guid> HostIds { get; private set; } = [];

    /// <summary>The code in the form for comparing; empty when the row has neither code nor name.</summary>
    public string Key => CellText.Key(Details.Code);

    /// <summary>Whether the list gives the code.</summary>
    public bool GivesCode => !Reader.CellOf(UnitColumns.Code).IsBlank;

    public static UnitRow Read(RowReader reader, KnownOrganisation known, ImportOptions options)
    {
        var code = reader.Text(UnitColumns.Code, Limits.Code);
        var name = reader.Text(UnitColumns.Name, Limits.Name);
        if (name is null && !reader.Refused)
            reader.Error(ImportCodes.CellEmpty, UnitColumns.Name);
        var existing = code is null ? ByName(reader, name, known) : known.UnitByCode.GetValueOrDefault(CellText.Key(code)) ?? NotYetCoded(name, known);
        if ((code ?? (existing is null ? name : null)) is { } given && given != existing?.Code && UnitDetails.IsReserved(given))
            reader.Error(ImportCodes.CodeReserved, code is null ? UnitColumns.Name : UnitColumns.Code);
        var details = existing?.Details ?? new UnitDetails(code ?? name ?? "", name ?? "", "");
        var pilot = Pilot(reader, options);
        return new UnitRow(reader, existing, id: existing?.Id ?? options.NewId(), details: details with
        {
            Code = code ?? details.Code,
            Name = name ?? details.Name,
            Type = TypeOf(reader, name, details),
            PilotUntil = pilot.Says ? pilot.Until : details.PilotUntil,
            Zone = ZoneOf(reader) ?? details.Zone,
            DissolvedOn = reader.Date(UnitColumns.DissolvedOn) ?? details.DissolvedOn,
        });
    }

    /// <summary>Reads which hosts it covers and what the row says about them.</summary>
    public void FindHosts(KnownOrganisation known, HostBook hosts)
    {
        var names = Reader.Names(UnitColumns.Hosts, Limits.Name, n => known.HostByName.ContainsKey(CellText.Key(n)));
        var sectors = Reader.WordList(UnitColumns.Sectors, Words.Sectors);
        var managements = Reader.WordList(UnitColumns.Managements, Words.Managements);
        if (names.Length == 0)
            names = [.. known.HostsOf(Id).Select(h => known.HostById[h].Name)];
        if (names.Length == 0 && sectors.Length + managements.Length > 0)
            Reader.Remark(ImportCodes.SectorWithoutHost, sectors.Length > 0 ? UnitColumns.Sectors : UnitColumns.Managements);
        if (!Fits(sectors, names, UnitColumns.Sectors) || !Fits(managements, names, UnitColumns.Managements))
            return;
        HostIds =
        [
            .. names.Select((name, at) => hosts.Of(name, Said(sectors, at), Said(managements, at), Reader, UnitColumns.Hosts)).Distinct(),
        ];
    }

    /// <summary>Whether the row says anything new about a known unit or its hosts.</summary>
    public bool Changes(KnownOrganisation known, HostBook hosts) =>
        Details != Existing?.Details || CoverageChanges(known) || HostIds.Any(hosts.Changes);

    /// <summary>Whether it covers other hosts than before, or in another order.</summary>
    public bool CoverageChanges(KnownOrganisation known) => HostIds.Count > 0 && !HostIds.SequenceEqual(known.HostsOf(Id));

    private static Unit? ByName(RowReader reader, string? name, KnownOrganisation known)
    {
        if (name is null)
            return null;
        var namesakes = known.UnitsByName[CellText.Key(name)].ToList();
        if (namesakes.Count > 1)
            reader.Error(ImportCodes.UnitAmbiguous, UnitColumns.Name, ("codes", string.Join(", ", namesakes.Select(u => u.Code))));
        return namesakes.Count == 1 ? namesakes[0] : null;
    }

    // Imported before without a code, so that its name stood in for it: now it gets its own.
    private static Unit? NotYetCoded(string? name, KnownOrganisation known) =>
        name is null ? null : known.UnitsByName[CellText.Key(name)].SingleOrDefault(u => u.Code == u.Name);

    private static string TypeOf(RowReader reader, string? name, UnitDetails details)
    {
        if (!reader.CellOf(UnitColumns.Type).IsBlank)
            return reader.Word(UnitColumns.Type, Words.UnitTypes) ?? "";
        if (details.Type.Length > 0 || name is null)
            return details.Type;
        var byName = Words.UnitTypeOf(name);
        if (byName is null)
            reader.Error(ImportCodes.WordUnknown, UnitColumns.Type, ("known", Words.UnitTypes.Known));
        return byName ?? "";
    }

    private static (bool Says, DateOnly? Until) Pilot(RowReader reader, ImportOptions options)
    {
        var cell = reader.CellOf(UnitColumns.PilotUntil);
        if (cell.IsBlank)
            return (false, null);
        switch (Words.YesNo.ValueOf(cell.Text))
        {
            case "no":
                return (true, null);
            case "yes":
                if (options.PilotUntil is null)
                    reader.Error(ImportCodes.PilotDayMissing, UnitColumns.PilotUntil);
                return (true, options.PilotUntil);
            default:
                return (true, reader.Date(UnitColumns.PilotUntil));
        }
    }

    private static string? ZoneOf(RowReader reader)
    {
        var zone = reader.Text(UnitColumns.Zone, Limits.Code);
        if (zone is null || TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _))
            return zone;
        reader.Error(ImportCodes.ZoneUnknown, UnitColumns.Zone);
        return null;
    }

    private bool Fits(string?[] said, string[] hostNames, Column column)
    {
        if (said.Length <= 1 || hostNames.Length == 0 || said.Length == hostNames.Length)
            return true;
        Reader.Error(ImportCodes.SectorsDoNotFitHosts, column, ("hosts", hostNames.Length));
        return false;
    }

    // One word holds for all hosts, several for one each.
    private static string? Said(string?[] said, int at) => said.Length == 0 ? null : said.Length == 1 ? said[0] : said[at];
}
