using PhaseEngine.Core.Organisations;
using PhaseEngine.Core.Organisations.Import;

namespace PhaseEngine.Core.Tests.Organisations.Import;

public sealed class MemberImportTests
{
    private const string Wang = "11010519491231002X";
    private const string Li = "440524188001010014";
    private static readonly Unit First = Unit.Create(Given.Id(1), new("001", "第一党支部", "branch"));
    private static readonly Unit Second = Unit.Create(Given.Id(2), new("002", "第二党支部", "branch"));

    [Fact]
    public void Reads_members_as_people_list_them()
    {
        var import = Given.Members(
            Given.Table(
                "第一党支部党员花名册",
                "序号|姓 名|公民身份号码|组织关系所在单位|所在单位|党员类别|人员类别|流动党员|入党时间|转正时间",
                "１|王　芳|１１０１０５１９４９１２３１００２ｘ|第一党支部|某厂|领导干部|正式党员|否|1998.7|1999年7月1日",
                "2|李四||第一党支部|||预备党员|是|20050401|"),
            Known());

        Assert.Empty(import.Report.Findings);
        Assert.Equal(
            [
                new(First.Id, "王芳", NationalIdHash: NationalId.Hash(Wang, new byte[32]), Category: "leadingCadre",
                    HostId: import.Changes.Hosts[0].Id, AdmittedOn: new(1998, 7, 1), ConfirmedOn: new(1999, 7, 1)),
                new MemberDetails(First.Id, "李四", Category: "floating", Probationary: true, AdmittedOn: new(2005, 4, 1)),
            ],
            import.Changes.Members.Select(m => m.Details));
    }

    [Fact]
    public void A_national_id_appears_nowhere_in_the_outcome()
    {
        var import = Given.Members(
            Given.Table("姓名|身份证号|党支部|编号", $"王芳|{Wang}|第一党支部|", $"李四|110105194912310021|第一党支部|", $"赵六||没有的支部{Wang}|"), Known());

        Assert.Equal(["import-id-check-digit B3", "import-unit-unknown C4"], import.Report.Short());
        Assert.Equal("110*************21", import.Report.Findings[0].Value);
        Assert.DoesNotContain("19491231", System.Text.Json.JsonSerializer.Serialize(import), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1.1010519491231E+17", CellKind.Number, "import-digits-lost")]
    [InlineData("110105194912310000", CellKind.Number, "import-digits-lost")]
    [InlineData("1.10105E+17", CellKind.Unknown, "import-digits-lost")]
    [InlineData("110105194912310000", CellKind.Unknown, "import-digits-lost")]
    [InlineData("110105194912310021", CellKind.Text, "import-id-check-digit")]
    [InlineData("1101051949123100", CellKind.Text, "import-id-malformed")]
    [InlineData("11010519491331002X", CellKind.Text, "import-id-malformed")]
    public void A_national_id_that_cannot_be_right_is_refused_with_the_reason(string written, CellKind kind, string code)
    {
        var table = new RawTable("名册", [Titles("姓名", "身份证号", "党支部"), new(2, [new("王芳"), new(written, kind), new("第一党支部")])]);

        var import = Given.Members(table, Known());

        Assert.Equal([$"{code} B2"], import.Report.Short());
    }

    [Theory]
    [InlineData("110105491231002", CellKind.Number)]
    [InlineData("'11010519491231002X", CellKind.Text)]
    [InlineData("110105 19491231 002x", CellKind.Text)]
    public void The_forms_of_one_id_match_one_member(string written, CellKind kind)
    {
        var member = Member.Create(Given.Id(10), new(First.Id, "王芳", NationalIdHash: NationalId.Hash(Wang, new byte[32])));
        var table = new RawTable("名册", [Titles("姓名", "身份证号", "党支部"), new(2, [new("王芳"), new(written, kind), new("第一党支部")])]);

        var import = Given.Members(table, Known(member));

        Assert.Equal((1, 0), (import.Report.Unchanged, import.Report.Refused));
    }

    [Fact]
    public void Namesakes_in_one_unit_that_nothing_tells_apart_are_both_refused()
    {
        var import = Given.Members(
            Given.Table("姓名|身份证号|党支部", "张伟||第一党支部", $"王芳|{Wang}|第一党支部", "张　伟||第一党支部", "张伟||第二党支部"), Known());

        Assert.Equal(["import-member-namesakes A2", "import-member-namesakes A4"], import.Report.Short());
        Assert.Equal([4, 2], import.Report.Findings.Select(f => f.Facts["otherRow"]));
        Assert.Equal(2, import.Report.New);
    }

    [Fact]
    public void Namesakes_with_different_ids_are_two_members()
    {
        var import = Given.Members(Given.Table("姓名|身份证号|党支部", $"张伟|{Wang}|第一党支部", $"张伟|{Li}|第一党支部"), Known());

        Assert.Equal(2, import.Changes.Members.Count);
        Assert.Empty(import.Report.Findings);
    }

    [Fact]
    public void An_id_on_one_side_and_a_code_on_the_other_do_not_tell_namesakes_apart()
    {
        var import = Given.Members(Given.Table("姓名|身份证号|编号|党支部", $"张伟|{Wang}||第一党支部", "张伟||7|第一党支部"), Known());

        Assert.Equal(["import-member-namesakes A2", "import-member-namesakes A3"], import.Report.Short());
    }

    [Fact]
    public void The_same_member_twice_is_refused_the_second_time()
    {
        var import = Given.Members(Given.Table("姓名|身份证号|党支部", $"王芳|{Wang}|第一党支部", $"王方|{Wang}|第二党支部"), Known());

        Assert.Equal(["import-member-twice A3"], import.Report.Short());
        Assert.Equal(2, import.Report.Findings[0].Facts["otherRow"]);
        Assert.Equal("王芳", Assert.Single(import.Changes.Members).Details.Name);
    }

    [Fact]
    public void A_known_member_is_found_by_the_name_in_the_unit_and_gets_the_id()
    {
        var import = Given.Members(
            Given.Table("姓名|身份证号|党支部", $"王芳|{Wang}|第一党支部"), Known(Member.Create(Given.Id(10), new(First.Id, "王芳"))));

        var change = Assert.Single(import.Changes.Members);
        Assert.Equal((Given.Id(10), false), (change.Id, change.IsNew));
        Assert.NotNull(change.Details.NationalIdHash);
    }

    [Fact]
    public void A_known_member_with_another_id_is_a_namesake_not_the_same()
    {
        var known = Member.Create(Given.Id(10), new(First.Id, "王芳", NationalIdHash: NationalId.Hash(Li, new byte[32])));

        var import = Given.Members(Given.Table("姓名|身份证号|党支部", $"王芳|{Wang}|第一党支部"), Known(known));

        Assert.True(Assert.Single(import.Changes.Members).IsNew);
    }

    [Fact]
    public void Two_known_namesakes_need_more_than_the_name()
    {
        var import = Given.Members(
            Given.Table("姓名|党支部", "王芳|第一党支部"),
            Known(Member.Create(Given.Id(10), new(First.Id, "王芳", "1")), Member.Create(Given.Id(11), new(First.Id, "王芳", "2"))));

        Assert.Equal(["import-member-ambiguous A2"], import.Report.Short());
    }

    [Fact]
    public void A_member_found_in_another_unit_moves_on_the_day_of_the_list()
    {
        var known = Member.Create(Given.Id(10), new(Second.Id, "王芳", NationalIdHash: NationalId.Hash(Wang, new byte[32])));

        var import = Given.Members(Given.Table("姓名|身份证号|党支部", $"王芳|{Wang}|第一党支部"), Known(known));

        var details = Assert.Single(import.Changes.Members).Details;
        Assert.Equal((First.Id, (DateOnly?)Given.Today), (details.UnitId, details.JoinedOn));
        Assert.Equal(["import-member-moves C2"], import.Report.Short());
    }

    [Fact]
    public void A_certificate_of_a_unit_outside_is_remarked_on_and_the_member_taken()
    {
        var import = Given.Members(
            Given.Table("姓名|党支部|流入地党组织", "王芳|第一党支部|外省某党支部", "李四|第一党支部|第二党支部", "赵六|第一党支部|第一党支部"), Known());

        Assert.Equal(["import-certificate-unit-outside C2", "import-certificate-own-unit C4"], import.Report.Short());
        Assert.Equal([null, Second.Id], import.Changes.Members.Select(m => m.Details.CertificateUnitId));
    }

    [Fact]
    public void Dates_that_cannot_follow_each_other_are_refused()
    {
        var import = Given.Members(
            Given.Table(
                "姓名|党支部|入党时间|转正时间|转入时间|离开时间|离开原因",
                "甲|001|2005-01-01|2004-01-01|||",
                "乙|001|||2005-01-01|2004-12-31|转出",
                "丙|001|||||去世",
                "丁|001|二月三十|||3/4/2005|病故"),
            Known());

        Assert.Equal(
            ["import-dates-out-of-order D2", "import-dates-out-of-order F3", "import-left-day-missing F4", "import-date-unreadable C5", "import-date-ambiguous F5"],
            import.Report.Short());
    }

    [Fact]
    public void A_code_and_an_id_of_two_known_members_contradict_each_other()
    {
        var import = Given.Members(
            Given.Table("姓名|身份证号|编号|党支部", $"王芳|{Wang}|7|第一党支部"),
            Known(
                Member.Create(Given.Id(10), new(First.Id, "王芳", NationalIdHash: NationalId.Hash(Wang, new byte[32]))),
                Member.Create(Given.Id(11), new(First.Id, "李四", "7"))));

        Assert.Equal(["import-member-contradicts B2"], import.Report.Short());
    }

    [Fact]
    public void A_missing_column_refuses_the_file_and_names_it()
    {
        var result = MemberImport.Read(Given.Table("序号|姓名|入党时间|转正时间", "1|王芳|1998-07-01|"), Known(), Given.Options());

        Assert.Equal("import-column-missing", result.Problem?.Code);
        Assert.Contains("组织关系所在单位", (string?)result.Problem?.Facts["columns"]);
    }

    [Fact]
    public void A_code_that_the_spreadsheet_made_a_date_is_refused()
    {
        var table = new RawTable("名册", [Titles("姓名", "编号", "党支部"), new(2, [new("王芳"), new("38412", CellKind.Date), new("第一党支部")])]);

        Assert.Equal(["import-date-instead-of-text B2"], Given.Members(table, Known()).Report.Short());
    }

    private static RawRow Titles(params string[] titles) => new(1, [.. titles.Select(t => new RawCell(t))]);

    private static KnownOrganisation Known(params Member[] members) => new([First, Second], [], [], members);
}
