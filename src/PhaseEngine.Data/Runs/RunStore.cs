using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core.Engine;
using PhaseEngine.Data.Campaigns;
using PhaseEngine.Data.Events;
using PhaseEngine.Data.Organisations;
using PhaseEngine.Data.Reminders;
using PhaseEngine.Data.Sql;
using PhaseEngine.Data.Templates;

namespace PhaseEngine.Data.Runs;

/// <summary>
/// Reads runs for a step and writes what the step made of them. Reading for a step takes the row: writers of one run queue on
/// it and never fail each other.
/// </summary>
public sealed class RunStore(PhaseEngineDb db, PlanCache plans, TimetableCache timetables)
{
    private const string Select =
        """
        select r.id, r.campaign_id, r.batch, r.unit_id, u.path, r.seq, r.head, r.state, c.template_id, r.template_version, coalesce(u.zone, c.zone),
               b.start, b.phase_starts, (select max(imported_at) from known_calendar_years), a.since, u.pilot_until
        """;

    private const string From =
        """
        from runs r
        join campaigns c on c.id = r.campaign_id
        join batches b on b.campaign_id = r.campaign_id and b.number = r.batch
        join units u on u.id = r.unit_id
        left join alarms a on a.run_id = r.id
        """;

    /// <summary>A run of a campaign that was launched, with its people; null when there is none.</summary>
    /// <param name="run">Its id.</param>
    /// <param name="forUpdate">Whether a step follows: then nobody else writes it until the transaction ends.</param>
    /// <param name="ct">Gives up.</param>
    public async Task<RunRow?> Load(Guid run, bool forUpdate, CancellationToken ct) =>
        (await Read([run], forUpdate, people: true, faults: null, ct)).SingleOrDefault();

    /// <summary>Several runs for a step in one transaction, in the order of their ids; those that are not there are left out.</summary>
    /// <param name="runs">Their ids.</param>
    /// <param name="people">Whether their people are needed.</param>
    /// <param name="ct">Gives up.</param>
    public Task<IReadOnlyList<RunRow>> Load(IReadOnlyList<Guid> runs, bool people, CancellationToken ct) => Read(runs, forUpdate: true, people, faults: null, ct);

    /// <summary>The same without their people; those that cannot be read are left out and named.</summary>
    public Task<IReadOnlyList<RunRow>> Load(IReadOnlyList<Guid> runs, List<RunFault> faults, CancellationToken ct) =>
        Read(runs, forUpdate: true, people: false, faults, ct);

    /// <summary>Several runs as they stand, to be looked at only. Those that cannot be read are left out and named, if somebody wants to know.</summary>
    public Task<IReadOnlyList<RunRow>> Look(IReadOnlyList<Guid> runs, List<RunFault>? faults, CancellationToken ct) =>
        Read(runs, forUpdate: false, people: false, faults, ct);

    /// <summary>Several runs as they stand, to be looked at only, with their people.</summary>
    public Task<IReadOnlyList<RunRow>> Look(IReadOnlyList<Guid> runs, CancellationToken ct) => Read(runs, forUpdate: false, people: true, faults: null, ct);

    /// <summary>In one round trip.</summary>
    private async Task<IReadOnlyList<RunRow>> Read(IReadOnlyList<Guid> runs, bool forUpdate, bool people, List<RunFault>? faults, CancellationToken ct)
    {
        // One run is asked for as one: of a list the server guesses how long it is, and plans the statement anew each time.
        string Among(string column) => runs.Count == 1 ? $"{column} = @ids" : db.Sets.IsIn(column, "@ids");

        // Always in the same order, so that two who take overlapping sets never wait for each other.
        var taking = forUpdate ? db.Sets.Taking($"select id from runs where {Among("id")} order by id") : "";
        var sql = $"{taking}{Select} {From} where {Among("r.id")} and c.status in ('running', 'closed') order by r.id";
        await using var command = await SqlSets.Command(db, people ? $"{sql}; {RunPeople.Select(Among)}" : sql, ct);
        if (runs.Count == 1) Add(command, "@ids", runs[0]);
        else command.Parameters.Add(db.Sets.Ids("@ids", runs));
        return await Read(command, people, faults, ct);
    }

    /// <summary>
    /// Runs whose alarm has rung, the longest due first, without those that somebody else has in hand. Those that cannot be read
    /// are left out and named.
    /// </summary>
    internal async Task<IReadOnlyList<RunRow>> Due(DateTimeOffset now, int most, List<RunFault> faults, CancellationToken ct)
    {
        var sql =
            $"""
             {Select} {From.Replace("left join", "join", StringComparison.Ordinal)} where a.at <= @now and c.status = 'running' order by a.at limit @most {db.Sets.ForUpdateSkipLocked("a, r")}
             """;
        await using var command = await SqlSets.Command(db, sql, ct);
        Add(command, "@now", db.Sets.Instant(now));
        Add(command, "@most", most);
        return await Read(command, people: false, faults, ct);
    }

    /// <summary>Writes what a step made of one run, with the messages and meetings it asks for, in one round trip.</summary>
    /// <param name="before">As read for update in this transaction.</param>
    /// <param name="step">What the engine made of it.</param>
    /// <param name="actor">Who; null: the product itself.</param>
    /// <param name="act">What was done: <c>evidenceRecorded</c> …</param>
    /// <param name="now">When.</param>
    /// <param name="enclosed">What else the act has made.</param>
    /// <param name="ct">Gives up.</param>
    public async Task Save(RunRow before, StepResult step, Guid? actor, string act, DateTimeOffset now, Enclosed enclosed, CancellationToken ct)
    {
        var write = RunWrite.Of(before, step, actor, act, now, enclosed.Commitments);
        var (meetings, reminders) = await new Effects(db, new Recipients(db, before.Timetable.Today(now))).Of([write], now, ct);

        var rows = db.Sets.Together(db);
        enclosed.Records?.MoveTo(rows);
        if (write.Change is not null)
        {
            rows.Insert(RunTables.Events, write);
            rows.Update(RunTables.Runs, write);
        }

        if (write.Alarm is not null) rows.Upsert(RunTables.Alarms, write);
        else rows.Delete("alarms", "run_id", before.Id);

        if (enclosed.Decision is { } decision) rows.Insert(RunTables.Decisions, decision);
        foreach (var note in Reopened([write])) rows.Insert(RunTables.RosterNotes, note);
        rows.InsertNew(RunTables.Meetings, meetings);
        rows.InsertNew(RunTables.Reminders, reminders);
        await rows.Write(ct);
    }

    /// <summary>Writes many runs after a step each.</summary>
    internal async Task Save(IReadOnlyList<RunWrite> writes, Recipients recipients, DateTimeOffset now, CancellationToken ct)
    {
        List<RunWrite> changed = [.. writes.Where(w => w.Change is not null)];
        await db.Sets.Update(db, RunTables.Runs, changed, ct);
        await db.Sets.Insert(db, RunTables.Events, changed, ct);
        // Whose alarm was read has one, and it is taken; to look for it once more takes twice as long.
        var alarms = writes.Where(w => w.Alarm is not null).ToLookup(w => w.Before.Since is not null);
        await db.Sets.Update(db, RunTables.Alarms, [.. alarms[true]], ct);
        await db.Sets.Upsert(db, RunTables.Alarms, [.. alarms[false]], ct);
        await Silence([.. writes.Where(w => w.Alarm is null).Select(w => w.Before.Id)], ct);
        await db.Sets.Insert(db, RunTables.RosterNotes, [.. Reopened(writes)], ct);
        await new Effects(db, recipients).Carry(writes, now, ct);
    }

    /// <summary>Writes runs that begin.</summary>
    internal async Task Insert(IReadOnlyList<RunWrite> writes, Recipients recipients, DateTimeOffset now, CancellationToken ct)
    {
        await db.Sets.Insert(db, RunTables.NewRuns, writes, ct);
        await db.Sets.Insert(db, RunTables.Events, writes, ct);
        await db.Sets.Insert(db, RunTables.Alarms, [.. writes.Where(w => w.Alarm is not null)], ct);
        await new Effects(db, recipients, ofNewRuns: true).Carry(writes, now, ct);
    }

    /// <summary>What was over kept the members of its own day; asked for again, it asks those of today. So does a run that goes on.</summary>
    private static IEnumerable<RosterNote> Reopened(IReadOnlyList<RunWrite> writes) => writes
        .Where(w => w.Step.Facts.Any(f => f is StatusChanged { Status: RunStatus.Active }
            || (f is RoundOpened { Round: > 1 } again && w.Before.Plan.Requirement(again.Key)!.Kind.Marks.Count > 0)))
        .Select(w => new RosterNote { Id = Guid.CreateVersion7(), UnitId = w.Before.UnitId });

    /// <summary>Takes the alarms of runs away.</summary>
    internal Task Silence(IReadOnlyList<Guid> runs, CancellationToken ct) => db.Sets.Delete(db, "alarms", "run_id", runs, ct);

    /// <summary>Lets runs wait that cannot be dealt with, longer each time. What time has brought since stays to be done.</summary>
    internal async Task Postpone(IReadOnlyList<RunFault> faults, DateTimeOffset now, CancellationToken ct)
    {
        foreach (var (run, fault) in faults)
        {
            var alarm = db.Alarms.Where(a => a.RunId == run);
            var failures = 1 + await alarm.Select(a => a.Failures).SingleAsync(ct);
            await alarm.ExecuteUpdateAsync(
                set => set.SetProperty(a => a.At, Chain.OnRecord(now + Outbox.Backoff(failures)))
                    .SetProperty(a => a.Failures, failures).SetProperty(a => a.Fault, fault.Message), ct);
        }
    }

    /// <param name="command">Selects them.</param>
    /// <param name="people">Whether it selects their people as well.</param>
    /// <param name="faults">Takes those that cannot be read; null: that is a fault of the whole.</param>
    /// <param name="ct">Gives up.</param>
    private async Task<IReadOnlyList<RunRow>> Read(DbCommand command, bool people, List<RunFault>? faults, CancellationToken ct)
    {
        var stored = new List<Stored>();
        IReadOnlyDictionary<Guid, RunPeople>? peopleOf = null;
        await using (var reader = await command.ExecuteReaderAsync(ct))
        {
            // Rows are taken by a statement of their own, whose result is their ids: who waited for one reads all of it as it was left, its alarm too.
            if (reader.FieldCount == 1) await reader.NextResultAsync(ct);
            while (await reader.ReadAsync(ct)) stored.Add(Stored.Read(db.Sets, reader));
            if (people) peopleOf = await RunPeople.Read(reader, stored.Select(run => (run.Id, run.Path)), ct);
        }

        var rows = new List<RunRow>(stored.Count);
        foreach (var run in stored)
        {
            try
            {
                var plan = await plans.Get(db, run.Template, run.TemplateVersion, ct);
                var timetable = await timetables.Get(db, plan, run.Dates, ct);
                rows.Add(new RunRow(
                    run.Id, run.Campaign, run.Batch, run.Unit, run.Path, run.Seq, run.Head, plan, timetable, StateCodec.Read(plan, run.State))
                {
                    Since = run.Since, PilotUntil = run.PilotUntil, People = peopleOf?[run.Id],
                });
            }
            catch (Exception fault) when (faults is not null && fault.GetBaseException() is not (DbException or OperationCanceledException))
            {
                faults.Add(new RunFault(run.Id, fault));
            }
        }

        return rows;
    }

    private static void Add(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = value;
        command.Parameters.Add(parameter);
    }

    private readonly record struct Stored(
        Guid Id, Guid Campaign, int Batch, Guid Unit, string Path, int Seq, byte[] Head, byte[] State, string Template, int TemplateVersion,
        TimetableKey Dates, DateTimeOffset? Since, DateOnly? PilotUntil)
    {
        public static Stored Read(SqlSets sets, DbDataReader row) => new(
            row.GetGuid(0), row.GetGuid(1), row.GetInt32(2), row.GetGuid(3), row.GetString(4), row.GetInt32(5),
            row.GetFieldValue<byte[]>(6), row.GetFieldValue<byte[]>(7), row.GetString(8), row.GetInt32(9),
            new TimetableKey(
                row.GetFieldValue<DateOnly>(11), row.GetString(10), row.GetString(12), row.IsDBNull(13) ? null : sets.ReadInstant(row, 13)),
            row.IsDBNull(14) ? null : sets.ReadInstant(row, 14), row.IsDBNull(15) ? null : row.GetFieldValue<DateOnly>(15));
    }
}
