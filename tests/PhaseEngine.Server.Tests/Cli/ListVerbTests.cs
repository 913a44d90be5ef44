using PhaseEngine.Core.Organisations.Import;
using PhaseEngine.Server.Cli;
using PhaseEngine.Server.Features.Organisation.Tables;
using PhaseEngine.Server.Tests.Running;

namespace PhaseEngine.Server.Tests.Cli;

public sealed class ListVerbTests : FilesOfATest, IAsyncLifetime
{
    private const string Units = "组织代码,组织名称,组织类别,上级组织代码\nA,某街道党工委,党工委,\nA1,第一党支部,党支部,A\nA2,第二党支部,党支部,A\n";
    private const string Members = "姓名,组织代码\n张三,A1\n李四,A1\n王五,A2\n";

    private string Database => $"sqlite:{PathOf("lists.db")}";

    public async ValueTask InitializeAsync() => await Databases.Upgrade(Database);

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Units_and_members_are_taken_over_and_a_second_time_nothing_changes()
    {
        var units = await Run("import", "units", Write("units.csv", Units));
        var members = await Run("import", "members", Write("members.csv", Members));
        var again = await Run("import", "members", PathOf("members.csv"));

        Assert.Equal("3 rows: 3 new, 0 changed, 0 unchanged, 0 refused; 0 new hosts", units.Is(ExitCode.Ok).Lines[^1]);
        Assert.Equal("3 rows: 3 new, 0 changed, 0 unchanged, 0 refused; 0 new hosts", members.Is(ExitCode.Ok).Lines[^1]);
        Assert.Equal("3 rows: 0 new, 0 changed, 3 unchanged, 0 refused; 0 new hosts", again.Is(ExitCode.Ok).Lines[^1]);
    }

    [Fact]
    public async Task A_bad_row_is_told_by_its_cell_and_the_good_ones_are_taken_over()
    {
        await Run("import", "units", Write("units.csv", Units));

        var verb = await Run("import", "members", Write("members.csv", Members + "赵六,A9\n"), "--lang", "zh-CN");

        Assert.Equal(ExitCode.Findings, verb.Code);
        Assert.Contains(verb.Lines, l => l.StartsWith("B5 ", StringComparison.Ordinal) && l.Contains("error", StringComparison.Ordinal) && l.Contains("A9", StringComparison.Ordinal));
        Assert.Equal("4 rows: 3 new, 0 changed, 0 unchanged, 1 refused; 0 new hosts", verb.Lines[^1]);
        Assert.Equal(3, await Exported("members"));
    }

    [Fact]
    public async Task Strictly_one_bad_row_stops_all()
    {
        await Run("import", "units", Write("units.csv", Units));

        var verb = await Run("import", "members", Write("members.csv", Members + "赵六,A9\n"), "--strict");

        Assert.Equal(ExitCode.Refused, verb.Code);
        Assert.Equal("Nothing was taken over, because rows were refused.", verb.Lines[^1]);
        Assert.Equal(0, await Exported("members"));
    }

    [Fact]
    public async Task A_dry_run_changes_nothing()
    {
        var verb = await Run("import", "units", Write("units.csv", Units), "--dry-run");

        Assert.Equal(["3 rows: 3 new, 0 changed, 0 unchanged, 0 refused; 0 new hosts", "Nothing was changed: a dry run."], verb.Is(ExitCode.Ok).Lines);
        Assert.Equal(0, await Exported("units"));
    }

    [Fact]
    public async Task The_report_is_the_table_with_what_is_wrong_in_front()
    {
        await Run("import", "units", Write("units.csv", Units));

        await Run("import", "members", Write("members.csv", Members + "赵六,A9\n"), "--report", PathOf("report.xlsx"));

        var row = TableOf("report.xlsx").Rows.Single(r => r.Cells.Any(c => c.Text == "赵六"));
        Assert.StartsWith("B5: ", row[0].Text, StringComparison.Ordinal);
        Assert.Equal("A9", row[2].Text);
    }

    [Theory]
    [InlineData("units.csv")]
    [InlineData("units.xlsx")]
    public async Task What_is_exported_is_imported_elsewhere_without_a_difference(string name)
    {
        await Run("import", "units", Write("given.csv", Units));
        (await Run("export", "units", PathOf(name), "--lang", "zh-CN")).Is(ExitCode.Ok);

        var again = await Run("import", "units", PathOf(name));

        Assert.Equal("3 rows: 0 new, 0 changed, 3 unchanged, 0 refused; 0 new hosts", again.Is(ExitCode.Ok).Lines[^1]);
    }

    [Fact]
    public async Task Below_a_unit_only_its_subtree_is_exported()
    {
        await Run("import", "units", Write("units.csv", Units));

        await Run("export", "units", PathOf("one.csv"), "--under", "A1");

        Assert.Equal(["A1"], TableOf("one.csv").Rows.Skip(1).Select(r => r[0].Text));
    }

    [Fact]
    public async Task New_units_hang_where_it_is_said()
    {
        await Run("import", "units", Write("units.csv", Units));

        await Run("import", "units", Write("more.csv", "组织代码,组织名称,组织类别\nA3,第三党支部,党支部\n"), "--under", "A");

        await Run("export", "units", PathOf("all.csv"));
        Assert.Equal("A", TableOf("all.csv").Rows.Single(r => r[0].Text == "A3")[3].Text);
    }

    [Fact]
    public async Task A_code_nobody_has_is_refused()
    {
        var verb = await Run("export", "units", PathOf("none.csv"), "--under", "Z");

        Assert.Equal(ExitCode.Refused, verb.Code);
        Assert.StartsWith("unit-code-unknown", verb.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(PathOf("none.csv")));
    }

    [Fact]
    public async Task A_name_that_says_no_format_is_a_mistake_of_the_command_line()
    {
        var verb = await Run("export", "units", PathOf("units.pdf"));

        Assert.Equal(ExitCode.Usage, verb.Code);
        Assert.Contains("the name ends in .xlsx or .csv", verb.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_interrupted_import_takes_everything_back()
    {
        using var interrupted = new CancellationTokenSource();
        var file = Write("units.csv", Units);
        await interrupted.CancelAsync();

        var verb = await Verb.RunUntil(["import", "units", file, .. Options], interrupted.Token);

        Assert.Equal(ExitCode.Interrupted, verb.Code);
        Assert.Equal(0, await Exported("units"));
    }

    private string[] Options => ["--database", Database, "--set", $"DataDirectory={PathOf("data")}"];

    private Task<Verb> Run(params string[] args) => Verb.Run([.. args, .. Options]);

    private async Task<int> Exported(string list)
    {
        (await Run("export", list, PathOf("counted.csv"))).Is(ExitCode.Ok);
        return TableOf("counted.csv").Rows.Count - 1;
    }

    private RawTable TableOf(string name)
    {
        using var file = File.OpenRead(PathOf(name));
        return TableReader.Read(file, name, CancellationToken.None).Value!;
    }
}
