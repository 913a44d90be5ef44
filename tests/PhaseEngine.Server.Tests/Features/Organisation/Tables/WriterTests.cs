using System.IO.Compression;
using System.Text;
using System.Xml.Linq;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using PhaseEngine.Core.Organisations.Import;
using PhaseEngine.Server.Features.Organisation.Tables;

namespace PhaseEngine.Server.Tests.Features.Organisation.Tables;

public sealed class WriterTests
{
    private static readonly TextTable Risky = new(
        "名册", ["姓名", "编号"], [["=1+1", "110105194912310021"], ["+86", "-1"], ["@x", "\t="], ["'=1", "'ok"], ["a,\"b\"\n;c", " 二  三 "], ["𠮷\u0001\ufffe", ""]]);

    private static readonly string[][] Read =
        [["姓名", "编号"], ["=1+1", "110105194912310021"], ["+86", "-1"], ["@x", "\t="], ["'=1", "'ok"], ["a,\"b\"\n;c", " 二  三 "]];

    [Fact]
    public void A_workbook_reads_back_as_it_was_written()
    {
        var rows = RowsOf(Xlsx(Risky));

        Assert.Equal([.. Read, ["𠮷"]], rows);
    }

    [Fact]
    public void A_text_file_reads_back_as_it_was_written()
    {
        using var stream = new MemoryStream();
        CsvWriter.Write(stream, Risky with { Rows = [.. Risky.Rows.Take(5)] });
        stream.Position = 0;

        Assert.Equal(Read, RowsOf(stream));
    }

    [Fact]
    public void A_text_file_begins_with_the_mark_of_UTF_8_and_holds_no_formula()
    {
        using var stream = new MemoryStream();
        CsvWriter.Write(stream, Risky);

        var text = Encoding.UTF8.GetString(stream.ToArray());
        Assert.StartsWith("\ufeff姓名,编号\r\n'=1+1,110105194912310021\r\n'+86,'-1\r\n'@x,", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_workbook_is_valid_and_holds_no_formula()
    {
        using var document = SpreadsheetDocument.Open(Xlsx(Risky), isEditable: false);

        Assert.Empty(new OpenXmlValidator().Validate(document, TestContext.Current.CancellationToken).Select(e => $"{e.Path?.XPath}: {e.Description}"));
        Assert.Contains("'=1+1", document.WorkbookPart!.WorksheetParts.Single().Worksheet.InnerText, StringComparison.Ordinal); // just written
    }

    [Fact]
    public void Titles_are_frozen_and_empty_cells_are_text_so_that_long_numbers_keep_their_digits()
    {
        using var zip = new ZipArchive(Xlsx([.. OrganisationTables.MemberTemplate("zh-CN")]));
        using var part = zip.Entries.First(e => e.FullName.Contains("worksheets/sheet", StringComparison.Ordinal)).Open();

        var sheet = XDocument.Load(part);

        Assert.Equal("frozen", sheet.Descendants().Single(e => e.Name.LocalName == "pane").Attribute("state")?.Value);
        Assert.All(sheet.Descendants().Where(e => e.Name.LocalName == "col"), c => Assert.Equal("1", c.Attribute("style")?.Value));
    }

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("zh-TW")]
    [InlineData("en")]
    public void The_empty_lists_are_valid_workbooks_with_their_notes(string language)
    {
        foreach (var template in new[] { OrganisationTables.UnitTemplate(language), OrganisationTables.MemberTemplate(language) })
        {
            using var document = SpreadsheetDocument.Open(Xlsx([.. template]), isEditable: false);

            Assert.Empty(new OpenXmlValidator().Validate(document, TestContext.Current.CancellationToken));
            Assert.Equal(2, document.WorkbookPart?.WorksheetParts.Count());
        }
    }

    private static MemoryStream Xlsx(params TextTable[] tables)
    {
        var stream = new MemoryStream();
        XlsxWriter.Write(stream, tables);
        stream.Position = 0;
        return stream;
    }

    private static IEnumerable<string[]> RowsOf(Stream stream)
    {
        var result = TableReader.Read(stream, "名册", CancellationToken.None);
        Assert.True(result.IsOk, result.Problem?.ToString());
        return result.Value!.Rows.Select(r => r.Cells.Select(c => c.Text).ToArray()); // asserted
    }
}
