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
        select r.id, r.campaign_id, r.batch, r.unit_id, u.path, r.seq, r.head, r.state, c.template_id, r.template_version, c.zone,
               b.start, b.phase_starts, (select max(imported_at) from known_calendar_years), a.since
        """;

    private const string From =
        """
        from runs r
        join campaigns c on c.id = r.campaign_id
        join batches b on b.campaign_id = r.campaign_id and b.number = r.batch
        join units u on u.id = r.unit_id
        left join alarms a on a.run_id = r.id
        """;

    /// <summary>Always in the same order, so that two who take overlapping sets never wait for each other.</summary>
    private string Taking => db.Sets.Taking($"select id from runs where {db.Sets.IsIn("id", "@ids")} order by id");

    /// <summary>A run of a campaign that was launched; null when there is none.</summary>
    /// <param name="run">Its id.</param>
    /// <param name="forUpdate">Whether a step follows: then nobody else writes it until the transaction ends.</param>
    /// <param name="ct">Gives up.</param>
    public async Task<RunRow?> Load(Guid run, bool forUpdate, CancellationToken ct)
    {
        var taking = forUpdate ? db.Sets.Taking("select id from runs where id = @id") : "";
        var sql = $"{taking}{Select} {From} where r.id = @id and c.status in ('running', 'closed')";
        await using var command = await SqlSets.Command(db, sql, ct);
        Add(command, "@id", run);
        return (await Read(command, faults: null, ct)).SingleOrDefault();
    }

    /// <summary>Several runs for a step in one transaction, in the order of their ids; those that are not there are left out.</summary>
    public Task<IReadOnlyList<RunRow>> Load(IReadOnlyList<Guid> runs, CancellationToken ct) => Read(runs, Taking, faults: null, ct);

    /// <summary>The same; those that cannot be read are left out and named.</summary>
    public Task<IReadOnlyList<RunRow>> Load(IReadOnlyList<Guid> runs, List<RunFault> faults, CancellationToken ct) => Read(runs, Taking, faults, ct);

    /// <summary>Several runs as they stand, to be looked at only. Those that cannot be read are left out and named, if somebody wants to know.</summary>
    public Task<IReadOnlyList<RunRow>> Look(IReadOnlyList<Guid> runs, List<RunFault>? faults, CancellationToken ct) => Read(runs, "", faults, ct);

    private async Task<IReadOnlyList<RunRow>> Read(IReadOnlyList<Guid> runs, string taking, List<RunFault>? faults, CancellationToken ct)
    {
        var sql = $"{taking}{Select} {From} where {db.Sets.IsIn("r.id", "@ids")} and c.status in ('running', 'closed') order by r.id";
        await using var command = await SqlSets.Command(db, sql, ct);
        command.Parameters.Add(db.Sets.Ids("@ids", runs));
        return await Read(command, faults, ct);
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
        return await Read(command, faults, ct);
    }

    /// <summary>Writes what a step made of one run: event, row and alarm in one round trip, then the messages and meetings it asks for.</summary>
    /// <param name="before">As read for update in this transaction.</param>
    /// <param name="step">What the engine made of it.</param>
    /// <param name="actor">Who; null: the product itself.</param>
    /// <param name="act">What was done: <c>evidenceRecorded</c> …</param>
    /// <param name="now">When.</param>
    /// <param name="commitments">To the contents of records made in the same act, by evidence id.</param>
    /// <param name="ct">Gives up.</param>
    public async Task Save(
        RunRow before, StepResult step, Guid? actor, string act, DateTimeOffset now,
        IReadOnlyDictionary<Guid, byte[]>? commitments, CancellationToken ct)
    {
        var write = RunWrite.Of(before, step, actor, act, now, commitments);
        await using var command = await SqlSets.Command(db, "", ct);
        var sql = new List<string>(3);
        if (write.Change is not null)
        {
            sql.Add(RunTables.Events.Insert);
            RunTables.Events.Bind(RunTables.Events.AddParameters(command), write);
            sql.Add(RunTables.Runs.Update);
            RunTables.Runs.Bind(RunTables.Runs.AddParameters(command), write);
        }

        if (write.Alarm is not null)
        {
            sql.Add(RunTables.Alarms.Upsert);
            RunTables.Alarms.Bind(RunTables.Alarms.AddParameters(command), write);
        }
        else
        {
            sql.Add("delete from alarms where run_id = @id");
            Add(command, "@id", before.Id);
        }

        command.CommandText = string.Join(";\n", sql);
        await command.ExecuteNonQueryAsync(ct);
        await NoteReopened([write], ct);
        await new Effects(db, new Recipients(db, before.Timetable.Today(now))).Carry([write], now, ct);
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
        await NoteReopened(writes, ct);
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
    private Task NoteReopened(IReadOnlyList<RunWrite> writes, CancellationToken ct) => db.Sets.Insert(
        db, RunTables.RosterNotes,
        [
            .. writes.Where(w => w.Step.Facts.Any(f => f is StatusChanged { Status: RunStatus.Active }
                || (f is RoundOpened { Round: > 1 } again && w.Before.Plan.Requirement(again.Key)!.Kind.Marks.Count > 0)))
                .Select(w => new RosterNote { Id = Guid.CreateVersion7(), UnitId = w.Before.UnitId }),
        ], ct);

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
    /// <param name="faults">Takes those that cannot be read; null: that is a fault of the whole.</param>
    /// <param name="ct">Gives up.</param>
    private async Task<IReadOnlyList<RunRow>> Read(DbCommand command, List<RunFault>? faults, CancellationToken ct)
    {
        var stored = new List<Stored>();
        await using (var reader = await command.ExecuteReaderAsync(ct))
        {
            // Rows are taken by a statement of their own, whose result is their ids: who waited for one reads all of it as it was left, its alarm too.
            if (reader.FieldCount == 1) await reader.NextResultAsync(ct);
            while (await reader.ReadAsync(ct)) stored.Add(Stored.Read(db.Sets, reader));
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
                    Since = run.Since,
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
        TimetableKey Dates, DateTimeOffset? Since)
    {
        public static Stored Read(SqlSets sets, DbDataReader row) => new(
            row.GetGuid(0), row.GetGuid(1), row.GetInt32(2), row.GetGuid(3), row.GetString(4), row.GetInt32(5),
            row.GetFieldValue<byte[]>(6), row.GetFieldValue<byte[]>(7), row.GetString(8), row.GetInt32(9),
            new TimetableKey(
                row.GetFieldValue<DateOnly>(11), row.GetString(10), row.GetString(12), row.IsDBNull(13) ? null : sets.ReadInstant(row, 13)),
            row.IsDBNull(14) ? null : sets.ReadInstant(row, 14));
    }
}
