using Microsoft.AspNetCore.Http.HttpResults;
using PhaseEngine.Core.Organisations.Import;

using PhaseEngine.Server.Features.Organisation.Tables;

namespace PhaseEngine.Server.Features.Organisation;

/// <summary>What a list is about, as addresses say it.</summary>
internal sealed record ListKind(string Word)
{
    public static readonly ListKind Units = new("units");
    public static readonly ListKind Members = new("members");

    public static bool TryParse(string? word, out ListKind? kind)
    {
        kind = new[] { Units, Members }.SingleOrDefault(k => k.Word == word);
        return kind is not null;
    }
}

/// <summary>Tables as files that go out.</summary>
internal static class ListFile
{
    public const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    public const string Csv = "text/csv";

    /// <param name="tables">The sheets; as CSV the first only.</param>
    /// <param name="format"><c>csv</c>; anything else is a workbook.</param>
    public static FileContentHttpResult Of(IReadOnlyList<TextTable> tables, string? format)
    {
        using var file = new MemoryStream();
        var csv = format == "csv";
        if (csv) CsvWriter.Write(file, tables[0]);
        else XlsxWriter.Write(file, tables);
        return TypedResults.File(file.ToArray(), csv ? Csv : Xlsx, $"{tables[0].Name}.{(csv ? "csv" : "xlsx")}");
    }
}
