using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core.Engine;
using PhaseEngine.Data.Events;
using PhaseEngine.Data.Runs;

namespace PhaseEngine.Data.Tests.Runs;

public sealed class RunStoreOnSqlite() : RunStoreTests(TestDatabases.Sqlite);

public sealed class RunStoreOnPostgres() : RunStoreTests(TestDatabases.Postgres);

public abstract class RunStoreTests(TestDatabases databases) : Conformance(databases)
{
    [Fact]
    public async Task Reads_back_what_a_step_made_of_a_run()
    {
        var given = await Launched(1);
        var run = await given.RunOf(given.Branches[0], Ct);

        var made = await Step(run, new GateAsked("gate", given.Secretaries[0]), "gateAsked");
        var read = await Elsewhere(db => Load(db, run));

        Assert.Equal(StateCodec.Write(read.Plan, made), StateCodec.Write(read.Plan, read.State));
        var row = await Db.Runs.AsNoTracking().SingleAsync(Ct);
        Assert.Equal((2, GateStatus.Asked, new DateOnly(2025, 7, 21), new DateOnly(2025, 7, 28)), (row.Seq, row.GateStatus, row.AskedOn, row.AnswerBy));
    }

    [Fact]
    public async Task An_act_is_one_event_that_holds_its_facts()
    {
        var given = await Launched(1);
        var run = await given.RunOf(given.Branches[0], Ct);

        await Step(run, new GateAsked("gate", given.Secretaries[0]), "gateAsked", actor: given.Secretaries[0]);

        var entry = await Db.Events.AsNoTracking().SingleAsync(e => e.Stream == run && e.Seq == 2, Ct);
        Assert.Equal(("gateAsked", (Guid?)given.Secretaries[0]), (entry.Act, entry.Actor));
        Assert.Contains(EventPayload.Facts(entry.Payload), fact => fact is Asked { Key: "gate", Report: not null });
    }

    [Fact]
    public async Task Tells_the_people_concerned_once()
    {
        var given = await Launched(1);
        var run = await given.RunOf(given.Branches[0], Ct);

        await Step(run, new GateAsked("gate", given.Secretaries[0]), "gateAsked");

        Assert.Equal(given.Supervisor, await Db.Reminders.Where(r => r.Key == "gate").Select(r => r.UserId).SingleAsync(Ct));
    }

    [Fact]
    public async Task Convenes_the_first_meeting_at_launch()
    {
        var given = await Launched(2);

        var meetings = await Db.ReviewMeetings.AsNoTracking().ToListAsync(Ct);

        Assert.Equal(2, meetings.Count);
        Assert.All(meetings, meeting => Assert.Equal(("review", 1), (meeting.Key, meeting.Number)));
        Assert.All(given.Secretaries, secretary => Assert.Contains(secretary, Db.Reminders.Where(r => r.Stage == "convened").Select(r => r.UserId)));
    }

    [Fact]
    public async Task Writers_of_one_run_queue_and_lose_nothing()
    {
        const int writers = 8, each = 5;
        var given = await Launched(1);
        var run = await given.RunOf(given.Branches[0], Ct);

        await Task.WhenAll(Enumerable.Range(0, writers).Select(_ => Task.Run(async () =>
        {
            for (var i = 0; i < each; i++) await Step(run, Submitted(), "evidenceRecorded");
        })));

        var read = await Elsewhere(db => Load(db, run));
        var paper = read.Plan.Requirement("paper")!;
        Assert.Equal(writers * each, read.State.Counters[paper.Slot(0, 0)]);
        Assert.Equal(1 + (writers * each), read.Seq);
        Assert.Equal(Enumerable.Range(1, read.Seq), await Db.Events.Where(e => e.Stream == run).OrderBy(e => e.Seq).Select(e => e.Seq).ToListAsync(Ct));
    }

    [Fact]
    public async Task Who_waits_for_a_sweep_reads_up_to_when_it_dealt_with_time()
    {
        if (Db.Database.IsSqlite()) return; // has one writer
        var given = await Launched(1);
        var id = await given.RunOf(given.Branches[0], Ct);
        var sweeping = new DateTimeOffset(2025, 7, 28, 8, 0, 0, TimeSpan.Zero);
        await using var sweeper = Services.CreateAsyncScope();
        var db = sweeper.ServiceProvider.GetRequiredService<PhaseEngineDb>();
        var store = sweeper.ServiceProvider.GetRequiredService<RunStore>();
        await using var transaction = await db.BeginWrite(Ct);
        var row = (await store.Load(id, forUpdate: true, Ct))!;

        var person = Task.Run(async () =>
        {
            await using var scope = Services.CreateAsyncScope();
            await using var own = await scope.ServiceProvider.GetRequiredService<PhaseEngineDb>().BeginWrite(Ct);
            return (await scope.ServiceProvider.GetRequiredService<RunStore>().Load(id, forUpdate: true, Ct))!;
        });
        await Db.UntilSomebodyWaits(Ct);
        await store.Save(row, RunEngine.Step(row.Plan, row.Timetable, row.State, new TimeReached(row.Since), sweeping).Value!, null, AlarmSweep.Act, sweeping, Enclosed.Nothing, Ct);
        await transaction.CommitAsync(Ct);

        Assert.Equal(sweeping, (await person).Since);
    }

    [Fact]
    public async Task A_set_of_gates_is_decided_in_one_act_and_what_refuses_holds_nothing_up()
    {
        var given = await Launched(4);
        var runs = new List<Guid>();
        foreach (var branch in given.Branches) runs.Add(await given.RunOf(branch, Ct));
        foreach (var run in runs.Take(3)) await Step(run, new GateAsked("gate", given.Secretaries[0]), "gateAsked");

        await using var scope = Services.CreateAsyncScope();
        var refused = await scope.ServiceProvider.GetRequiredService<RunSets>().Act(
            [.. runs, given.Committee], _ => new Decided("gate", 0, DecisionWord.Give, given.Supervisor, 1), given.Supervisor, "gateDecided",
            Given.Start.AddHours(1), null, Ct);

        Assert.Equal([runs[3], given.Committee], refused.Keys.OrderByDescending(id => runs.IndexOf(id)));
        Assert.Equal("not-found", refused[given.Committee].Code);
        var after = await Db.Runs.AsNoTracking().OrderBy(r => r.Id).ToDictionaryAsync(r => r.Id, r => r.Status, Ct);
        Assert.All(runs.Take(3), run => Assert.Equal(RunStatus.Finished, after[run]));
        Assert.Equal(RunStatus.Active, after[runs[3]]);
        Assert.Equal(3, await Db.Decisions.CountAsync(d => d.OneOf == 5 && d.Verdict == "give", Ct));
        Assert.Equal(1, await Db.Alarms.CountAsync(Ct));
    }

    [Fact]
    public async Task The_doctor_finds_a_row_that_is_not_what_its_events_say()
    {
        var given = await Launched(2);
        var healthy = await Check(given.Campaign);
        var run = await given.RunOf(given.Branches[0], Ct);
        var otherState = System.Text.Encoding.UTF8.GetBytes("{}");
        await Db.Runs.Where(r => r.Id == run).ExecuteUpdateAsync(set => set.SetProperty(r => r.State, otherState), Ct);

        var findings = await Check(given.Campaign);

        Assert.Empty(healthy);
        Assert.Contains(new RunFinding("state-differs", run), findings);
    }

    private Task<Given> Launched(int branches) => new Given(Db).Launched(branches, Services, Ct);

    private static EvidenceRecorded Submitted() =>
        new("paper", Guid.CreateVersion7(), new DateOnly(2025, 7, 21), 1, new long[2 + Core.Requirements.Kinds.OfType("PhaseEngine.Document")!.Counters.Count]);

    private async Task<RunState> Step(Guid run, Input input, string act, Guid? actor = null)
    {
        await using var scope = Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PhaseEngineDb>();
        var store = scope.ServiceProvider.GetRequiredService<RunStore>();
        await using var transaction = await db.BeginWrite(Ct);
        var row = (await store.Load(run, forUpdate: true, Ct))!;
        var step = RunEngine.Step(row.Plan, row.Timetable, row.State, input, Given.Start.AddMinutes(1));
        Assert.Null(step.Problem);
        await store.Save(row, step.Value!, actor, act, Given.Start.AddMinutes(1), Enclosed.Nothing, Ct);
        await transaction.CommitAsync(Ct);
        return step.Value!.State;
    }

    private async Task<IReadOnlyList<RunFinding>> Check(Guid campaign)
    {
        await using var scope = Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<RunCheck>().Check(campaign, Given.Start, Ct);
    }

    private async Task<RunRow> Load(PhaseEngineDb db, Guid run)
    {
        await using var scope = Services.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<RunStore>().Load(run, forUpdate: false, Ct))!;
    }
}
