using PhaseEngine.Core.Requirements.Meeting;

namespace PhaseEngine.Core.Tests.Requirements.Meeting;

public sealed class MeetingKindTests
{
    [Fact]
    public void Is_met_when_held_with_minutes()
    {
        var ledger = new Ledger(new MeetingKind());
        ledger.Record("meeting", """{"ledBy":"secretary"}""");
        Assert.False(ledger.Met);

        ledger.Record("minutes", $$"""{"meeting":"{{Ledger.Id(1)}}","text":"会议记录"}""");

        Assert.True(ledger.Met);
        Assert.Equal(1, ledger.Figure("held"));
    }

    [Theory]
    [InlineData("""{"ledBy":"secretary","minutes":"记录"}""", 1)]
    [InlineData("""{"ledBy":"secretary","minutesAttached":true}""", 1)]
    [InlineData("""{"ledBy":"secretary","minutes":"  "}""", 0)]
    public void Minutes_may_be_written_or_attached(string document, int expected)
    {
        var ledger = new Ledger(new MeetingKind());

        ledger.Record("meeting", document);

        Assert.Equal(expected, ledger.Figure("minutes"));
    }

    [Fact]
    public void Ticking_the_absent_says_who_was_there()
    {
        var ledger = new Ledger(new MeetingKind(), members: Members.Of("inPost", "inPost", "old", "ill"));

        ledger.Record("meeting", $$"""{"ledBy":"secretary","absent":{{Ledger.Ids(4)}}}""");

        Assert.Equal(75, ledger.Figure("attendance"));
    }

    [Fact]
    public void Naming_those_present_makes_the_others_absent()
    {
        var ledger = new Ledger(new MeetingKind(), members: Members.Of("inPost", "inPost", "old", "ill"));

        ledger.Record("meeting", $$"""{"ledBy":"secretary","present":{{Ledger.Ids(1)}}}""");

        Assert.Equal(25, ledger.Figure("attendance"));
    }

    [Fact]
    public void Attendance_is_of_all_meetings_together_and_unknown_before_the_first()
    {
        var ledger = new Ledger(new MeetingKind(), members: Members.Of("inPost", "inPost"));
        Assert.Null(ledger.Figure("attendance"));

        ledger.Record("meeting", """{"ledBy":"secretary"}""");
        ledger.Record("meeting", $$"""{"ledBy":"secretary","absent":{{Ledger.Ids(1)}}}""");

        Assert.Equal(75, ledger.Figure("attendance"));
    }

    [Theory]
    [InlineData("leader", 1)]
    [InlineData("deputy", 0)]
    public void Knows_whether_it_was_led_as_asked(string ledBy, int expected)
    {
        var ledger = new Ledger(new MeetingKind(), """{"ledBy":"leader"}""");

        ledger.Record("meeting", $$"""{"ledBy":"{{ledBy}}"}""");

        Assert.Equal(expected, ledger.Figure("ledAsAsked"));
    }

    [Fact]
    public void Anybody_may_lead_where_the_template_names_nobody()
    {
        var ledger = new Ledger(new MeetingKind());

        ledger.Record("meeting", """{"ledBy":"other","leader":"某教授"}""");

        Assert.Equal(1, ledger.Figure("ledAsAsked"));
    }

    [Fact]
    public void Decisions_are_open_actions_until_they_are_done()
    {
        var ledger = new Ledger(new MeetingKind());
        ledger.Record("meeting", """{"ledBy":"secretary","actions":[{"what":"修路灯","who":"张三"},{"what":"公示","who":"李四","due":"2005-08-20"}]}""");

        ledger.Record("action", $$"""{"action":"{{Ledger.Id(7)}}","result":"已办"}""");

        Assert.Equal(1, ledger.Figure("openActions"));
    }

    [Fact]
    public void Nobody_is_present_and_absent()
    {
        var ledger = new Ledger(new MeetingKind());

        var refused = ledger.Try("meeting", $$"""{"ledBy":"secretary","present":{{Ledger.Ids(1, 2)}},"absent":{{Ledger.Ids(2)}}}""");

        Assert.Equal("evidence-invalid", refused.Problem?.Code);
    }

    [Fact]
    public void A_new_round_asks_for_a_new_meeting_and_keeps_open_actions()
    {
        var ledger = new Ledger(new MeetingKind());
        ledger.Record("meeting", """{"ledBy":"secretary","minutes":"记录","actions":[{"what":"公示","who":"李四"}]}""");

        ledger.NewRound();

        Assert.False(ledger.Met);
        Assert.Equal((0, 1), (ledger.Figure("held"), ledger.Figure("openActions")));
    }
}
