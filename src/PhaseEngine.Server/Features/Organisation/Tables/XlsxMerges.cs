using PhaseEngine.Core.Organisations.Import;

namespace PhaseEngine.Server.Features.Organisation.Tables;

/// <summary>Spreads the content of merged ranges over all their cells, as people read them: one branch beside all its members.</summary>
internal static class XlsxMerges
{
    // Real lists have some thousands; a file made to exhaust has overlapping ranges over everything.
    private const int SpreadLimit = 5_000_000;

    public static void Spread(List<RawRow> rows, IEnumerable<string> ranges)
    {
        var spread = 0;
        foreach (var range in ranges)
        {
            var corners = range.Split(':');
            if (corners.Length != 2)
                continue;
            var (left, top) = XlsxCells.PlaceOf(corners[0]);
            var (right, bottom) = XlsxCells.PlaceOf(corners[1]);
            right = Math.Min(right, Limits.Columns - 1);
            var first = IndexOf(rows, top);
            if (first >= rows.Count || rows[first].Number != top || rows[first][left] is not { IsBlank: false } content)
                continue;
            for (var i = first; i < rows.Count && rows[i].Number <= bottom; i++)
            {
                spread += Math.Max(1, right - left + 1);
                if (spread > SpreadLimit)
                    throw new InvalidDataException("The merged ranges overlap without end.");
                rows[i] = rows[i] with { Cells = Over(rows[i], left, right, content, own: i == first) };
            }
        }
    }

    private static RawCell[] Over(RawRow row, int left, int right, RawCell content, bool own)
    {
        var cells = new RawCell[Math.Max(row.Cells.Count, right + 1)];
        for (var column = 0; column < cells.Length; column++)
        {
            var inside = column >= left && column <= right && !(own && column == left);
            cells[column] = inside ? content with { Spread = true } : row[column];
        }

        return cells;
    }

    // Rows are in order of number, with gaps.
    private static int IndexOf(List<RawRow> rows, int number)
    {
        int low = 0, high = rows.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (rows[middle].Number < number)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }
}
