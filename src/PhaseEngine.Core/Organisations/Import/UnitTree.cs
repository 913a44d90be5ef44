namespace PhaseEngine.Core.Organisations.Import;

/// <summary>The tree as it would be after an import of units: finds the units above, refuses circles and what hangs on a refused row.</summary>
internal sealed class UnitTree(IReadOnlyList<UnitRow> rows, KnownOrganisation known, ImportOptions options)
{
    private readonly Dictionary<Guid, UnitRow> rowOf = rows.DistinctBy(r => r.Id).ToDictionary(r => r.Id);
    private readonly Dictionary<string, UnitRow> rowByCode = rows.Where(r => r.Key.Length > 0).DistinctBy(r => r.Key).ToDictionary(r => r.Key);
    private readonly ILookup<string, UnitRow> rowsByName = rows.ToLookup(r => CellText.Key(r.Details.Name));

    /// <summary>Finds the unit above each, in the table or among the known ones, by code, else by name.</summary>
    public void FindParents()
    {
        foreach (var row in rows)
        {
            row.Details = row.Details with { ParentId = ParentOf(row) };
            if (row.Details.ParentId is { } parent)
                row.Parent = rowOf.GetValueOrDefault(parent);
        }
    }

    /// <summary>
    /// Refuses rows under a new unit whose row is refused, and rows in a circle; again and again, since a refused row leaves
    /// the known unit where it was and may thereby close another circle.
    /// </summary>
    public void RefuseWhatHangsNowhere()
    {
        var below = rows.Where(r => r.Parent is not null).ToLookup(r => r.Parent);
        RefuseBelow(rows.Where(r => r.Reader.Refused), below);
        while (RefuseCircles() is { Count: > 0 } refused)
            RefuseBelow(refused, below);
    }

    /// <summary>The rows with every unit behind the one above it.</summary>
    public IEnumerable<UnitRow> FromTheTop(IEnumerable<UnitRow> some)
    {
        var depths = new Dictionary<Guid, int>();
        return some.OrderBy(r => DepthOf(r.Id));

        int DepthOf(Guid start)
        {
            var path = new Stack<Guid>();
            Guid? at = start;
            while (at is { } id && !depths.ContainsKey(id))
            {
                path.Push(id);
                at = ParentAfter(id);
            }

            var depth = at is { } above ? depths[above] : -1;
            while (path.TryPop(out var id))
                depths[id] = ++depth;
            return depths[start];
        }
    }

    private Guid? ParentOf(UnitRow row)
    {
        var code = row.Reader.Text(UnitColumns.ParentCode, Limits.Code);
        if (code is not null)
        {
            var id = ByCode(CellText.Key(code));
            if (id is null)
                row.Reader.Error(ImportCodes.UnitUnknown, UnitColumns.ParentCode);
            return id;
        }

        var name = row.Reader.Text(UnitColumns.Parent, Limits.Name);
        if (name is null)
            return row.Existing is null ? options.Under : row.Existing.ParentId;
        var key = CellText.Key(name);
        var named = rowsByName[key].Select(r => (rowByCode[r.Key].Id, r.Details.Code))
            .Concat(known.UnitsByName[key].Select(u => (u.Id, u.Code)))
            .DistinctBy(u => u.Id)
            .ToList();
        if (named.Count > 1)
            row.Reader.Error(ImportCodes.UnitAmbiguous, UnitColumns.Parent, ("codes", string.Join(", ", named.Select(u => u.Code))));
        if (named.Count > 0)
            return named[0].Id;
        if (ByCode(key) is { } byCode)
            return byCode;
        row.Reader.Error(ImportCodes.UnitUnknown, UnitColumns.Parent);
        return null;
    }

    private Guid? ByCode(string key) => rowByCode.TryGetValue(key, out var row) ? row.Id : known.UnitByCode.GetValueOrDefault(key)?.Id;

    // As it will be: by the row where it is accepted, otherwise as known.
    private Guid? ParentAfter(Guid id) => rowOf.TryGetValue(id, out var row) && !row.Reader.Refused
        ? row.Details.ParentId
        : known.UnitById.GetValueOrDefault(id)?.ParentId;

    private static void RefuseBelow(IEnumerable<UnitRow> refused, ILookup<UnitRow?, UnitRow> below)
    {
        var above = new Queue<UnitRow>(refused);
        while (above.TryDequeue(out var parent))
        {
            // A known unit is there whatever becomes of its row.
            if (parent.Existing is not null)
                continue;
            foreach (var row in below[parent].Where(r => !r.Reader.Refused))
            {
                row.Reader.Error(ImportCodes.ParentRefused, row.ParentColumn, ("otherRow", parent.Reader.Row));
                above.Enqueue(row);
            }
        }
    }

    private List<UnitRow> RefuseCircles()
    {
        var refused = new List<UnitRow>();
        foreach (var circle in Circles())
        {
            var path = string.Join(" → ", circle.Append(circle[0]).Select(NameOf));
            foreach (var row in circle.Select(id => rowOf.GetValueOrDefault(id)).OfType<UnitRow>().Where(r => !r.Reader.Refused))
            {
                row.Reader.Error(ImportCodes.ParentCycle, row.ParentColumn, ("path", path));
                refused.Add(row);
            }
        }

        return refused;
    }

    private List<List<Guid>> Circles()
    {
        var circles = new List<List<Guid>>();
        var done = new HashSet<Guid>();
        foreach (var start in rows.Where(r => !r.Reader.Refused).Select(r => r.Id))
        {
            var path = new List<Guid>();
            var placeInPath = new Dictionary<Guid, int>();
            Guid? at = start;
            while (at is { } id && done.Add(id))
            {
                placeInPath.Add(id, path.Count);
                path.Add(id);
                at = ParentAfter(id);
            }

            if (at is { } met && placeInPath.TryGetValue(met, out var from))
                circles.Add(path[from..]);
        }

        return circles;
    }

    private string NameOf(Guid id) => rowOf.TryGetValue(id, out var row) ? row.Details.Name : known.UnitById[id].Name;
}
