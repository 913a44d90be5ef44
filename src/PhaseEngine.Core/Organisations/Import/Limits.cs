namespace PhaseEngine.Core.Organisations.Import;

/// <summary>How much an import takes; the database's columns are as wide.</summary>
public static class Limits
{
    /// <summary>Bytes of a file.</summary>
    public const long FileBytes = 50L * 1024 * 1024;

    /// <summary>Rows of a table, titles and all.</summary>
    public const int Rows = 200_000;

    /// <summary>Bytes of a workbook when unpacked.</summary>
    public const long UnpackedBytes = 300L * 1024 * 1024;

    /// <summary>Columns of a table; what stands further right is not looked at.</summary>
    public const int Columns = 500;

    /// <summary>Cells of a table, blank ones to the left of others counted; also the shared texts of a workbook.</summary>
    public const int Cells = 5_000_000;

    /// <summary>Characters of a cell, as in the programs that write workbooks.</summary>
    public const int CellText = 32_767;

    /// <summary>Characters of a cell that a finding repeats.</summary>
    public const int CellShown = 100;

    /// <summary>Characters of a unit's or host's name.</summary>
    public const int Name = 200;

    /// <summary>Characters of a person's name.</summary>
    public const int PersonName = 100;

    /// <summary>Characters of a code. As long as a name, which stands in for it where a list gives no code.</summary>
    public const int Code = 200;
}
