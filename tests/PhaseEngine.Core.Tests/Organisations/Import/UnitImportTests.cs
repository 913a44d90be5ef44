using PhaseEngine.Core.Organisations.Import;

namespace PhaseEngine.Core.Tests.Organisations.Import;

public sealed class UnitImportTests
{
    [Fact]
    public void Reads_a_tree_with_hosts_whatever_the_order_of_the_rows()
    {
        var import = Given.Units(Given.Table(
            "组织代码|组织名称|类别|上级组织|所在单位|所属领域",
            "002|机械厂党支部|党支部|示例镇党委|机械厂|企业",
            "003|园区联合党支部|联合党支部|001|甲公司、乙医院|企业；事业单位",
            "001|示例镇党委|党委|||"));

        var top = import.Changes.Units[0];
        Assert.Equal(["001", "002", "003"], import.Changes.Units.Select(u => u.Details.Code).Order());
        Assert.Equal(("001", (Guid?)null), (top.Details.Code, top.Details.ParentId));
        Assert.All(import.Changes.Units.Skip(1), u => Assert.Equal(top.Id, u.Details.ParentId));
        Assert.Equal(["机械厂 enterprise", "甲公司 enterprise", "乙医院 institution"], import.Changes.Hosts.Select(h => $"{h.Details.Name} {h.Details.Sector}"));
        Assert.Equal((3, 0, 0, 0, 3), (import.Report.New, import.Report.Changed, import.Report.Unchanged, import.Report.Refused, import.Report.NewHosts));
    }

    [Fact]
    public void Finds_the_titles_below_title_rows_and_leaves_notes_and_totals_out()
    {
        var import = Given.Units(Given.Table(
            "示例镇党组织名册|||",
            "填报单位：示例镇党委（盖章）|||2005年7月1日",
            "",
            "序号|党 支 部\n名　称*|上級組織（必填）|类　别",
            "1|第一党支部||党支部",
            "序号|党支部名称|上级组织|类别",
            "2|第二党支部||党支部",
            "3|||",
            "合计|2|0|",
            "填表人：张三||审核人：李四|"));

        Assert.Equal(["第一党支部", "第二党支部"], import.Changes.Units.Select(u => u.Details.Name));
        Assert.Empty(import.Report.Findings);
    }

    [Fact]
    public void Reads_titles_in_two_rows_with_merged_cells()
    {
        RawRow[] rows =
        [
            new(1, [new("序号"), new("党组织"), new("", Spread: true), new("上级")]),
            new(2, [new("序号", Spread: true), new("名称"), new("类别"), new("上级", Spread: true)]),
            new(3, [new("1"), new("示例党委"), new("党委"), new("")]),
        ];

        var import = Given.Units(new RawTable("名册", rows));

        Assert.Equal(("示例党委", "committee"), (import.Changes.Units[0].Details.Name, import.Changes.Units[0].Details.Type));
        Assert.Single(import.Changes.Units);
    }

    [Theory]
    [InlineData("某厂党委", "committee")]
    [InlineData("中共某县委员会", "committee")]
    [InlineData("某局机关党委", "organCommittee")]
    [InlineData("某局机关党委第一党支部", "branch")]
    [InlineData("某厂党总支", "generalBranch")]
    [InlineData("中共某厂总支部委员会", "generalBranch")]
    [InlineData("中共某村支部委员会", "branch")]
    [InlineData("某楼宇聯合黨支部", "jointBranch")]
    [InlineData("某工地临时党支部", "temporaryBranch")]
    [InlineData("某园区党工委", "workingCommittee")]
    [InlineData("某局党组", "leadingPartyGroup")]
    [InlineData("某车间第二党小组", "group")]
    public void A_type_that_the_list_does_not_give_follows_from_the_name(string name, string type)
    {
        var import = Given.Units(Given.Table("组织名称|上级组织", $"{name}|"));

        Assert.Equal(type, import.Changes.Units[0].Details.Type);
    }

    [Fact]
    public void An_unknown_type_is_refused_with_the_words_that_are_known()
    {
        var import = Given.Units(Given.Table("组织名称|类别", "某厂党支部|车间", "某厂|"));

        Assert.Equal(["import-word-unknown B2", "import-word-unknown B3"], import.Report.Short());
        Assert.Contains("联合党支部", (string?)import.Report.Findings[0].Facts["known"]);
        Assert.Equal("车间", import.Report.Findings[0].Value);
    }

    [Fact]
    public void A_code_that_would_pass_for_something_else_on_record_is_refused()
    {
        var import = Given.Units(Given.Table("组织代码|组织名称|类别", "~x|甲党委|党委", "|~乙党委|党委", "003|丙党委|党委"));

        Assert.Equal(["import-code-reserved A2", "import-code-reserved B3"], import.Report.Short());
        Assert.Equal("003", Assert.Single(import.Changes.Units).Details.Code);
    }

    [Fact]
    public void An_unknown_unit_above_is_refused_and_what_hangs_on_it()
    {
        var import = Given.Units(Given.Table(
            "组织代码|组织名称|上级组织", "1|甲党委|没有的党委", "2|乙党支部|甲党委", "3|丙党小组|乙党支部", "4|丁党支部|"));

        Assert.Equal(["import-unit-unknown C2", "import-parent-refused C3", "import-parent-refused C4"], import.Report.Short());
        Assert.Equal("4", Assert.Single(import.Changes.Units).Details.Code);
    }

    [Fact]
    public void A_deep_chain_under_a_refused_row_is_refused_whatever_the_order_of_the_rows()
    {
        const int depth = 20_000;
        var chain = Enumerable.Range(1, depth).Reverse().Select(n => $"{n}|第{n}党支部|{(n == 1 ? "没有的代码" : n - 1)}");

        var import = Given.Units(Given.Table(["组织代码|组织名称|上级组织代码", .. chain]));

        Assert.Empty(import.Changes.Units);
        Assert.Equal(depth - 1, import.Report.Findings.Count(f => f.Code == ImportCodes.ParentRefused));
    }

    [Fact]
    public void Units_above_each_other_in_a_circle_are_refused_with_the_circle()
    {
        var import = Given.Units(Given.Table("组织代码|组织名称|上级组织代码", "1|甲党委|2", "2|乙党委|3", "3|丙党委|1", "4|丁党支部|"));

        Assert.Equal(["import-parent-cycle C2", "import-parent-cycle C3", "import-parent-cycle C4"], import.Report.Short());
        Assert.Equal(4, ((string?)import.Report.Findings[0].Facts["path"])?.Split(" → ").Length);
        Assert.Single(import.Changes.Units);
    }

    [Fact]
    public void A_refused_row_must_not_close_a_circle_through_what_stays_as_it_was()
    {
        var known = Given.Units(Given.Table("组织代码|组织名称|上级组织代码", "1|甲党委|", "2|乙党委|1", "3|丙党委|")).Stored();

        var import = Given.Units(Given.Table("组织代码|组织名称|类别|上级组织代码", "1|甲党委|党委|2", "2|乙党委|车间|3"), known);

        Assert.Equal(["import-parent-cycle D2", "import-word-unknown C3"], import.Report.Short());
        Assert.Empty(import.Changes.Units);
    }

    [Fact]
    public void The_same_unit_twice_is_refused_the_second_time()
    {
        var import = Given.Units(Given.Table("组织代码|组织名称", "Ａ1|甲党委", "a1|乙党委"));

        Assert.Equal(["import-unit-twice A3"], import.Report.Short());
        Assert.Equal(2, import.Report.Findings[0].Facts["otherRow"]);
        Assert.Equal("甲党委", Assert.Single(import.Changes.Units).Details.Name);
    }

    [Fact]
    public void A_name_that_several_units_have_says_nothing_about_which()
    {
        var import = Given.Units(Given.Table(
            "组织代码|组织名称|上级组织", "1|第一党支部|", "2|第一党支部|", "3|某党小组|第一党支部"));

        Assert.Equal(["import-unit-ambiguous C4"], import.Report.Short());
        Assert.Equal("1, 2", import.Report.Findings[0].Facts["codes"]);
    }

    [Fact]
    public void Strict_takes_nothing_over_when_there_is_any_error()
    {
        var table = Given.Table("组织代码|组织名称", "1|甲党委", "2|");

        var import = Given.Units(table, options: Given.Options(strict: true));

        Assert.False(import.Report.Accepted);
        Assert.Same(OrganisationChanges.None, import.Changes);
        Assert.Equal((1, 1), (import.Report.New, import.Report.Refused));
    }

    [Fact]
    public void A_second_import_of_the_same_list_changes_nothing()
    {
        var table = Given.Table("组织代码|组织名称|类别|上级组织|所在单位|所属领域", "001|示例镇党委|党委|||", "002|机械厂党支部|党支部|示例镇党委|机械厂|企业");

        var again = Given.Units(table, Given.Units(table).Stored());

        Assert.Equal((0, 0, 2, 0), (again.Report.New, again.Report.Changed, again.Report.Unchanged, again.Report.Refused));
        Assert.Empty(again.Changes.Units);
        Assert.Empty(again.Changes.Hosts);
        Assert.Empty(again.Changes.Coverage);
    }

    [Fact]
    public void A_blank_cell_leaves_what_is_known()
    {
        var known = Given.Units(Given.Table("组织代码|组织名称|类别|上级组织|试点截止日期", "1|甲党委|党委||", "2|乙党支部|党支部|甲党委|2005.3.31")).Stored();

        var import = Given.Units(Given.Table("组织代码|组织名称|类别|上级组织|试点截止日期", "2|乙联合党支部||| "), known);

        var changed = Assert.Single(import.Changes.Units).Details;
        Assert.Equal(("乙联合党支部", "branch", (DateOnly?)new DateOnly(2005, 3, 31)), (changed.Name, changed.Type, changed.PilotUntil));
        Assert.NotNull(changed.ParentId);
    }

    [Fact]
    public void A_unit_imported_without_code_is_the_same_when_it_gets_one()
    {
        var known = Given.Units(Given.Table("组织名称", "甲党委")).Stored();

        var import = Given.Units(Given.Table("组织代码|组织名称", "001|甲党委"), known);

        var change = Assert.Single(import.Changes.Units);
        Assert.Equal((false, "001"), (change.IsNew, change.Details.Code));
    }

    [Theory]
    [InlineData("2005年3月31日", "2005-03-31")]
    [InlineData("是", "2005-04-15")]
    [InlineData("否", null)]
    public void The_pilot_is_given_by_its_last_day_or_by_yes(string written, string? until)
    {
        var options = Given.Options() with { PilotUntil = new DateOnly(2005, 4, 15) };

        var import = Given.Units(Given.Table("组织名称|试点", $"甲党委|{written}"), options: options);

        Assert.Equal(until, import.Changes.Units[0].Details.PilotUntil?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Two_rows_that_contradict_each_other_about_a_host_are_not_both_taken()
    {
        var import = Given.Units(Given.Table("组织代码|组织名称|所在单位|所属领域", "1|甲党支部|某厂|企业", "2|乙党支部|某厂|农村"));

        Assert.Equal(["import-host-contradicts C3"], import.Report.Short());
        Assert.Equal("enterprise", Assert.Single(import.Changes.Hosts).Details.Sector);
    }

    [Fact]
    public void A_known_host_may_have_a_comma_in_its_name()
    {
        var known = new KnownOrganisation([], [Host.Create(Given.Id(1), new("质量、计量检测所"))], [], []);

        var import = Given.Units(Given.Table("组织名称|所在单位", "检测所党支部|质量、计量检测所"), known);

        Assert.Equal([Given.Id(1)], Assert.Single(import.Changes.Coverage).HostIds);
    }

    [Theory]
    [InlineData("import-column-missing", "组织代码|类别|上级组织", "1|党委|")]
    [InlineData("import-header-missing", "甲|乙", "1|2")]
    [InlineData("import-empty", "组织代码|组织名称", "|")]
    [InlineData("import-column-twice", "组织名称|组织名称", "甲党委|乙党委")]
    public void A_table_that_is_no_list_of_units_is_refused_as_a_whole(string code, params string[] rows)
    {
        var result = UnitImport.Read(Given.Table(rows), KnownOrganisation.Nothing, Given.Options());

        Assert.Equal(code, result.Problem?.Code);
    }
}
