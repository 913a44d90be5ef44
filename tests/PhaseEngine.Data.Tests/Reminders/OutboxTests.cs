using Microsoft.EntityFrameworkCore;
using PhaseEngine.Data.Access;
using PhaseEngine.Data.Reminders;

namespace PhaseEngine.Data.Tests.Reminders;

public sealed class OutboxOnSqlite() : OutboxTests(TestDatabases.Sqlite);

public sealed class OutboxOnPostgres() : OutboxTests(TestDatabases.Postgres);

public abstract class OutboxTests(TestDatabases databases) : Conformance(databases)
{
    private static readonly DateTimeOffset Morning = new(2005, 7, 22, 0, 30, 0, TimeSpan.Zero);
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task What_one_person_gets_at_once_goes_into_one_mail()
    {
        var (li, wang) = (await Person("li@example.org"), await Person("wang@example.org"));
        var first = await Remind(li, Morning);
        await Remind(li, Morning.AddSeconds(1));
        await Remind(wang, Morning.AddSeconds(1));

        var looked = await Gather(Morning.AddMinutes(1));

        var mails = await Db.Deliveries.AsNoTracking().ToListAsync(Ct);
        Assert.Equal(3, looked);
        Assert.Equal(["li@example.org", "wang@example.org"], mails.Select(m => m.Address).Order());
        Assert.Equal($"<{first}@example.org>", mails.Single(m => m.UserId == li).MessageId);
        Assert.Equal(2, await Db.Reminders.CountAsync(r => r.DeliveryId == first, Ct));
    }

    [Fact]
    public async Task Reminders_are_gathered_once()
    {
        await Remind(await Person("li@example.org"), Morning);
        await Gather(Morning.AddMinutes(1));

        var again = await Gather(Morning.AddMinutes(2));

        Assert.Equal(0, again);
        Assert.Equal(1, await Db.Deliveries.CountAsync(Ct));
    }

    [Fact]
    public async Task A_person_is_waited_for_while_a_sweep_may_still_be_writing()
    {
        await Remind(await Person("li@example.org"), Morning);

        var looked = await Gather(Morning);

        Assert.Equal(0, looked);
        Assert.Empty(await Db.Deliveries.ToListAsync(Ct));
    }

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public async Task No_mail_goes_to_an_unconfirmed_address_or_to_who_wants_none(bool confirmed, bool wants)
    {
        await Remind(await Person("li@example.org", confirmed, wants), Morning);

        await Gather(Morning.AddMinutes(1));

        Assert.Empty(await Db.Deliveries.ToListAsync(Ct));
        Assert.True(await Db.Reminders.AllAsync(r => r.Gathered && r.DeliveryId == null, Ct));
    }

    [Fact]
    public async Task Two_nodes_never_take_the_same_mail()
    {
        for (var i = 0; i < 40; i++) await Remind(await Person($"p{i}@example.org"), Morning);
        await Gather(Morning.AddMinutes(1));

        var claims = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Elsewhere(db => new Outbox(db).Claim(Morning.AddMinutes(1), Lease, 30, Ct))));

        var taken = claims.SelectMany(claim => claim).Select(d => d.Id).ToList();
        Assert.Equal(taken.Count, taken.Distinct().Count());
        var rest = await new Outbox(Db).Claim(Morning.AddMinutes(1), Lease, 100, Ct);
        Assert.Equal(40, taken.Count + rest.Count);
    }

    [Fact]
    public async Task Two_nodes_never_gather_the_same_reminder()
    {
        for (var i = 0; i < 20; i++)
        {
            var person = await Person($"p{i}@example.org");
            await Remind(person, Morning);
            await Remind(person, Morning);
        }

        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Elsewhere(
            db => new Outbox(db).Gather(Morning.AddMinutes(1), Morning.AddMinutes(1), "example.org", 100, Ct))));
        await Gather(Morning.AddMinutes(1));

        var heads = await Db.Reminders.AsNoTracking().Select(r => r.DeliveryId).ToListAsync(Ct);
        Assert.Equal(40, heads.Count(d => d is not null));
        Assert.Equal(heads.Distinct().Count(), await Db.Deliveries.CountAsync(Ct));
    }

    [Fact]
    public async Task A_mail_is_taken_again_when_its_lease_has_run_out_and_keeps_its_message_id()
    {
        await Remind(await Person("li@example.org"), Morning);
        await Gather(Morning.AddMinutes(1));
        var outbox = new Outbox(Db);
        var taken = Assert.Single(await outbox.Claim(Morning.AddMinutes(1), Lease, 10, Ct));

        var early = await outbox.Claim(Morning.AddMinutes(1) + Lease - TimeSpan.FromSeconds(1), Lease, 10, Ct);
        var late = Assert.Single(await outbox.Claim(Morning.AddMinutes(1) + Lease, Lease, 10, Ct));

        Assert.Empty(early);
        Assert.Equal(taken.MessageId, late.MessageId);
        Assert.Equal(2, late.Attempts);
    }

    [Fact]
    public async Task The_late_word_of_a_node_that_lost_its_lease_is_refused()
    {
        await Remind(await Person("li@example.org"), Morning);
        await Gather(Morning.AddMinutes(1));
        var outbox = new Outbox(Db);
        var slow = Assert.Single(await outbox.Claim(Morning.AddMinutes(1), Lease, 10, Ct));
        var quick = Assert.Single(await outbox.Claim(Morning.AddMinutes(5), Lease, 10, Ct));

        var late = await outbox.Close(slow, DeliveryState.Failed, "too late", Morning.AddMinutes(6), Ct);
        var held = await outbox.Close(quick, DeliveryState.Sent, null, Morning.AddMinutes(6), Ct);

        Assert.False(late);
        Assert.True(held);
        Assert.Equal(DeliveryState.Sent, (await Db.Deliveries.AsNoTracking().SingleAsync(Ct)).State);
    }

    [Fact]
    public async Task A_mail_that_failed_waits_longer_each_time_and_is_given_up_in_the_end()
    {
        await Remind(await Person("li@example.org"), Morning);
        await Gather(Morning.AddMinutes(1));
        var outbox = new Outbox(Db);
        var now = Morning.AddMinutes(1);
        var pauses = new List<TimeSpan>();

        while (await outbox.Claim(now, Lease, 10, Ct) is [var claimed])
        {
            await outbox.Close(claimed, DeliveryState.Waiting, "no answer", now, Ct);
            Assert.Empty(await outbox.Claim(now, Lease, 10, Ct));
            var next = (await Db.Deliveries.AsNoTracking().SingleAsync(Ct)).NextAt;
            pauses.Add(next - now);
            now = next;
        }

        var end = await Db.Deliveries.AsNoTracking().SingleAsync(Ct);
        Assert.Equal(Outbox.MostAttempts, pauses.Count);
        Assert.Equal(pauses.Order(), pauses);
        Assert.Equal(TimeSpan.FromMinutes(1), pauses[0]);
        Assert.Equal(TimeSpan.FromHours(6), pauses[^1]);
        Assert.Equal((DeliveryState.Failed, "no answer"), (end.State, end.LastError));
    }

    [Fact]
    public async Task A_mail_whose_last_attempt_broke_off_is_given_up_and_not_forgotten()
    {
        await Remind(await Person("li@example.org"), Morning);
        await Gather(Morning.AddMinutes(1));
        var outbox = new Outbox(Db);
        var now = Morning.AddMinutes(1);
        while (await outbox.Claim(now, Lease, 10, Ct) is [_]) now += Lease;

        var givenUp = await outbox.GiveUp(now, Ct);

        Assert.Equal(1, givenUp);
        Assert.Equal(DeliveryState.Failed, (await Db.Deliveries.AsNoTracking().SingleAsync(Ct)).State);
    }

    private Task<int> Gather(DateTimeOffset writtenBefore) => new Outbox(Db).Gather(writtenBefore, writtenBefore, "example.org", 100, Ct);

    private async Task<Guid> Person(string address, bool confirmed = true, bool wants = true)
    {
        var user = new User
        {
            Id = Guid.CreateVersion7(Morning), UserName = address, Name = address, Email = address, EmailConfirmed = confirmed, WantsMail = wants,
        };
        Db.Users.Add(user);
        await Db.SaveChangesAsync(Ct);
        return user.Id;
    }

    private async Task<Guid> Remind(Guid person, DateTimeOffset at)
    {
        var id = Guid.CreateVersion7(at);
        Db.Reminders.Add(new Reminder
        {
            Id = id, UserId = person, RunId = Guid.CreateVersion7(at), Key = "plan", Round = 1, Stage = "-3d", At = at,
        });
        await Db.SaveChangesAsync(Ct);
        Db.ChangeTracker.Clear();
        return id;
    }
}
