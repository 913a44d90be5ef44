using System.Text;
using PhaseEngine.Server.Jobs.Mail;

namespace PhaseEngine.Server.Tests.Jobs;

public sealed class IcsTests
{
    private static readonly DateTimeOffset Called = new(2005, 9, 1, 0, 30, 0, TimeSpan.Zero);

    [Fact]
    public void A_meeting_fills_its_day()
    {
        var file = Ics.Entry("m1@example.org", Called, new DateOnly(2005, 9, 13), "推进会", "https://party.example/");

        Assert.Contains("\r\nUID:m1@example.org\r\n", file, StringComparison.Ordinal);
        Assert.Contains("\r\nDTSTAMP:20050901T003000Z\r\n", file, StringComparison.Ordinal);
        Assert.Contains("\r\nDTSTART;VALUE=DATE:20050913\r\nDTEND;VALUE=DATE:20050914\r\n", file, StringComparison.Ordinal);
    }

    [Fact]
    public void Signs_with_a_meaning_of_their_own_are_escaped()
    {
        var file = Ics.Entry("m1@example.org", Called, new DateOnly(2005, 9, 13), "a, b; c\\d", "first\nsecond");

        Assert.Contains("SUMMARY:a\\, b\\; c\\\\d\r\n", file, StringComparison.Ordinal);
        Assert.Contains("DESCRIPTION:first\\nsecond\r\n", file, StringComparison.Ordinal);
    }

    [Fact]
    public void Long_lines_are_folded_between_characters()
    {
        var summary = string.Concat(Enumerable.Repeat("整改推进会", 20));

        var file = Ics.Entry("m1@example.org", Called, new DateOnly(2005, 9, 13), summary, "");

        Assert.All(file.Split("\r\n"), line => Assert.InRange(Encoding.UTF8.GetByteCount(line), 0, 75));
        Assert.Contains($"SUMMARY:{summary}\r\n", file.Replace("\r\n ", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }
}
