using System.Text;
using PhaseEngine.Core.Organisations.Import;
using PhaseEngine.Server.Features.Organisation.Tables;

namespace PhaseEngine.Server.Tests.Features.Organisation.Tables;

public sealed class CsvReaderTests
{
    private const string List = "姓名,党支部\r\n张伟,第一党支部\r\n";

    [Fact]
    public void Reads_the_encodings_people_save_in()
    {
        var gb18030 = CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!; // part of the framework
        byte[][] files =
        [
            Encoding.UTF8.GetBytes(List),
            [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(List)],
            [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(List)],
            [.. Encoding.BigEndianUnicode.Preamble, .. Encoding.BigEndianUnicode.GetBytes(List)],
            Encoding.Unicode.GetBytes(List),
            gb18030.GetBytes(List),
        ];

        foreach (var file in files)
            Assert.Equal(["姓名|党支部", "张伟|第一党支部"], Rows(file));
    }

    [Theory]
    [InlineData("姓名,党支部\n张伟,第一党支部")]
    [InlineData("姓名;党支部\r\n张伟;第一党支部\r\n")]
    [InlineData("姓名\t党支部\r张伟\t第一党支部")]
    [InlineData("sep=;\r\n姓名;党支部\r\n张伟;第一党支部")]
    [InlineData("\"姓名\",\"党支部\"\r\n\"张伟\" ,\"第一党支部\"")]
    public void Reads_the_separators_and_line_ends_people_have(string text) =>
        Assert.Equal(["姓名|党支部", "张伟|第一党支部"], Rows(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void Quoted_cells_hold_separators_marks_and_line_breaks()
    {
        var rows = Rows(Encoding.UTF8.GetBytes("a,\"一,\"\"二\"\"\r\n三\",c\r\nd,,"));

        Assert.Equal(["a|一,\"二\"\r\n三|c", "d||"], rows);
    }

    [Fact]
    public void Rows_keep_the_numbers_people_see()
    {
        var table = TableReader.Read(new MemoryStream(Encoding.UTF8.GetBytes("名册,\n,\n\n姓名,党支部\n")), "名册.csv", CancellationToken.None).Value;

        Assert.Equal([1, 4], table?.Rows.Select(r => r.Number));
    }

    [Theory]
    [InlineData("import-quote-open", "姓名,党支部\n\"张伟,第一党支部\n")]
    [InlineData("import-not-a-table", "<html><table><tr><td>姓名</td></tr></table></html>")]
    [InlineData("import-not-a-table", "%PDF-1.7 ...")]
    [InlineData("import-not-a-table", "a\0\u0001b,c")]
    public void What_is_no_table_is_refused(string code, string text) => Assert.Equal(code, CodeOf(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void Bytes_in_no_known_encoding_are_refused() => Assert.Equal("import-encoding-unknown", CodeOf([0x61, 0x2c, 0xff, 0xff, 0x0a]));

    [Fact]
    public void More_rows_than_the_limit_are_refused()
    {
        var text = string.Concat(Enumerable.Repeat("a,b\n", Limits.Rows + 1));

        Assert.Equal("import-too-many-rows", CodeOf(Encoding.ASCII.GetBytes(text)));
    }

    private static IEnumerable<string>? Rows(byte[] file) =>
        TableReader.Read(new MemoryStream(file), "名册.csv", CancellationToken.None).Value?.Rows.Select(r => string.Join('|', r.Cells.Select(c => c.Text)));

    private static string? CodeOf(byte[] file) => TableReader.Read(new MemoryStream(file), "名册.csv", CancellationToken.None).Problem?.Code;
}
