using PhaseEngine.Server.Texts;
using Spectre.Console;

namespace PhaseEngine.Server.Demo;

/// <summary>What the demo prints.</summary>
internal static class DemoTables
{
    public static void Print(IAnsiConsole console, DemoDistrict district, DemoSummary summary, DateOnly start, DateOnly today)
    {
        console.MarkupLineInterpolated($"[bold]演示数据 · 单位、人员均为虚构[/]  {district.Top.Name}，学习动员阶段，{start:yyyy-MM-dd} 至 {today:yyyy-MM-dd}（仍在进行）");
        console.MarkupLineInterpolated(
            $"口径：{DemoDistrict.Enterprises} 家企业的 {DemoDistrict.MembersOfEnterprises} 名党员未参加试点，所在支部走完整阶段；{DemoDistrict.PilotUnits} 个试点支部走回头看路线，其中 {DemoDistrict.PilotUnitsWithNewMembers} 个带试点后新增党员补课。");

        var table = new Table().Border(TableBorder.Rounded).AddColumn("事项 / what happened").AddColumn(new TableColumn("数 / count").RightAligned());
        void Row(string what, object value) => table.AddRow(Markup.Escape(what), Markup.Escape(value.ToString()!));
        Row("组织单位 / units", summary.Units);
        Row("党员 / members", summary.Members);
        Row("参加阶段的支部 / branches running the stage", summary.Runs);
        Row("记录 / records", summary.Evidence);
        Row("请示转段 / gates asked for", summary.GatesAsked);
        Row("批准转段 / gates passed", summary.GatesPassed);
        Row("退回整改 / gates returned", summary.GatesReturned);
        Row("整改后通过 / passed after rework", summary.PassedAfterReturn);
        Row("自动提醒 / reminders in inboxes", summary.RemindersSent);
        Row("自动召集的会议 / meetings convened", summary.MeetingsConvened);
        Row("留痕事件 / events on record", summary.Events);
        Row("事件链校验 / chain verified", summary.ChainVerified ? "完好 / whole" : "破损 / broken");
        console.Write(table);
    }

    public static void PrintDoors(IAnsiConsole console, string address, IReadOnlyList<(string Role, string Name, Uri Link)> doors)
    {
        console.WriteLine();
        console.MarkupLineInterpolated($"[bold]PhaseEngine 演示 · {address}[/]（仅限本机；链接可反复使用，打开另一个即换一种身份；Ctrl+C 结束并删除数据）");
        // Lines, not a table: a link must stay in one piece to be clicked or copied.
        foreach (var (role, name, link) in doors)
            console.Profile.Out.Writer.WriteLine($"  {Phrases.FindIn(Language.Default, $"common.role.{role}") ?? role} {name}\n    {link}");
    }
}
