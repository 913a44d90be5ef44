using System.Text;
using PhaseEngine.Core.Organisations.Import;
using PhaseEngine.Server.Features.Organisation.Tables;

namespace PhaseEngine.Server.Tests.Features.Organisation.Tables;

public sealed class XlsxReaderTests
{
    // Style 1: a built-in date, 2: a date of its own, 3: a time, 4: leading noughts, 5: text, 6: a number with words and colours.
    private const string Styles = """
        <numFmts><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;;@"/><numFmt numFmtId="165" formatCode="000000"/>
        <numFmt numFmtId="166" formatCode="[Red]0&quot;days&quot;"/></numFmts>
        <cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="20"/><xf numFmtId="165"/><xf numFmtId="49"/><xf numFmtId="166"/></cellXfs>
        """;

    [Fact]
    public void Reads_shared_inline_and_computed_texts()
    {
        var table = Read(Workbooks.Of(
            """<row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2" t="s"><v>1</v></c><c r="D2" t="inlineStr"><is><t>李四</t></is></c><c r="E2" t="str"><f>A2</f><v>王芳</v></c></row>""",
            shared: ["<t>王芳</t>", "<r><t>第一</t></r><r><t>党支部</t></r><rPh sb=\"0\" eb=\"1\"><t>ダイ</t></rPh>"]));

        var row = Assert.Single(table.Rows);
        Assert.Equal(2, row.Number);
        Assert.Equal(["王芳", "第一党支部", "", "李四", "王芳"], row.Cells.Select(c => c.Text));
    }

    [Fact]
    public void Blanks_inside_runs_and_prefixed_names_are_kept()
    {
        var table = Read(Workbooks.Of(
            """<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1"/><c r="C1" t="b"><v>1</v></c></row>""",
            shared: ["<x:r xmlns:x=\"urn:x\"><x:t>John</x:t></x:r><r><t xml:space=\"preserve\"> </t></r><r><t>Smith</t></r>"]));

        Assert.Equal(["John Smith", "", "1"], table.Rows[0].Cells.Select(c => c.Text));
    }

    [Theory]
    [InlineData(0, "38558", CellKind.Number, "38558")]
    [InlineData(1, "38558", CellKind.Date, "38558")]
    [InlineData(2, "38558", CellKind.Date, "38558")]
    [InlineData(3, "0.5", CellKind.Number, "0.5")]
    [InlineData(4, "7", CellKind.Number, "000007")]
    [InlineData(6, "30", CellKind.Number, "30")]
    [InlineData(0, "1.1010519491231E+17", CellKind.Number, "1.1010519491231E+17")]
    public void Tells_numbers_from_dates_and_shows_leading_noughts(int style, string stored, CellKind kind, string text)
    {
        var table = Read(Workbooks.Of($"""<row r="1"><c r="A1" s="{style}"><v>{stored}</v></c></row>""", styles: Styles));

        Assert.Equal(new RawCell(text, kind), table.Rows[0][0]);
    }

    [Fact]
    public void Knows_the_date_system_of_the_workbook()
    {
        var table = Read(Workbooks.Of("""<row r="1"><c r="A1" s="1"><v>37096</v></c></row>""", styles: Styles, date1904: true));

        Assert.Equal("2005-07-25", table.Shown(table.Rows[0][0]));
    }

    [Fact]
    public void Spreads_merged_cells_over_their_range()
    {
        var table = Read(Workbooks.Of(
            Workbooks.Row(1, "名册") + Workbooks.Row(3, "第一党支部", "甲") + """<row r="4"><c r="B4" t="inlineStr"><is><t>乙</t></is></c></row>""",
            """<mergeCells count="2"><mergeCell ref="A1:C1"/><mergeCell ref="A3:A5"/></mergeCells>"""));

        Assert.Equal([new("名册"), new("名册", Spread: true), new RawCell("名册", Spread: true)], table.Rows[0].Cells);
        Assert.Equal([new("第一党支部", Spread: true), new RawCell("乙")], table.Rows[2].Cells);
    }

    [Fact]
    public void Takes_the_first_visible_sheet_with_content()
    {
        var table = Read(Workbooks.OfSheets(
            ("旧名册", "state=\"hidden\"", $"<sheetData>{Workbooks.Row(1, "旧")}</sheetData>"),
            ("空表", "", "<sheetData><row r=\"1\"><c r=\"A1\" s=\"0\"/></row></sheetData>"),
            ("名册", "", $"<sheetData>{Workbooks.Row(1, "新")}</sheetData>")));

        Assert.Equal(("名册", "新"), (table.Name, table.Rows[0][0].Text));
    }

    [Fact]
    public void A_link_that_is_no_address_does_not_spoil_the_workbook()
    {
        var link = Workbooks.Relationships(
            "<Relationship Id=\"l\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink\" Target=\"mailto:张三@@示例，电话\" TargetMode=\"External\"/>"
            + "<Relationship Id=\"m\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink\" Target=\"http://[\" TargetMode=\"External\"/>");

        var table = Read(Workbooks.With(Workbooks.Row(1, "姓名"), "xl/worksheets/_rels/sheet0.xml.rels", link));

        Assert.Equal("姓名", table.Rows[0][0].Text);
    }

    [Fact]
    public void A_sheet_with_a_document_type_is_refused()
    {
        const string bomb = """
            <!DOCTYPE worksheet [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>
            <worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>&b;</t></is></c></row></sheetData></worksheet>
            """;

        Assert.Equal("import-damaged", CodeOf(Workbooks.With("", "xl/worksheets/sheet0.xml", bomb)));
    }

    [Fact]
    public void A_workbook_that_unpacks_too_large_is_not_read()
    {
        var bomb = Workbooks.With("", "xl/media/nothing.xml", new string(' ', 3_000_000));

        var problem = XlsxReader.Read(bomb, "bomb.xlsx", CancellationToken.None, unpackedLimit: 2 * 1024 * 1024).Problem;

        Assert.Equal(("import-unpacks-too-large", 2L), (problem?.Code, problem?.Facts["megabytes"]));
        Assert.True(bomb.Length < 20_000);
    }

    [Fact]
    public void Sizes_that_a_package_declares_are_not_believed()
    {
        var bytes = Workbooks.With("", "xl/media/nothing.xml", new string(' ', 3_000_000)).ToArray();
        DeclareAllSizes(bytes, 10);

        var problem = XlsxReader.Read(new MemoryStream(bytes), "bomb.xlsx", CancellationToken.None, unpackedLimit: 2 * 1024 * 1024).Problem;

        Assert.Contains(problem?.Code, new[] { "import-unpacks-too-large", "import-damaged" });
    }

    [Fact]
    public void Merged_ranges_made_to_exhaust_are_refused()
    {
        var rows = string.Concat(Enumerable.Range(1, 300).Select(i => Workbooks.Row(i, "x")));
        var merges = string.Concat(Enumerable.Repeat("<mergeCell ref=\"A1:XFD1048576\"/>", 100));

        Assert.Equal("import-damaged", CodeOf(Workbooks.Of(rows, $"<mergeCells>{merges}</mergeCells>")));
    }

    [Fact]
    public void A_text_in_endless_runs_is_refused()
    {
        var text = string.Concat(Enumerable.Repeat("<r><t>ab</t></r>", 450_000));

        Assert.Equal("import-damaged", CodeOf(Workbooks.Of("""<row r="1"><c r="A1" t="s"><v>0</v></c></row>""", shared: [text])));
    }

    [Fact]
    public void A_number_format_of_endless_noughts_is_none()
    {
        var styles = $"""<numFmts><numFmt numFmtId="164" formatCode="{new string('0', 100_000)}"/></numFmts><cellXfs><xf numFmtId="164"/></cellXfs>""";

        var table = Read(Workbooks.Of("""<row r="1"><c r="A1" s="0"><v>7</v></c></row>""", styles: styles));

        Assert.Equal("7", table.Rows[0][0].Text);
    }

    [Fact]
    public void Cells_far_to_the_right_count_with_the_blank_ones_before_them()
    {
        var rows = string.Concat(Enumerable.Range(1, (Limits.Cells / Limits.Columns) + 1).Select(i => $"<row r=\"{i}\"><c r=\"SF{i}\"><v>1</v></c></row>"));

        Assert.Equal("import-too-many-rows", CodeOf(Workbooks.Of(rows)));
    }

    [Fact]
    public void Whoever_no_longer_waits_for_a_workbook_keeps_nobody_busy()
    {
        var workbook = Workbooks.Of(Workbooks.Row(1, "姓名"));

        Assert.Throws<OperationCanceledException>(() => TableReader.Read(workbook, "名册.xlsx", new CancellationToken(canceled: true)));
    }

    [Fact]
    public void A_workbook_that_is_cut_off_is_refused()
    {
        var whole = Workbooks.Of(Workbooks.Row(1, "姓名")).ToArray();

        for (var length = 4; length < whole.Length; length += 37)
            Assert.Equal("import-damaged", CodeOf(new MemoryStream(whole[..length])));
    }

    [Theory]
    [InlineData("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>99</v></c></row>")]
    [InlineData("<row r=\"1\"><c r=\"?\"><v>1</v></c></row>")]
    [InlineData("<row r=\"1\"><c r=\"A1\"><v>1</v></row>")]
    public void A_sheet_that_contradicts_itself_is_refused(string rows) => Assert.Equal("import-damaged", CodeOf(Workbooks.Of(rows)));

    [Fact]
    public void Another_package_than_a_workbook_is_refused() =>
        Assert.Contains(CodeOf(Workbooks.Zip(new Dictionary<string, string> { ["读我.txt"] = "文字" })), new[] { "import-damaged", "import-not-a-table" });

    [Theory]
    [InlineData("Workbook", "import-old-excel")]
    [InlineData("EncryptedPackage", "import-encrypted")]
    public void Old_and_encrypted_workbooks_are_refused_with_what_to_do(string stream, string code)
    {
        byte[] file = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, .. new byte[512], .. Encoding.Unicode.GetBytes(stream)];

        Assert.Equal(code, CodeOf(new MemoryStream(file)));
    }

    [Fact]
    public void A_file_that_is_too_large_is_refused_before_it_is_looked_at()
    {
        using var stream = new MemoryStream();
        stream.SetLength(Limits.FileBytes + 1);

        Assert.Equal("import-too-large", CodeOf(stream));
    }

    // The uncompressed size stands at offset 22 of local headers and 24 of the directory's.
    private static void DeclareAllSizes(byte[] zip, int size)
    {
        for (var i = 0; i < zip.Length - 30; i++)
        {
            if (zip.AsSpan(i).StartsWith("PK\u0003\u0004"u8))
                BitConverter.TryWriteBytes(zip.AsSpan(i + 22), size);
            else if (zip.AsSpan(i).StartsWith("PK\u0001\u0002"u8))
                BitConverter.TryWriteBytes(zip.AsSpan(i + 24), size);
        }
    }

    private static RawTable Read(Stream stream)
    {
        var result = TableReader.Read(stream, "名册.xlsx", CancellationToken.None);
        Assert.True(result.IsOk, result.Problem?.ToString());
        return result.Value!; // asserted
    }

    private static string? CodeOf(Stream stream) => TableReader.Read(stream, "名册.xlsx", CancellationToken.None).Problem?.Code;
}
