namespace PhaseEngine.Core.Organisations.Import;

/// <summary>What tells a row from another of the same name.</summary>
[Flags]
internal enum ToldApart
{
    Nothing = 0,
    BySystemNumber = 1,
    ByNationalId = 2,
    ByCode = 4,
}

/// <summary>One row of a list of members, as far as it has been understood.</summary>
internal sealed class MemberRow
{
    private readonly Guid newId;

    private MemberRow(RowReader reader, Guid newId) => (Reader, this.newId) = (reader, newId);

    public RowReader Reader { get; }

    /// <summary>The known member it is about; null: a new one.</summary>
    public Member? Existing { get; set; }

    public Guid Id => Existing?.Id ?? newId;

    public string? Name { get; private init; }

    public string? Code { get; private init; }

    public string? NationalIdHash { get; private init; }

    /// <summary>The unit of affiliation, by the row or as known.</summary>
    public Guid? UnitId { get; private set; }

    public string UnitName { get; private set; } = "";

    public ToldApart ToldApartBy { get; private set; }

    /// <summary>What the member shall be; null until <see cref="Complete"/>.</summary>
    public MemberDetails? Details { get; private set; }

    /// <summary>Reads who it is and where.</summary>
    public static MemberRow Read(RowReader reader, KnownOrganisation known, ImportOptions options)
    {
        var row = new MemberRow(reader, options.NewId())
        {
            Name = reader.PersonName(MemberColumns.Name, Limits.PersonName),
            Code = reader.Text(MemberColumns.Code, Limits.Code),
            NationalIdHash = reader.NationalIdHash(MemberColumns.NationalId, options.NationalIdKey.Span),
        };
        row.FindExisting(known);
        row.FindUnit(known);
        if (row.Name is null && row.Existing is null && !reader.Refused)
            reader.Error(ImportCodes.CellEmpty, MemberColumns.Name);
        return row;
    }

    /// <summary>Whether a known member of the same name and unit may be the one: nothing that both have says otherwise.</summary>
    public bool MayBe(Member member) =>
        (NationalIdHash is null || member.NationalIdHash is null || NationalIdHash == member.NationalIdHash)
        && (Code is null || member.Code is null || CellText.Key(Code) == CellText.Key(member.Code));

    /// <summary>Reads all the rest, over what is known.</summary>
    public void Complete(KnownOrganisation known, HostBook hosts, ImportOptions options)
    {
        var old = Existing?.Details ?? new MemberDetails(UnitId ?? default, Name ?? "");
        var moves = Existing is not null && UnitId is { } unit && unit != old.UnitId;
        if (moves)
            Reader.Remark(ImportCodes.MemberMoves, MemberColumns.Unit, ("from", known.UnitById.GetValueOrDefault(old.UnitId)?.Name ?? ""), ("to", UnitName));
        var hostName = Reader.Text(MemberColumns.Host, Limits.Name);
        var (category, probationary) = CategoryAndStatus();
        Details = old with
        {
            UnitId = UnitId ?? old.UnitId,
            Name = Name ?? old.Name,
            Code = Code ?? old.Code,
            NationalIdHash = NationalIdHash ?? old.NationalIdHash,
            Category = category ?? old.Category,
            HostId = hostName is null ? old.HostId : hosts.Of(hostName, null, null, Reader, MemberColumns.Host),
            CertificateUnitId = CertificateUnit(known) ?? old.CertificateUnitId,
            CertificateFrom = Reader.Date(MemberColumns.CertificateFrom) ?? old.CertificateFrom,
            CertificateUntil = Reader.Date(MemberColumns.CertificateTo)?.AddDays(1) ?? old.CertificateUntil,
            Probationary = probationary ?? old.Probationary,
            AdmittedOn = Reader.Date(MemberColumns.AdmittedOn) ?? old.AdmittedOn,
            ConfirmedOn = Reader.Date(MemberColumns.ConfirmedOn) ?? old.ConfirmedOn,
            JoinedOn = Reader.Date(MemberColumns.JoinedOn) ?? (moves ? options.AsOf : old.JoinedOn),
            LeftOn = Reader.Date(MemberColumns.LeftOn) ?? old.LeftOn,
            LeftReason = Reader.Word(MemberColumns.LeftReason, Words.LeavingReasons) ?? old.LeftReason,
            TookPartInPilot = Reader.YesNo(MemberColumns.TookPartInPilot) ?? old.TookPartInPilot,
        };
        if (!Reader.Refused)
            CheckTogether(Details);
    }

    private void FindExisting(KnownOrganisation known)
    {
        Member? byCode = null, byNationalId = null;
        if (Reader.Text(MemberColumns.SystemNumber, Limits.Code) is { } number)
        {
            ToldApartBy |= ToldApart.BySystemNumber;
            Existing = Guid.TryParse(number, out var id) ? known.MemberById.GetValueOrDefault(id) : null;
            if (Existing is null)
                Reader.Error(ImportCodes.MemberUnknown, MemberColumns.SystemNumber);
        }

        if (NationalIdHash is not null)
        {
            ToldApartBy |= ToldApart.ByNationalId;
            byNationalId = known.MemberByNationalId.GetValueOrDefault(NationalIdHash);
        }

        if (Code is not null)
        {
            ToldApartBy |= ToldApart.ByCode;
            byCode = known.MemberByCode.GetValueOrDefault(CellText.Key(Code));
        }

        var all = new[] { Existing, byNationalId, byCode }.OfType<Member>().Distinct().ToList();
        if (all.Count > 1)
            Reader.Error(ImportCodes.MemberContradicts, byNationalId is not null ? MemberColumns.NationalId : MemberColumns.Code);
        Existing ??= byNationalId ?? byCode;
    }

    private void FindUnit(KnownOrganisation known)
    {
        var unit = UnitAt(MemberColumns.UnitCode, MemberColumns.Unit, known);
        if (unit is null && Existing is null && !Reader.Refused)
            Reader.Error(ImportCodes.CellEmpty, MemberColumns.Unit);
        UnitId = unit?.Id ?? Existing?.UnitId;
        UnitName = unit?.Name ?? "";
    }

    private Unit? UnitAt(Column codeColumn, Column nameColumn, KnownOrganisation known)
    {
        var (column, text) = Reader.Text(codeColumn, Limits.Code) is { } code
            ? (codeColumn, code)
            : (nameColumn, Reader.Text(nameColumn, Limits.Name));
        if (text is null)
            return null;
        var unit = column == codeColumn ? known.UnitByCode.GetValueOrDefault(CellText.Key(text)) : UnitNamed(text, column, known);
        if (unit is null && !Reader.Refused)
            Reader.Error(ImportCodes.UnitUnknown, column);
        return unit;
    }

    private Unit? UnitNamed(string name, Column column, KnownOrganisation known)
    {
        var named = known.UnitsByName[CellText.Key(name)].ToList();
        if (named.Count > 1)
            Reader.Error(ImportCodes.UnitAmbiguous, column, ("codes", string.Join(", ", named.Select(u => u.Code))));
        return named.Count == 1 ? named[0] : known.UnitByCode.GetValueOrDefault(CellText.Key(name));
    }

    /// <summary>The unit that organises the member away from home; it may lie outside what is known, in another province.</summary>
    private Guid? CertificateUnit(KnownOrganisation known)
    {
        if (Reader.Text(MemberColumns.CertificateUnit, Limits.Name) is not { } name)
            return null;
        var unit = UnitNamed(name, MemberColumns.CertificateUnit, known);
        if (unit is null && !Reader.Refused)
            Reader.Remark(ImportCodes.CertificateUnitOutside, MemberColumns.CertificateUnit);
        return unit?.Id;
    }

    /// <summary>People mix the two columns up, as the official words are alike: each takes the words of both.</summary>
    private (string? Category, bool? Probationary) CategoryAndStatus()
    {
        string? category = null;
        bool? probationary = null;
        foreach (var column in new[] { MemberColumns.Category, MemberColumns.Status })
        {
            var cell = Reader.CellOf(column);
            if (cell.IsBlank)
                continue;
            if (Words.Statuses.ValueOf(cell.Text) is { } status)
                probationary = status == "probationary";
            else
                category = Reader.Word(column, Words.Categories) ?? category;
        }

        return (Reader.YesNo(MemberColumns.Floating) is true ? category ?? "floating" : category, probationary);
    }

    private void CheckTogether(MemberDetails details)
    {
        if (details.ConfirmedOn < details.AdmittedOn)
            Reader.Error(ImportCodes.DatesOutOfOrder, MemberColumns.ConfirmedOn, ("other", MemberColumns.AdmittedOn.Title.ZhCn));
        if (details.LeftOn < details.JoinedOn)
            Reader.Error(ImportCodes.DatesOutOfOrder, MemberColumns.LeftOn, ("other", MemberColumns.JoinedOn.Title.ZhCn));
        if (details.CertificateUntil <= details.CertificateFrom)
            Reader.Error(ImportCodes.DatesOutOfOrder, MemberColumns.CertificateTo, ("other", MemberColumns.CertificateFrom.Title.ZhCn));
        if (details.CertificateUnitId == details.UnitId)
            Reader.Error(ImportCodes.CertificateOwnUnit, MemberColumns.CertificateUnit);
        if (details.LeftReason is not null && details.LeftOn is null)
            Reader.Error(ImportCodes.LeftDayMissing, MemberColumns.LeftOn);
    }
}
