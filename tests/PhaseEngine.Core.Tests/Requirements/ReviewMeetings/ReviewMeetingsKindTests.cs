using System.Text.Json.Nodes;
using PhaseEngine.Core.Calendars;
using PhaseEngine.Core.Requirements.ReviewMeetings;

namespace PhaseEngine.Core.Tests.Requirements.ReviewMeetings;

public sealed class ReviewMeetingsKindTests
{
    [Fact]
    public void Stand_by_nature_every_half_month_and_are_never_met()
    {
        var kind = new ReviewMeetingsKind();

        Assert.True(Rhythm.TryParse(kind.DefaultRepeat, out var rhythm));
        Assert.Equal(Rhythm.HalfMonth, rhythm);
        Assert.True(kind.Convened);
        Assert.Null(kind.DefaultMet(new JsonObject()));
    }

    [Fact]
    public void Count_as_meetings_do()
    {
        var ledger = new Ledger(new ReviewMeetingsKind(), """{"ledBy":"secretary"}""", members: Members.Of("inPost", "old"));

        ledger.Record("meeting", $$"""
            {"ledBy":"secretary","absent":{{Ledger.Ids(2)}},"minutes":"记录","actions":[{"what":"回访","who":"王五"}],
             "discussed":[{"item":"{{Ledger.Id(5)}}","conclusion":"继续整改"}]}
            """);

        Assert.Equal((1, 50, 1, 1), (ledger.Figure("held"), ledger.Figure("attendance"), ledger.Figure("ledAsAsked"), ledger.Figure("openActions")));
    }

    [Fact]
    public void Members_and_cadres_are_informed_afterwards()
    {
        var ledger = new Ledger(new ReviewMeetingsKind());
        ledger.Record("meeting", """{"ledBy":"secretary","informed":true}""");
        ledger.Record("meeting", """{"ledBy":"secretary"}""");
        Assert.Equal(50, ledger.Figure("informed"));

        ledger.Record("informed", $$"""{"meeting":"{{Ledger.Id(2)}}","how":"党员大会通报"}""");

        Assert.Equal(100, ledger.Figure("informed"));
        Assert.Equal(2, ledger.Figure("held"));
    }
}
