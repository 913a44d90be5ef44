namespace PhaseEngine.Core.Organisations.Import;

/// <summary>
/// Reads a table as a list of units (S.1, S.7). A unit is known by its code, or where the list gives none by its name. A blank
/// cell leaves what is known as it is.
/// </summary>
public static class UnitImport
{
    /// <summary>Reads the table against what is known; changes nothing.</summary>
    /// <param name="table">The table.</param>
    /// <param name="known">What is known already.</param>
    /// <param name="options">How.</param>
    /// <returns>What to store and a report; a <see cref="Problem"/> when the table as a whole makes no list of units.</returns>
    public static Result<Import> Read(RawTable table, KnownOrganisation known, ImportOptions options)
    {
        var found = Layout.Find(table, UnitColumns.All, [UnitColumns.Name]);
        if (!found.IsOk)
            return found.Problem;

        var findings = new List<Finding>();
        var hosts = new HostBook(known, options.NewId);
        var rows = found.Value.Rows.Select(r => UnitRow.Read(new RowReader(found.Value, table, r, findings), known, options)).ToList();
        RefuseDoubles(rows);
        var tree = new UnitTree(rows, known, options);
        tree.FindParents();
        foreach (var row in rows.Where(r => !r.Reader.Refused))
            row.FindHosts(known, hosts);
        tree.RefuseWhatHangsNowhere();

        var good = rows.Where(r => !r.Reader.Refused).ToList();
        var changed = good.Where(r => r.Existing is not null && r.Changes(known, hosts)).ToList();
        var added = good.Where(r => r.Existing is null).ToList();
        var accepted = !options.Strict || good.Count == rows.Count;
        var changes = !accepted ? OrganisationChanges.None : new OrganisationChanges(
            hosts.ChangesAmong(good.SelectMany(r => r.HostIds)),
            [.. tree.FromTheTop(added.Concat(changed).Where(r => r.Details != r.Existing?.Details)).Select(r => new Change<UnitDetails>(r.Id, r.Details, r.Existing is null))],
            [.. good.Where(r => r.CoverageChanges(known)).Select(r => (r.Id, r.HostIds))],
            []);
        return new Import(
            new ImportReport(
                table.Name, accepted, added.Count, changed.Count, good.Count - added.Count - changed.Count, rows.Count - good.Count,
                hosts.ChangesAmong(good.SelectMany(r => r.HostIds)).Count(h => h.IsNew),
                [.. findings.OrderBy(f => f.Row)]),
            changes);
    }

    private static void RefuseDoubles(List<UnitRow> rows)
    {
        var first = new Dictionary<string, UnitRow>();
        foreach (var row in rows.Where(r => r.Key.Length > 0))
        {
            if (!first.TryAdd(row.Key, row))
                row.Reader.Error(ImportCodes.UnitTwice, row.GivesCode ? UnitColumns.Code : UnitColumns.Name, ("otherRow", first[row.Key].Reader.Row));
        }
    }
}
