using System.IO.Compression;
using System.Text;

namespace PhaseEngine.Server.Tests.Features.Organisation.Tables;

/// <summary>Makes workbooks from the bare XML of their parts, as other programs write them.</summary>
internal static class Workbooks
{
    private const string Main = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";

    /// <summary>A workbook of one sheet; cells are written as XML, shared texts by number.</summary>
    public static MemoryStream Of(string sheetData, string afterData = "", string[]? shared = null, string styles = "", bool date1904 = false) =>
        Zip(Parts([("名册", "", $"<sheetData>{sheetData}</sheetData>{afterData}")], shared ?? [], styles, date1904));

    /// <summary>A workbook of several sheets: name, attributes and content of each.</summary>
    public static MemoryStream OfSheets(params (string Name, string Attributes, string Content)[] sheets) => Zip(Parts(sheets, [], "", false));

    /// <summary>Like <see cref="Of"/> with one part replaced or added.</summary>
    public static MemoryStream With(string sheetData, string part, string content)
    {
        var parts = Parts([("名册", "", $"<sheetData>{sheetData}</sheetData>")], [], "", false);
        parts[part] = content;
        return Zip(parts);
    }

    public static MemoryStream Zip(IReadOnlyDictionary<string, string> parts)
    {
        var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in parts)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(Encoding.UTF8.GetBytes(content));
            }
        }

        stream.Position = 0;
        return stream;
    }

    private static Dictionary<string, string> Parts(
        (string Name, string Attributes, string Content)[] sheets, string[] shared, string styles, bool date1904)
    {
        const string types = "application/vnd.openxmlformats-officedocument.spreadsheetml";
        const string relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        var parts = new Dictionary<string, string>
        {
            ["[Content_Types].xml"] =
                $"""
                <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
                <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>
                <Override PartName="/xl/workbook.xml" ContentType="{types}.sheet.main+xml"/>
                <Override PartName="/xl/sharedStrings.xml" ContentType="{types}.sharedStrings+xml"/>
                <Override PartName="/xl/styles.xml" ContentType="{types}.styles+xml"/>
                {string.Concat(sheets.Select((_, i) => $"<Override PartName=\"/xl/worksheets/sheet{i}.xml\" ContentType=\"{types}.worksheet+xml\"/>"))}</Types>
                """,
            ["_rels/.rels"] = Relationships($"<Relationship Id=\"r\" Type=\"{relations}/officeDocument\" Target=\"xl/workbook.xml\"/>"),
            ["xl/workbook.xml"] =
                $"""
                <workbook {Main} xmlns:r="{relations}"><workbookPr{(date1904 ? " date1904=\"1\"" : "")}/><sheets>
                {string.Concat(sheets.Select((s, i) => $"<sheet name=\"{s.Name}\" sheetId=\"{i + 1}\" r:id=\"s{i}\" {s.Attributes}/>"))}</sheets></workbook>
                """,
            ["xl/_rels/workbook.xml.rels"] = Relationships(
                $"<Relationship Id=\"shared\" Type=\"{relations}/sharedStrings\" Target=\"sharedStrings.xml\"/>"
                + $"<Relationship Id=\"styles\" Type=\"{relations}/styles\" Target=\"styles.xml\"/>"
                + string.Concat(sheets.Select((_, i) => $"<Relationship Id=\"s{i}\" Type=\"{relations}/worksheet\" Target=\"worksheets/sheet{i}.xml\"/>"))),
            ["xl/sharedStrings.xml"] = $"<sst {Main}>{string.Concat(shared.Select(s => $"<si>{s}</si>"))}</sst>",
            ["xl/styles.xml"] = $"<styleSheet {Main}>{styles}</styleSheet>",
        };
        for (var i = 0; i < sheets.Length; i++)
            parts[$"xl/worksheets/sheet{i}.xml"] = $"<worksheet {Main} xmlns:r=\"{relations}\">{sheets[i].Content}</worksheet>";
        return parts;
    }

    public static string Relationships(string relationships) =>
        $"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{relationships}</Relationships>";

    /// <summary>A row of texts.</summary>
    public static string Row(int number, params string[] texts) =>
        $"<row r=\"{number}\">{string.Concat(texts.Select(t => $"<c t=\"inlineStr\"><is><t>{t}</t></is></c>"))}</row>";
}
