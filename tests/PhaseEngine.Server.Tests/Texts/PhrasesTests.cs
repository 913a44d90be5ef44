using PhaseEngine.Server.Texts;

namespace PhaseEngine.Server.Tests.Texts;

public sealed class PhrasesTests
{
    [Theory]
    [InlineData("zh-CN", "该党组织已于 2026年3月5日 撤销，不能再接收党员。")]
    [InlineData("en", "It was dissolved on 5 March 2026 and takes no members any more.")]
    public void Days_are_written_as_the_reader_writes_them(string language, string expected)
    {
        var facts = new Dictionary<string, object?> { ["on"] = new DateOnly(2026, 3, 5) };

        Assert.Equal(expected, Phrases.FindIn(language, "problems.unit-dissolved.detail", facts));
    }

    [Fact]
    public void Words_of_closed_lists_are_translated()
    {
        var facts = new Dictionary<string, object?> { ["role"] = "secretary" };

        Assert.Equal("此人在這段時間已擔任該黨組織的書記。", Phrases.FindIn("zh-TW", "problems.post-held-already.detail", facts));
    }

    [Fact]
    public void Lists_are_joined_and_what_is_not_known_is_a_dash()
    {
        var facts = new Dictionary<string, object?> { ["codes"] = new[] { "甲", "乙" } };

        Assert.Contains("甲、乙；另有 — 名", Phrases.FindIn("zh-CN", "problems.list-reaches-outside.detail", facts), StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_that_does_not_exist_is_none() => Assert.Null(Phrases.FindIn("en", "problems.nothing.title"));
}
