using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Data.Reviews;
using PhaseEngine.Server.Tests.Running;

namespace PhaseEngine.Server.Tests.Jobs;

public sealed class ReviewMeetingsOnSqlite(SqliteServer server) : ReviewMeetingsTests(server);

public sealed class ReviewMeetingsOnPostgres(PostgresBackedServer server) : ReviewMeetingsTests(server);

/// <summary>Half-monthly meetings convene themselves, with an agenda of what is open (S.28).</summary>
public abstract class ReviewMeetingsTests(RunningServer shared)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_new_half_month_convenes_one_meeting_however_often_it_is_swept()
    {
        await using var server = await shared.Another();
        var campaign = await new Campaigning(server).Launched(branches: 1);
        campaign.Morning(3, 16);

        await campaign.Run("sweep-alarms");
        await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(() => campaign.Run("sweep-alarms"))));

        var meetings = await Meetings(campaign);
        Assert.Equal([1, 2], meetings.Select(m => m.Number));
        Assert.Equal((new DateOnly(2026, 3, 16), new DateOnly(2026, 3, 31)), (meetings[1].From, meetings[1].To));
        Assert.Equal(2, await campaign.Db(db => db.Reminders.CountAsync(r => r.Stage == "convened", Ct)));
    }

    [Fact]
    public async Task The_agenda_is_what_is_open_at_that_moment_the_most_pressing_first()
    {
        await using var server = await shared.Another();
        var campaign = await new Campaigning(server).Launched(branches: 2);
        var run = await campaign.RunOf(campaign.Branches[0]);
        await server.Save(db =>
        {
            db.RectificationItems.Add(Item(run, campaign, "活动室漏雨", priority: 2, RectificationStatus.Open));
            db.RectificationItems.Add(Item(run, campaign, "党费收缴不及时", priority: 1, RectificationStatus.Relapsed));
            db.RectificationItems.Add(Item(run, campaign, "已办结", priority: 1, RectificationStatus.Solved));
        });
        campaign.Morning(3, 16);

        await campaign.Run("sweep-alarms");

        var meetings = await Meetings(campaign);
        var open = await campaign.Db(db => db.RectificationItems.Where(i => i.RunId == run && i.Status != RectificationStatus.Solved).OrderBy(i => i.Priority).Select(i => (Guid?)i.Id).ToListAsync(Ct));
        Assert.Equal(open, Items(meetings.Single(m => m.RunId == run && m.Number == 2)));
        Assert.Empty(Items(meetings.Single(m => m.RunId != run && m.Number == 2)));
        // What they say stands in the register only, where it can be erased.
        Assert.DoesNotContain(meetings, m => m.Agenda.Contains("党费", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_mail_brings_the_day_for_the_calendar()
    {
        await using var sink = new PhaseEngine.Testing.SmtpSink();
        await using var server = await shared.Another(("Mail:Host", "127.0.0.1"), ("Mail:Port", $"{sink.Port}"), ("Mail:Tls", "false"), ("Mail:From", "office@party.example"));
        var campaign = await new Campaigning(server).Launched(branches: 1);
        server.Time.Advance(TimeSpan.FromMinutes(2));

        await campaign.Run("send-mail");

        var meeting = Assert.Single(await Meetings(campaign));
        var entry = Letters.Part(Assert.Single(sink.Taken), "text/calendar");
        Assert.Contains($"UID:{meeting.Id}@party.example\r\n", entry, StringComparison.Ordinal);
        Assert.Contains($"DTSTART;VALUE=DATE:{meeting.ProposedOn:yyyyMMdd}\r\n", entry, StringComparison.Ordinal);
        Assert.Contains("SUMMARY:推进会（第1党支部）\r\n", entry, StringComparison.Ordinal);
    }

    private static RectificationItem Item(Guid run, Campaigning campaign, string problem, int priority, RectificationStatus status) => new()
    {
        Id = Guid.CreateVersion7(), RunId = run, Key = "problems", UnitId = campaign.Branches[0].Id, Problem = problem, Source = "群众意见",
        Priority = priority, Status = status, CreatedAt = DateTimeOffset.UnixEpoch, CreatedBy = Guid.CreateVersion7(),
    };

    private static IEnumerable<Guid?> Items(ReviewMeeting meeting) =>
        JsonSerializer.Deserialize<List<AgendaLine>>(meeting.Agenda, JsonSerializerOptions.Web)!.Select(line => line.Id);

    private static Task<List<ReviewMeeting>> Meetings(Campaigning campaign) =>
        campaign.Db(db => db.ReviewMeetings.AsNoTracking().OrderBy(m => m.Number).ToListAsync(Ct));
}
