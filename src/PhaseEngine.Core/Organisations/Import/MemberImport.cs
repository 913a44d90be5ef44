namespace PhaseEngine.Core.Organisations.Import;

/// <summary>
/// Reads a table as a list of members (S.4, S.5, S.7). A member is known by the system number, else the national id, else the
/// member's code, else the name in the unit, where that is one. A blank cell leaves what is known as it is.
/// </summary>
public static class MemberImport
{
    /// <summary>Reads the table against what is known; changes nothing.</summary>
    /// <param name="table">The table.</param>
    /// <param name="known">What is known already; the units must be.</param>
    /// <param name="options">How.</param>
    /// <returns>What to store and a report; a <see cref="Problem"/> when the table as a whole makes no list of members.</returns>
    public static Result<Import> Read(RawTable table, KnownOrganisation known, ImportOptions options)
    {
        var found = Layout.Find(
            table, MemberColumns.All, [MemberColumns.Name], [MemberColumns.Unit, MemberColumns.UnitCode, MemberColumns.SystemNumber]);
        if (!found.IsOk)
            return found.Problem;

        var findings = new List<Finding>();
        var hosts = new HostBook(known, options.NewId);
        var rows = found.Value.Rows.Select(r => MemberRow.Read(new RowReader(found.Value, table, r, findings), known, options)).ToList();
        RefuseNamesakes(rows);
        FindByName(rows, known);
        RefuseDoubles(rows, r => r.Existing?.Id.ToString());
        RefuseDoubles(rows, r => r.NationalIdHash);
        RefuseDoubles(rows, r => r.Code is null ? null : CellText.Key(r.Code));
        foreach (var row in rows.Where(r => !r.Reader.Refused))
            row.Complete(known, hosts, options);

        var good = rows.Where(r => !r.Reader.Refused).ToList();
        var added = good.Where(r => r.Existing is null).ToList();
        var changed = good.Where(r => r.Existing is not null && r.Details != r.Existing.Details).ToList();
        var accepted = !options.Strict || good.Count == rows.Count;
        var newHosts = hosts.ChangesAmong(good.Select(r => r.Details?.HostId).OfType<Guid>());
        return new Import(
            new ImportReport(
                table.Name, accepted, added.Count, changed.Count, good.Count - added.Count - changed.Count, rows.Count - good.Count,
                newHosts.Count, [.. findings.OrderBy(f => f.Row)]),
            !accepted ? OrganisationChanges.None : new OrganisationChanges(
                newHosts,
                [],
                [],
                [.. added.Concat(changed).OrderBy(r => r.Reader.Row).Select(r => new Change<MemberDetails>(r.Id, r.Details!, r.Existing is null))])); // good rows are complete
    }

    /// <summary>
    /// Two rows of one name in one unit are two people only when both have a system number, or both a national id, or both a
    /// code: otherwise nobody can tell, and both are refused.
    /// </summary>
    private static void RefuseNamesakes(List<MemberRow> rows)
    {
        var groups = rows
            .Where(r => r.Name is not null && r.UnitId is not null)
            .GroupBy(r => (r.UnitId, CellText.Key(r.Name ?? "")))
            .Where(g => g.Count() > 1);
        foreach (var group in groups)
        {
            // Rows that are told apart by the same things are looked at together: eight sorts at most, however many rows.
            var sorts = group.GroupBy(r => r.ToldApartBy).ToDictionary(s => s.Key, s => s.Take(2).ToArray());
            foreach (var row in group)
            {
                var other = sorts.Where(s => (s.Key & row.ToldApartBy) == 0).SelectMany(s => s.Value).FirstOrDefault(r => r != row);
                if (other is not null)
                    row.Reader.Error(ImportCodes.MemberNamesakes, MemberColumns.Name, ("otherRow", other.Reader.Row), ("unit", row.UnitName));
            }
        }
    }

    /// <summary>Finds the known member of a row by the name in the unit, where nothing surer says who it is.</summary>
    private static void FindByName(List<MemberRow> rows, KnownOrganisation known)
    {
        var taken = rows.Where(r => r.Existing is not null).Select(r => r.Existing!.Id).ToHashSet();
        var open = rows
            .Where(r => !r.Reader.Refused && r.Existing is null && r.Name is not null && r.UnitId is not null)
            .GroupBy(r => (r.UnitId ?? default, CellText.Key(r.Name ?? "")));
        foreach (var group in open)
        {
            var candidates = known.MembersByName[group.Key].Where(m => !taken.Contains(m.Id)).ToList();
            foreach (var row in group)
            {
                var possible = candidates.Where(row.MayBe).Take(2).ToList();
                if (possible.Count == 1 && group.Count(r => r.MayBe(possible[0])) == 1)
                    row.Existing = possible[0];
                else if (possible.Count > 0)
                    row.Reader.Error(ImportCodes.MemberAmbiguous, MemberColumns.Name, ("unit", row.UnitName));
            }
        }
    }

    private static void RefuseDoubles(List<MemberRow> rows, Func<MemberRow, string?> keyOf)
    {
        var first = new Dictionary<string, MemberRow>();
        foreach (var row in rows.Where(r => !r.Reader.Refused))
        {
            if (keyOf(row) is { } key && !first.TryAdd(key, row))
                row.Reader.Error(ImportCodes.MemberTwice, MemberColumns.Name, ("otherRow", first[key].Reader.Row));
        }
    }
}
