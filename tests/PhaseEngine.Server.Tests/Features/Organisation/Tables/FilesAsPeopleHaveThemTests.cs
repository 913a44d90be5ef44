using System.Text;
using PhaseEngine.Core;
using PhaseEngine.Core.Organisations;
using PhaseEngine.Core.Organisations.Import;
using PhaseEngine.Server.Features.Organisation.Tables;
using ImportOutcome = PhaseEngine.Core.Organisations.Import.Import;

namespace PhaseEngine.Server.Tests.Features.Organisation.Tables;

/// <summary>From the bytes of a file to the report.</summary>
public sealed class FilesAsPeopleHaveThemTests
{
    private static readonly Unit First = Unit.Create(Id(1), new("001", "第一党支部", "branch"));
    private static readonly Unit Second = Unit.Create(Id(2), new("002", "第二党支部", "branch"));

    [Fact]
    public void A_workbook_with_titles_merged_branches_serial_dates_and_ids_stored_as_numbers()
    {
        const string rows = """
            <row r="1"><c r="A1" t="inlineStr"><is><t>示例镇党员花名册</t></is></c></row>
            <row r="2"><c r="F2" t="inlineStr"><is><t>2005年7月1日</t></is></c></row>
            <row r="3"><c r="A3" t="inlineStr"><is><t>所在党支部</t></is></c><c r="B3" t="inlineStr"><is><t>个人情况</t></is></c><c r="E3" t="inlineStr"><is><t>党籍情况</t></is></c></row>
            <row r="4"><c r="B4" t="inlineStr"><is><t>姓 名</t></is></c><c r="C4" t="inlineStr"><is><t>公民身份号码</t></is></c><c r="D4" t="inlineStr"><is><t>工作单位</t></is></c><c r="E4" t="inlineStr"><is><t>入党时间</t></is></c><c r="F4" t="inlineStr"><is><t>转正时间</t></is></c></row>
            <row r="5"><c r="A5" t="inlineStr"><is><t>第一党支部</t></is></c><c r="B5" t="inlineStr"><is><t>王　芳</t></is></c><c r="C5" t="inlineStr"><is><t>１１０１０５１９４９１２３１００２Ｘ</t></is></c><c r="D5" t="inlineStr"><is><t>示例厂</t></is></c><c r="E5" s="1"><v>35977</v></c><c r="F5"><v>36342</v></c></row>
            <row r="6"><c r="B6" t="inlineStr"><is><t>李四</t></is></c><c r="C6"><v>4.4052418800101E+17</v></c><c r="E6" t="inlineStr"><is><t>1998.7</t></is></c></row>
            <row r="7"><c r="B7" t="inlineStr"><is><t>赵六</t></is></c><c r="E7"><v>2001.1</v></c></row>
            <row r="8"/>
            """;
        var file = Workbooks.Of(
            rows,
            """<mergeCells count="5"><mergeCell ref="A1:F1"/><mergeCell ref="A3:A4"/><mergeCell ref="B3:D3"/><mergeCell ref="E3:F3"/><mergeCell ref="A5:A8"/></mergeCells>""",
            styles: """<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>""");

        var import = Members(file, "名册.xlsx");

        Assert.Equal(["import-digits-lost C6", "import-date-ambiguous E7"], Short(import));
        var member = Assert.Single(import.Changes.Members).Details;
        Assert.Equal(
            (First.Id, "王芳", (DateOnly?)new DateOnly(1998, 7, 1), (DateOnly?)new DateOnly(1999, 7, 1)),
            (member.UnitId, member.Name, member.AdmittedOn, member.ConfirmedOn));
        Assert.Equal("示例厂", Assert.Single(import.Changes.Hosts).Details.Name);
    }

    [Fact]
    public void A_GB18030_list_with_namesakes_a_double_and_an_unknown_branch()
    {
        var gb18030 = CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!; // part of the framework
        var file = gb18030.GetBytes(
            "党员花名册,,,\r\n姓名,身份证号,所在党支部,流动党员\r\n张伟,,第一党支部,否\r\n张　伟,,第一党支部,是\r\n"
            + "王芳,11010519491231002X,第二党支部,\r\n王芳,\"'11010519491231002x\",第二党支部,\r\n丁一,,第三党支部,\r\n㐀某,,002,是\r\n");

        var import = Members(new MemoryStream(file), "名册.csv");

        Assert.Equal(
            ["import-member-namesakes A3", "import-member-namesakes A4", "import-member-twice A6", "import-unit-unknown C7"], Short(import));
        Assert.Equal(["王芳 inPost", "㐀某 floating"], import.Changes.Members.Select(m => $"{m.Details.Name} {m.Details.Category}"));
    }

    [Fact]
    public void A_missing_column_is_a_refusal_of_the_file()
    {
        var table = TableReader.Read(new MemoryStream(Encoding.UTF8.GetBytes("姓名,入党时间\n王芳,1998.7\n")), "名册.csv", CancellationToken.None).Value!; // two good rows

        Assert.Equal("import-column-missing", MemberImport.Read(table, Known(), Options()).Problem?.Code);
    }

    [Fact]
    public void What_is_exported_as_a_workbook_or_as_text_is_read_back_unchanged()
    {
        Unit[] units = [First, Second, Unit.Create(Id(3), new("007", "=危险的名称", "jointBranch", First.Id, "Asia/Urumqi", new(2005, 3, 31)))];
        Host[] hosts = [Host.Create(Id(11), new("甲厂", "enterprise", "administration")), Host.Create(Id(12), new("乙、丙所"))];
        UnitHost[] coverage = [new(Id(3), Id(12), 0), new(Id(3), Id(11), 1)];
        Member[] members =
        [
            Member.Create(Id(21), new(First.Id, "张伟", "000123456789012345", "ab", "old", Id(11), Second.Id, new(2005, 1, 1), new(2005, 7, 1), true, new(1998, 7, 1))),
            Member.Create(Id(22), new(First.Id, "张伟", LeftOn: new(2005, 2, 1), LeftReason: "died", TookPartInPilot: false)),
            Member.Create(Id(23), new(Id(3), "买买提·艾力", JoinedOn: new(2005, 6, 1))),
        ];
        var known = new KnownOrganisation(units, hosts, coverage, members);

        foreach (var write in new Action<Stream, TextTable>[] { (s, t) => XlsxWriter.Write(s, t), CsvWriter.Write })
        {
            var unitReport = UnitImport.Read(Written(write, OrganisationTables.OfUnits(units, units, hosts, coverage, "zh-CN")), known, Options()).Value?.Report;
            var memberReport = MemberImport.Read(Written(write, OrganisationTables.OfMembers(members, units, hosts, "zh-CN")), known, Options()).Value?.Report;

            Assert.Equal((3, 3), (unitReport?.Unchanged, memberReport?.Unchanged));
            Assert.Empty(unitReport?.Findings ?? []);
            Assert.Empty(memberReport?.Findings ?? []);
        }
    }

    [Fact]
    public void A_finding_repeats_the_beginning_of_a_long_cell_only()
    {
        var file = Encoding.UTF8.GetBytes($"姓名,所在党支部\n{new string('长', 5000)},第一党支部\n");

        var finding = Assert.Single(Members(new MemoryStream(file), "名册.csv").Report.Findings);

        Assert.Equal(("import-text-too-long", Limits.CellShown), (finding.Code, finding.Value?.Length));
    }

    [Fact]
    public void The_error_report_can_be_mended_and_imported()
    {
        var bytes = Encoding.UTF8.GetBytes("党员花名册,,\n姓名,所在党支部,入党时间\n王芳,第一党支部,二月三十\n李四,第二党支部,1998.7.1\n");
        var table = TableReader.Read(new MemoryStream(bytes), "名册.csv", CancellationToken.None).Value!; // a good table
        var report = MemberImport.Read(table, Known(), Options()).Value!.Report; // likewise

        var remarks = ErrorReport.Of(table, report, "问题", f => f.Code);
        var mended = remarks with { Rows = [.. remarks.Rows.Select(r => (IReadOnlyList<string>)[.. r.Select(c => c == "二月三十" ? "2000-02-29" : c)])] };
        var again = MemberImport.Read(Written((s, t) => XlsxWriter.Write(s, t), mended), Known(), Options()).Value?.Report;

        Assert.Equal("C3: import-date-unreadable", remarks.Rows[2][0]);
        Assert.Equal((2, 0), (again?.New, again?.Refused));
    }

    private static RawTable Written(Action<Stream, TextTable> write, TextTable table)
    {
        var stream = new MemoryStream();
        write(stream, table);
        stream.Position = 0;
        return Ok(TableReader.Read(stream, "file", CancellationToken.None));
    }

    private static ImportOutcome Members(Stream file, string name) => Ok(MemberImport.Read(Ok(TableReader.Read(file, name, CancellationToken.None)), Known(), Options()));

    private static T Ok<T>(Result<T> result)
    {
        Assert.True(result.IsOk, result.Problem?.ToString());
        return result.Value!; // asserted
    }

    private static IEnumerable<string> Short(ImportOutcome import) => import.Report.Findings.Select(f => $"{f.Code} {f.Column}{f.Row}");

    private static KnownOrganisation Known() => new([First, Second], [], [], []);

    private static ImportOptions Options()
    {
        var next = 1000;
        return new ImportOptions(new DateOnly(2005, 7, 1), () => Id(next++), new byte[32]);
    }

    private static Guid Id(int number) => new(number, 0, 0, new byte[8]);
}
