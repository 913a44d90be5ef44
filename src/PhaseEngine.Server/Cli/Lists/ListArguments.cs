using System.CommandLine;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core;
using PhaseEngine.Core.Organisations.Import;
using PhaseEngine.Data;
using PhaseEngine.Server.Features.Organisation;
using PhaseEngine.Server.Features.Organisation.Tables;

namespace PhaseEngine.Server.Cli.Lists;

/// <summary>What importing and exporting lists share.</summary>
internal static class ListArguments
{
    public static Argument<string> WhichList()
    {
        var list = new Argument<string>("LIST") { Description = "units or members" };
        list.AcceptOnlyFromAmong(ListKind.Units.Word, ListKind.Members.Word);
        return list;
    }

    public static ListKind KindOf(string list) => list == ListKind.Units.Word ? ListKind.Units : ListKind.Members;

    /// <summary>The unit of a code; null when no code is given.</summary>
    public static async Task<Result<Guid?>> UnitOf(PhaseEngineDb db, string? code, CancellationToken ct)
    {
        if (code is null) return (Guid?)null;
        var unit = await db.Units.Where(u => u.Code == code).Select(u => (Guid?)u.Id).SingleOrDefaultAsync(ct);
        return unit is null ? new Problem("unit-code-unknown", ProblemKind.NotFound, ("code", code)) : unit;
    }

    /// <summary>Writes a table as its name's ending says, whole or not at all.</summary>
    public static void Write(FileInfo file, TextTable table)
    {
        var unfinished = $"{file.FullName}.part";
        try
        {
            using (var stream = File.Create(unfinished))
            {
                if (IsCsv(file)) CsvWriter.Write(stream, table);
                else XlsxWriter.Write(stream, table);
            }

            File.Move(unfinished, file.FullName, overwrite: true);
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    /// <summary>Refuses names whose ending says no format, and folders that are not there.</summary>
    public static void MustBeTable(System.CommandLine.Parsing.SymbolResult result, FileInfo? file)
    {
        if (file is null) return;
        if (!IsCsv(file) && !file.Extension.Equals(".xlsx", StringComparison.OrdinalIgnoreCase)) result.AddError($"{file}: the name ends in .xlsx or .csv.");
        else if (file.Directory is { Exists: false }) result.AddError($"{file}: there is no such folder.");
    }

    private static bool IsCsv(FileInfo file) => file.Extension.Equals(".csv", StringComparison.OrdinalIgnoreCase);
}
