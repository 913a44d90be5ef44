namespace PhaseEngine.Server.Features.People;

/// <summary>The modules of a QR code: fixed patterns first, then the data in their zigzag, then the best of eight masks.</summary>
internal sealed class QrGrid
{
    private static readonly Func<int, int, bool>[] Masks =
    [
        (r, c) => (r + c) % 2 == 0,
        (r, _) => r % 2 == 0,
        (_, c) => c % 3 == 0,
        (r, c) => (r + c) % 3 == 0,
        (r, c) => ((r / 2) + (c / 3)) % 2 == 0,
        (r, c) => (r * c % 2) + (r * c % 3) == 0,
        (r, c) => ((r * c % 2) + (r * c % 3)) % 2 == 0,
        (r, c) => (((r + c) % 2) + (r * c % 3)) % 2 == 0,
    ];

    private static readonly bool[] LooksLikeFinder = [true, false, true, true, true, false, true, false, false, false, false];

    private readonly int _size;
    private readonly bool[,] _dark;
    private readonly bool[,] _fixed;

    public QrGrid(QrVersion version)
    {
        _size = version.Size;
        _dark = new bool[_size, _size];
        _fixed = new bool[_size, _size];
        DrawTiming();
        DrawFinder(3, 3);
        DrawFinder(3, _size - 4);
        DrawFinder(_size - 4, 3);
        DrawAlignment(version.Alignment);
        DrawFormat(0);
        if (version.Number >= 7) DrawVersion(version.Number);
    }

    /// <summary>Two columns at a time from the right, up and down in turn, round everything fixed.</summary>
    public void Place(byte[] codewords)
    {
        var bit = 0;
        var up = true;
        for (var right = _size - 1; right > 0; right -= 2, up = !up)
        {
            if (right == 6) right--;
            for (var i = 0; i < _size; i++)
            {
                var row = up ? _size - 1 - i : i;
                for (var column = right; column > right - 2; column--)
                {
                    if (_fixed[row, column]) continue;
                    _dark[row, column] = bit < codewords.Length * 8 && ((codewords[bit / 8] >> (7 - (bit % 8))) & 1) == 1;
                    bit++;
                }
            }
        }
    }

    public bool[,] WithBestMask()
    {
        var best = Enumerable.Range(0, Masks.Length).MinBy(mask => Penalty(Masked(mask)));
        return Masked(best);
    }

    private bool[,] Masked(int mask)
    {
        DrawFormat(mask);
        var masked = (bool[,])_dark.Clone();
        for (var row = 0; row < _size; row++)
            for (var column = 0; column < _size; column++)
                if (!_fixed[row, column]) masked[row, column] ^= Masks[mask](row, column);
        return masked;
    }

    private void Fix(int row, int column, bool dark)
    {
        _dark[row, column] = dark;
        _fixed[row, column] = true;
    }

    private void DrawTiming()
    {
        for (var i = 0; i < _size; i++)
        {
            Fix(6, i, i % 2 == 0);
            Fix(i, 6, i % 2 == 0);
        }
    }

    private void DrawFinder(int row, int column)
    {
        for (var r = -4; r <= 4; r++)
            for (var c = -4; c <= 4; c++)
            {
                if (row + r < 0 || row + r >= _size || column + c < 0 || column + c >= _size) continue;
                var ring = Math.Max(Math.Abs(r), Math.Abs(c));
                Fix(row + r, column + c, ring is not 2 and not 4);
            }
    }

    private void DrawAlignment(int[] at)
    {
        foreach (var row in at)
            foreach (var column in at)
            {
                var underFinder = (row == 6 && column == 6) || (row == 6 && column == _size - 7) || (row == _size - 7 && column == 6);
                if (underFinder) continue;
                for (var r = -2; r <= 2; r++)
                    for (var c = -2; c <= 2; c++)
                        Fix(row + r, column + c, Math.Max(Math.Abs(r), Math.Abs(c)) != 1);
            }
    }

    /// <summary>Error correction M (00) and the mask, twice, with ten check bits.</summary>
    private void DrawFormat(int mask)
    {
        var rest = mask << 10;
        for (var i = 14; i >= 10; i--)
            if (((rest >> i) & 1) == 1) rest ^= 0x537 << (i - 10);
        var bits = ((mask << 10) | rest) ^ 0x5412;

        for (var i = 0; i < 15; i++)
        {
            var dark = ((bits >> i) & 1) == 1;
            // Round the finder at the top left, leaving out the timing patterns.
            if (i < 8) Fix(i < 6 ? i : i + 1, 8, dark);
            else Fix(8, i == 8 ? 7 : 14 - i, dark);
            // Half of the copy at the top right, half at the bottom left.
            if (i < 8) Fix(8, _size - 1 - i, dark);
            else Fix(_size - 15 + i, 8, dark);
        }

        Fix(_size - 8, 8, true);
    }

    private void DrawVersion(int number)
    {
        var rest = number << 12;
        for (var i = 17; i >= 12; i--)
            if (((rest >> i) & 1) == 1) rest ^= 0x1F25 << (i - 12);
        var bits = (number << 12) | rest;

        for (var i = 0; i < 18; i++)
        {
            var dark = ((bits >> i) & 1) == 1;
            Fix(i / 3, _size - 11 + (i % 3), dark);
            Fix(_size - 11 + (i % 3), i / 3, dark);
        }
    }

    /// <summary>How hard it is to read: long runs, blocks, what looks like a finder, too much of one colour.</summary>
    private int Penalty(bool[,] modules)
    {
        var penalty = 0;
        for (var line = 0; line < _size; line++)
        {
            penalty += LinePenalty(i => modules[line, i]) + LinePenalty(i => modules[i, line]);
        }

        var dark = 0;
        for (var row = 0; row < _size; row++)
            for (var column = 0; column < _size; column++)
            {
                if (modules[row, column]) dark++;
                if (row == 0 || column == 0) continue;
                var colour = modules[row, column];
                if (modules[row - 1, column] == colour && modules[row, column - 1] == colour && modules[row - 1, column - 1] == colour) penalty += 3;
            }

        return penalty + (10 * (Math.Abs((dark * 20) - (_size * _size * 10)) / (_size * _size)));
    }

    private int LinePenalty(Func<int, bool> dark)
    {
        var penalty = 0;
        for (int i = 1, run = 1; i <= _size; i++)
        {
            if (i < _size && dark(i) == dark(i - 1))
            {
                run++;
                continue;
            }

            if (run >= 5) penalty += run - 2;
            run = 1;
        }

        var length = LooksLikeFinder.Length;
        for (var start = 0; start + length <= _size; start++)
        {
            var forwards = true;
            var backwards = true;
            for (var i = 0; i < length; i++)
            {
                forwards &= dark(start + i) == LooksLikeFinder[i];
                backwards &= dark(start + i) == LooksLikeFinder[length - 1 - i];
            }

            penalty += (forwards ? 40 : 0) + (backwards ? 40 : 0);
        }

        return penalty;
    }
}
