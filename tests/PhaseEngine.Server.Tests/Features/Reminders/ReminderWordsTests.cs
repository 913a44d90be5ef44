using System.Text;
using PhaseEngine.Core.Definitions;
using PhaseEngine.Core.Engine;
using PhaseEngine.Core.Organisations;
using PhaseEngine.Server.Features.Reminders;
using PhaseEngine.Server.Texts;

namespace PhaseEngine.Server.Tests.Features.Reminders;

public sealed class ReminderWordsTests
{
    private static readonly Plan Plan = PlanOf(Tests.Jobs.Campaigning.Definition);

    private static readonly DateOnly Due = new(2026, 3, 12);

    private static readonly UnitFacts Branch = new("branch", "branch", "rural", false, []);

    [Theory]
    [InlineData("paper", "-3d", "第一支部：“学习计划”请于2026年3月12日前完成。")]
    [InlineData("paper", "0d", "第一支部：“学习计划”今日（2026年3月12日）到期。")]
    [InlineData("paper", "+1d#2", "第一支部：“学习计划”已超过2026年3月12日的期限，尚未完成，请抓紧办理。")]
    [InlineData("prepare", "-3d", "第一支部：“准备”阶段计划于2026年3月12日结束，请对照要求查漏补缺。")]
    [InlineData("gate", "asked", "第一支部申请转段，请审批。")]
    [InlineData("gate", "asked:1", "第一支部申请转段，请审批。")]
    [InlineData("paper", "asked#3", "第一支部提交了“学习计划”，请您审阅。")]
    [InlineData("paper", "returned#1", "第一支部：“学习计划”被退回，请按审阅意见修改后重新提交。")]
    [InlineData("gate", "answer:0:0d", "第一支部的“转段”等待答复，请于今日内办理。")]
    [InlineData("gate", "answer:0:+1wd#4", "第一支部的“转段”已超过答复期限，请尽快答复。等待答复的时间不计入该单位办理时限。")]
    [InlineData("gate", "passed", "第一支部：“转段”已通过。")]
    [InlineData("review", "convened", "第一支部：请于2026年3月12日前召开推进会，议程附后（列有未办结事项）。")]
    public void Each_stage_has_its_sentence(string key, string stage, string sentence) =>
        Assert.Equal(sentence, ReminderWords.Say("zh-CN", Plan, key, stage, Due, "第一支部", Branch));

    [Fact]
    public void Every_stage_the_engine_names_has_a_sentence_in_every_language()
    {
        string[] stages = ["-1wd", "0d", "+2w", "asked", "asked:1", "returned", "passed", "flagged:paper.status", "convened", "answer:0:0d", "answer:1:+1wd"];

        var said = from language in Language.All from stage in stages select ReminderWords.Say(language, Plan, "gate", stage, Due, "第一支部", Branch);

        Assert.All(said, sentence => Assert.DoesNotContain("—", sentence, StringComparison.Ordinal));
    }

    [Fact]
    public void A_key_that_is_gone_from_the_plan_is_said_as_it_is() =>
        Assert.Contains("“gone”", ReminderWords.Say("zh-CN", Plan, "gone", "-3d", Due, "第一支部", Branch), StringComparison.Ordinal);

    [Fact]
    public void The_authors_words_follow_the_products_own()
    {
        var plan = PlanOf(Tests.Jobs.Campaigning.Definition.Replace(
            """{"at":"0d","to":["owner"]}""", """{"at":"0d","to":["owner"],"text":{"zh-CN":"同时报区委备案。"}}""", StringComparison.Ordinal));

        var today = ReminderWords.Say("zh-CN", plan, "paper", "0d", Due, "第一支部", Branch);
        var before = ReminderWords.Say("zh-CN", plan, "paper", "-3d", Due, "第一支部", Branch);

        Assert.EndsWith("到期。 同时报区委备案。", today, StringComparison.Ordinal);
        Assert.DoesNotContain("备案", before, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_a_variant_has_other_words_the_unit_reads_those()
    {
        var plan = PlanOf(Tests.Jobs.Campaigning.Definition.Replace(
            "\"due\":\"start+10d\",", """
            "due":"start+10d","variants":[{"when":{"metric":"unit.sector","op":"=","value":"rural"},"set":{"title":{"zh-CN":"农闲学习计划","en":"Study plan for the slack season"},
             "reminders":[{"at":"0d","to":["owner"],"text":{"zh-CN":"农忙可延期。"}}]}}],
            """, StringComparison.Ordinal));

        var rural = ReminderWords.Say("zh-CN", plan, "paper", "0d", Due, "第一支部", Branch);
        var urban = ReminderWords.Say("zh-CN", plan, "paper", "0d", Due, "第一支部", Branch with { Sector = "urban" });

        Assert.Equal("第一支部：“农闲学习计划”今日（2026年3月12日）到期。 农忙可延期。", rural);
        Assert.Equal("第一支部：“学习计划”今日（2026年3月12日）到期。", urban);
    }

    private static Plan PlanOf(string definition) =>
        TemplateCompiler.Compile(TemplateDocument.Read(Encoding.UTF8.GetBytes(definition)).Document!).Plan!;
}
