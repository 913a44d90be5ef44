using System.Text;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core.Engine;
using PhaseEngine.Data.Runs;

namespace PhaseEngine.Data.Tests.Runs;

public sealed class AlarmSweepOnSqlite() : AlarmSweepTests(TestDatabases.Sqlite);

public sealed class AlarmSweepOnPostgres() : AlarmSweepTests(TestDatabases.Postgres);

public abstract class AlarmSweepTests(TestDatabases databases) : Conformance(databases)
{
    /// <summary>After the reminder three days before the paper is due, and before the day itself.</summary>
    private static readonly DateTimeOffset ThreeDaysBefore = new(2025, 7, 28, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Reminds_each_owner_once_and_sets_the_next_alarm()
    {
        var given = await new Given(Db).Launched(300, Services, Ct);

        var dealtWith = await Sweep(ThreeDaysBefore);
        var again = await Sweep(ThreeDaysBefore);

        Assert.Equal(300, dealtWith);
        Assert.Equal(0, again);
        var reminded = await Db.Reminders.Where(r => r.Key == "paper" && r.Stage == "-3d").Select(r => r.UserId).ToListAsync(Ct);
        Assert.Equal(given.Secretaries.Order(), reminded.Order());
        Assert.True(await Db.Alarms.MinAsync(a => a.At, Ct) > ThreeDaysBefore);
    }

    [Fact]
    public async Task Two_sweepers_at_once_remind_everybody_exactly_once()
    {
        var given = await new Given(Db).Launched(600, Services, Ct);

        var dealtWith = await Task.WhenAll(Task.Run(() => Sweep(ThreeDaysBefore)), Task.Run(() => Sweep(ThreeDaysBefore)));

        Assert.Equal(600, dealtWith.Sum());
        var reminded = await Db.Reminders.Where(r => r.Key == "paper").Select(r => r.UserId).ToListAsync(Ct);
        Assert.Equal(given.Secretaries.Order(), reminded.Order());
    }

    [Fact]
    public async Task After_a_pause_only_the_latest_stage_goes_out()
    {
        await new Given(Db).Launched(5, Services, Ct);

        await Sweep(new DateTimeOffset(2025, 8, 1, 8, 0, 0, TimeSpan.Zero));

        var stages = await Db.Reminders.Where(r => r.Key == "paper").Select(r => r.Stage).Distinct().ToListAsync(Ct);
        Assert.Single(stages);
        Assert.DoesNotContain("-3d", stages);
    }

    [Fact]
    public async Task Where_the_post_is_vacant_the_superior_is_reminded()
    {
        var given = await new Given(Db).Launched(2, Services, Ct);
        await Db.Posts.Where(p => p.UnitId == given.Branches[0]).ExecuteUpdateAsync(set => set.SetProperty(p => p.Until, new DateOnly(2025, 7, 25)), Ct);

        await Sweep(ThreeDaysBefore);

        var reminded = await Db.Reminders.Where(r => r.Key == "paper").Select(r => r.UserId).ToListAsync(Ct);
        Assert.Equal(new[] { given.Supervisor, given.Secretaries[1] }.Order(), reminded.Order());
    }

    [Fact]
    public async Task Turning_a_window_is_an_event_and_convenes_the_next_meeting()
    {
        var given = await new Given(Db).Launched(3, Services, Ct);

        await Sweep(new DateTimeOffset(2025, 8, 1, 8, 0, 0, TimeSpan.Zero));

        Assert.Equal(3, await Db.Events.CountAsync(e => e.Act == AlarmSweep.Act && e.Seq == 2, Ct));
        Assert.Equal(3, await Db.ReviewMeetings.CountAsync(m => m.Number == 2, Ct));
        Assert.All(await Db.Runs.AsNoTracking().ToListAsync(Ct), run => Assert.Equal(2, run.Seq));
        Assert.Equal(3, given.Branches.Count);
    }

    [Fact]
    public async Task A_reminder_that_was_due_before_somebody_acted_still_goes_out()
    {
        var given = await new Given(Db).Launched(1, Services, Ct);
        await Act(given, new GateAsked("gate", given.Secretaries[0]), ThreeDaysBefore);
        await Act(given, new GateWithdrawn("gate"), ThreeDaysBefore.AddMinutes(1));

        await Sweep(ThreeDaysBefore.AddMinutes(2));

        Assert.Equal(1, await Db.Reminders.CountAsync(r => r.Key == "paper" && r.Stage == "-3d", Ct));
    }

    [Fact]
    public async Task A_campaign_that_is_not_running_is_left_alone()
    {
        await new Given(Db).Launched(3, Services, Ct);
        await Db.Campaigns.ExecuteUpdateAsync(set => set.SetProperty(c => c.Status, Data.Campaigns.CampaignStatus.Closed), Ct);

        var dealtWith = await Sweep(ThreeDaysBefore);

        Assert.Equal(0, dealtWith);
    }

    [Fact]
    public async Task A_run_that_cannot_be_read_holds_no_other_up_and_is_tried_again_later()
    {
        var given = await new Given(Db).Launched(3, Services, Ct);
        var broken = await given.RunOf(given.Branches[1], Ct);
        await Rewrite(broken, _ => "no state");

        var dealtWith = await Sweep(ThreeDaysBefore);
        var again = await Sweep(ThreeDaysBefore);

        var alarm = await Alarm(broken);
        Assert.Equal((2, 0), (dealtWith, again));
        Assert.Equal((1, ThreeDaysBefore.AddMinutes(1), Given.Start), (alarm.Failures, alarm.At, alarm.Since));
        Assert.False(string.IsNullOrEmpty(alarm.Fault));
    }

    [Fact]
    public async Task A_run_the_engine_cannot_deal_with_holds_no_other_up()
    {
        var given = await new Given(Db).Launched(3, Services, Ct);
        var broken = await given.RunOf(given.Branches[1], Ct);
        // There is no day after the last one, and so none to be reminded on.
        await Rewrite(broken, state => state.Replace("20250731", "99991231", StringComparison.Ordinal));

        var dealtWith = await Sweep(ThreeDaysBefore);

        Assert.Equal(2, dealtWith);
        Assert.Equal(1, (await Alarm(broken)).Failures);
    }

    [Fact]
    public async Task A_run_that_fails_again_waits_longer()
    {
        var given = await new Given(Db).Launched(1, Services, Ct);
        var broken = await given.RunOf(given.Branches[0], Ct);
        await Rewrite(broken, _ => "no state");
        await Sweep(ThreeDaysBefore);

        await Sweep(ThreeDaysBefore.AddMinutes(1));

        var alarm = await Alarm(broken);
        Assert.Equal((2, ThreeDaysBefore.AddMinutes(3)), (alarm.Failures, alarm.At));
    }

    [Fact]
    public async Task A_run_that_was_mended_goes_on_where_time_had_left_it()
    {
        var given = await new Given(Db).Launched(1, Services, Ct);
        var broken = await given.RunOf(given.Branches[0], Ct);
        var whole = await Rewrite(broken, _ => "no state");
        await Sweep(ThreeDaysBefore);
        await Rewrite(broken, _ => whole);

        await Sweep(ThreeDaysBefore.AddMinutes(1));

        var alarm = await Alarm(broken);
        Assert.Equal((0, null), (alarm.Failures, alarm.Fault));
        Assert.Equal(1, await Db.Reminders.CountAsync(r => r.Key == "paper" && r.Stage == "-3d", Ct));
    }

    /// <summary>As a fault of the program or of a disk might.</summary>
    /// <returns>What it was before.</returns>
    private async Task<string> Rewrite(Guid run, Func<string, string> state)
    {
        var rows = Db.Runs.Where(r => r.Id == run);
        var before = Encoding.UTF8.GetString(await rows.Select(r => r.State).SingleAsync(Ct));
        Assert.NotEqual(before, state(before));
        await rows.ExecuteUpdateAsync(set => set.SetProperty(r => r.State, Encoding.UTF8.GetBytes(state(before))), Ct);
        return before;
    }

    private Task<Alarm> Alarm(Guid run) => Db.Alarms.AsNoTracking().SingleAsync(a => a.RunId == run, Ct);

    private async Task Act(Given given, Input input, DateTimeOffset now)
    {
        var run = await given.RunOf(given.Branches[0], Ct);
        await using var scope = Services.CreateAsyncScope();
        Assert.Empty(await scope.ServiceProvider.GetRequiredService<RunSets>().Act([run], _ => input, null, "acted", now, null, Ct));
    }

    private async Task<int> Sweep(DateTimeOffset now)
    {
        await using var scope = Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<AlarmSweep>().Sweep(now, Ct);
    }
}
