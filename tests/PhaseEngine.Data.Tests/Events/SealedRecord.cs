using System.Text;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Data.Events;
using PhaseEngine.Data.Evidence;
using PhaseEngine.Data.Runs;
using PhaseEngine.Testing;

namespace PhaseEngine.Data.Tests.Events;

/// <summary>A record as it comes about, and what somebody could do to it who may write the database.</summary>
public abstract class SealedRecord(TestDatabases databases) : Conformance(databases)
{
    private readonly string folder = Scratch.Folder("seals");

    protected string SealFile => Path.Combine(folder, "seals.jsonl");

    private SealFiles Files => new(Path.Combine(folder, "key.pem"), SealFile);

    /// <summary>Three runs and the campaign's own stream; the first run has a record; everything sealed once.</summary>
    protected async Task<(Given Given, Guid Run)> Sealed()
    {
        var given = await new Given(Db).Launched(3, Services, Ct);
        var run = await given.RunOf(given.Branches[0], Ct);
        await Append(given.Campaign, "campaignLaunched");
        await Append(EventStream.SystemId, "userInvited");
        await Record(run, given);
        await Seal(Given.Start.AddDays(1));
        return (given, run);
    }

    private async Task Record(Guid run, Given given)
    {
        const string document = """{"title":"学习计划"}""";
        var (evidence, salt) = (given.NewId(), Commitment.NewSalt());
        var commitment = Commitment.Of(salt, document);
        Db.Evidence.Add(new EvidenceItem
        {
            Id = evidence, Kind = "Document", Form = "submission", UnitId = given.Branches[0], On = new DateOnly(2025, 7, 21),
            RecordedAt = Given.Start, RecordedBy = given.Secretaries[0],
        });
        Db.EvidenceContents.Add(new EvidenceContent { EvidenceId = evidence, Document = document, Salt = salt, Commitment = commitment });
        await Db.SaveChangesAsync(Ct);
        await Save(run, "evidenceRecorded", new() { [evidence] = commitment });
    }

    /// <summary>An act on a run that changes nothing in it.</summary>
    protected async Task Save(Guid run, string act, Dictionary<Guid, byte[]> commitments)
    {
        await using var scope = Services.CreateAsyncScope();
        var (db, store) = (scope.ServiceProvider.GetRequiredService<PhaseEngineDb>(), scope.ServiceProvider.GetRequiredService<RunStore>());
        await using var transaction = await db.BeginWrite(Ct);
        var row = (await store.Load(run, forUpdate: true, Ct))!;
        await store.Save(row, new(row.State, [], []), null, act, Given.Start.AddMinutes(1), new Enclosed { Commitments = commitments }, Ct);
        await transaction.CommitAsync(Ct);
    }

    protected async Task Append(Guid stream, string act, StreamKind kind = StreamKind.Campaign, string payload = "{}")
    {
        await using var scope = Services.CreateAsyncScope();
        var (db, log) = (scope.ServiceProvider.GetRequiredService<PhaseEngineDb>(), scope.ServiceProvider.GetRequiredService<EventLog>());
        await using var transaction = await db.BeginWrite(Ct);
        await log.Append(stream, kind, null, act, Encoding.UTF8.GetBytes(payload), Given.Start, Ct);
        await transaction.CommitAsync(Ct);
    }

    /// <summary>Changes an event and makes the rest of the chain fit, as someone could who writes the database.</summary>
    protected async Task Recompute(Guid run)
    {
        var head = Chain.Empty;
        foreach (var e in await Db.Events.AsNoTracking().Where(e => e.Stream == run).OrderBy(e => e.Seq).ToListAsync(Ct))
        {
            var payload = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(e.Payload).Replace("2025-07-21", "2025-07-20", StringComparison.Ordinal));
            var hash = head = Chain.Hash(head, run, e.Seq, e.At, e.Actor, e.Act, payload);
            await Db.Events.Where(x => x.Stream == run && x.Seq == e.Seq).ExecuteUpdateAsync(
                set => set.SetProperty(x => x.Payload, payload).SetProperty(x => x.Hash, hash), Ct);
        }

        await Db.Runs.Where(r => r.Id == run).ExecuteUpdateAsync(set => set.SetProperty(r => r.Head, head), Ct);
    }

    /// <summary>A run and its events are gone.</summary>
    protected async Task Remove(Guid run)
    {
        await Db.Events.Where(e => e.Stream == run).ExecuteDeleteAsync(Ct);
        await Db.Runs.Where(r => r.Id == run).ExecuteDeleteAsync(Ct);
    }

    protected Task<int> Seal(DateTimeOffset now) => Elsewhere(db => new Sealer(db, Files).Seal(now, Ct));

    protected Task<ChainReport> Verify(Given given) => Elsewhere(db => new ChainCheck(db, Files).Verify(given.Campaign, Ct));

    protected Task<ChainReport> VerifyAll() => Elsewhere(db => new ChainCheck(db, Files).VerifyAll(null, Ct));
}
