using Microsoft.EntityFrameworkCore;
using PhaseEngine.Data.Reminders;
using PhaseEngine.Server.Tests.Running;
using PhaseEngine.Testing;

namespace PhaseEngine.Server.Tests.Jobs;

public sealed class RemindersOnSqlite(SqliteServer server) : RemindersTests(server);

public sealed class RemindersOnPostgres(PostgresBackedServer server) : RemindersTests(server);

/// <summary>From a date in a template to the inbox and the mail, by jobs alone.</summary>
public abstract class RemindersTests(RunningServer shared) : IAsyncLifetime
{
    private readonly SmtpSink _sink = new();
    private RunningServer _server = null!;
    private Campaigning _campaign = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await shared.Another(("Mail:Host", "127.0.0.1"), ("Mail:Port", $"{_sink.Port}"), ("Mail:Tls", "false"), ("Mail:From", "office@party.example"));
        _campaign = new Campaigning(_server);
    }

    [Fact]
    public async Task A_deadline_comes_near_and_the_secretary_finds_it_in_the_inbox_once()
    {
        await _campaign.Launched(branches: 1);
        _campaign.Morning(3, 9);

        await _campaign.Run("sweep-alarms");
        await _campaign.Run("sweep-alarms");

        var reminder = Assert.Single(await About("paper"));
        Assert.Equal((_campaign.Secretaries[0].Id, "-3d", new DateOnly(2026, 3, 12)), (reminder.UserId, reminder.Stage, reminder.Due));
    }

    [Fact]
    public async Task Two_nodes_that_sweep_at_once_remind_once()
    {
        await _campaign.Launched(branches: 60);
        _campaign.Morning(3, 9);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => _campaign.Run("sweep-alarms"))));

        var reminders = await About("paper");
        Assert.Equal(60, reminders.Count);
        Assert.Equal(60, reminders.Select(r => r.RunId).Distinct().Count());
    }

    [Fact]
    public async Task A_units_days_begin_and_end_in_its_own_zone()
    {
        await _campaign.Prepared(branches: 2);
        var (here, there) = (_campaign.Branches[0].Id, _campaign.Branches[1].Id);
        await _campaign.Db(db => db.Units.Where(u => u.Id == there).ExecuteUpdateAsync(set => set.SetProperty(u => u.Zone, "Asia/Urumqi"), Ct));
        await _campaign.LaunchNow();

        var launched = await Alarms();
        _campaign.Morning(3, 9);
        var swept = await _campaign.Run("sweep-alarms");
        var later = await Alarms();

        // Two hours behind, also once the run was read again.
        Assert.Equal(TimeSpan.FromHours(2), launched[there] - launched[here]);
        Assert.Equal(1, swept);
        Assert.Equal(launched[there], later[there]);
        Assert.True(later[here] > launched[here]);

        Task<Dictionary<Guid, DateTimeOffset>> Alarms() => _campaign.Db(db => (from run in db.Runs join alarm in db.Alarms on run.Id equals alarm.RunId select new { run.UnitId, alarm.At })
            .ToDictionaryAsync(a => a.UnitId, a => a.At, Ct));
    }

    [Fact]
    public async Task After_downtime_only_the_latest_stage_goes_out()
    {
        await _campaign.Launched(branches: 1);
        // The third day before, the day itself and the day after have gone by meanwhile.
        _campaign.Morning(3, 16);

        await _campaign.Run("sweep-alarms");

        var ofSecretary = (await About("paper")).Where(r => r.UserId == _campaign.Secretaries[0].Id);
        var ofSupervisor = (await About("paper")).Where(r => r.UserId == _campaign.Supervisor.Id);
        Assert.Equal(["+1d"], ofSecretary.Select(r => r.Stage));
        Assert.Equal(["+3d"], ofSupervisor.Select(r => r.Stage));
    }

    [Fact]
    public async Task A_person_with_several_reminders_gets_one_mail()
    {
        await _campaign.Launched(branches: 3, secretaries: 1);
        await Send();
        _campaign.Morning(3, 9);
        await _campaign.Run("sweep-alarms");

        await Send();

        var mail = Text(_sink.Taken[^1]);
        Assert.Equal(2, _sink.Taken.Count);
        Assert.All(_campaign.Branches, branch => Assert.Contains($"{branch.Name}：“学习计划”请于2026年3月12日前完成。", mail, StringComparison.Ordinal));
        Assert.Contains("https://party.example/", mail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_subject_names_nobody_and_nothing()
    {
        await _campaign.Launched(branches: 1);

        await Send();

        Assert.Equal("您有 1 条提醒", Subject(_sink.Taken[0]));
    }

    [Fact]
    public async Task People_are_written_to_in_their_language()
    {
        await _campaign.Prepared(branches: 1);
        await _campaign.Mailed(_campaign.Secretaries[0], "secretary1@example.org", "en");
        await _campaign.LaunchNow();
        _campaign.Morning(3, 9);
        await _campaign.Run("sweep-alarms");

        await Send();

        Assert.Contains("第1党支部: “Study plan” is due on 12 March 2026.", Text(_sink.Taken[^1]), StringComparison.Ordinal);
        Assert.Equal("Reminders: 2", Subject(_sink.Taken[^1]));
    }

    [Fact]
    public async Task A_mail_whose_fate_is_unknown_goes_out_again_under_the_same_message_id()
    {
        await _campaign.Launched(branches: 1);
        _sink.Manner = SinkManner.DropsAfterData;
        await Send();
        _sink.Manner = SinkManner.Accepts;

        _server.Time.Advance(TimeSpan.FromMinutes(2));
        await _campaign.Run("send-mail");

        var delivery = await TheMail();
        Assert.Equal((DeliveryState.Sent, 2), (delivery.State, delivery.Attempts));
        Assert.Equal(2, Assert.Single(_sink.ByMessageId).Value);
        Assert.EndsWith("@party.example>", delivery.MessageId, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mail_to_nobody_is_given_up_and_shown()
    {
        await _campaign.Launched(branches: 1);
        _sink.Manner = SinkManner.Unknown;

        await Send();

        var delivery = await TheMail();
        Assert.Equal((DeliveryState.Failed, 1), (delivery.State, delivery.Attempts));
        Assert.False(string.IsNullOrWhiteSpace(delivery.LastError));
    }

    [Fact]
    public async Task A_mail_server_that_is_away_is_left_alone_until_the_next_turn()
    {
        await _campaign.Launched(branches: 10, secretaries: 10);
        _sink.Manner = SinkManner.Away;
        await Send();
        var tried = await _campaign.Db(db => db.Deliveries.CountAsync(d => d.Attempts > 0, Ct));
        _sink.Manner = SinkManner.Accepts;

        _server.Time.Advance(TimeSpan.FromMinutes(2));
        await _campaign.Run("send-mail");

        Assert.Equal(4, tried);
        Assert.Equal(10, _sink.ByMessageId.Count);
        Assert.All(_sink.ByMessageId.Values, times => Assert.Equal(1, times));
    }

    /// <summary>A node that hangs in the middle of a mail loses it to another; its late word changes nothing.</summary>
    [Fact]
    public async Task A_node_that_hangs_while_sending_loses_the_mail_to_another()
    {
        await _campaign.Launched(branches: 1);
        _sink.Manner = SinkManner.Hangs;
        _server.Time.Advance(TimeSpan.FromMinutes(2));
        var slow = Task.Run(() => _campaign.Run("send-mail"), Ct);
        await _sink.Arrival(Ct);
        _sink.Manner = SinkManner.Accepts;
        _server.Time.Advance(TimeSpan.FromMinutes(3));

        var quick = await _campaign.Run("send-mail");
        var before = await TheMail();
        _sink.Release();
        var late = await slow;

        var after = await TheMail();
        Assert.Equal((1, 0), (quick, late));
        Assert.Equal((DeliveryState.Sent, 2, 2), (before.State, before.Attempts, before.Fence));
        Assert.Equal((before.State, before.Fence, before.NextAt), (after.State, after.Fence, after.NextAt));
    }

    [Fact]
    public async Task Nobody_is_written_to_whose_address_is_not_confirmed()
    {
        await _campaign.Launched(branches: 1);
        await _campaign.Db(db => db.Users.ExecuteUpdateAsync(set => set.SetProperty(u => u.EmailConfirmed, false), Ct));

        await Send();

        Assert.Empty(_sink.Taken);
        Assert.NotEmpty(await _campaign.Db(db => db.Reminders.ToListAsync(Ct)));
    }

    [Fact]
    public async Task Nobody_is_written_to_who_has_turned_it_off()
    {
        await _campaign.Launched(branches: 1);
        (await _campaign.Secretaries[0].Client.Put("/api/v1/me/mail", new { wanted = false })).Is(System.Net.HttpStatusCode.NoContent);

        await Send();

        Assert.Empty(_sink.Taken);
        Assert.NotEmpty(await _campaign.Db(db => db.Reminders.ToListAsync(Ct)));
    }

    [Fact]
    public async Task A_launch_whose_node_fell_silent_is_finished_by_the_job()
    {
        await _campaign.Prepared(branches: 3);
        await _campaign.BeginLaunch();

        var finished = await _campaign.Run("continue-launches");

        Assert.Equal(1, finished);
        Assert.Equal(3, await _campaign.Db(db => db.Runs.CountAsync(r => r.CampaignId == _campaign.Id, Ct)));
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _sink.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Sends what has been written until now.</summary>
    private async Task Send()
    {
        _server.Time.Advance(TimeSpan.FromMinutes(2));
        await _campaign.Run("send-mail");
    }

    private Task<List<Reminder>> About(string key) => _campaign.Db(db => db.Reminders.AsNoTracking().Where(r => r.Key == key).ToListAsync(Ct));

    private Task<Delivery> TheMail() => _campaign.Db(db => db.Deliveries.AsNoTracking().SingleAsync(Ct));

    private static string Subject(string letter) => Letters.Subject(letter);

    private static string Text(string letter) => Letters.Plain(letter);
}
