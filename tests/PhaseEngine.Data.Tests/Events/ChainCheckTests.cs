using System.Text;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Data.Events;
using PhaseEngine.Data.Evidence;
using PhaseEngine.Data.Runs;
using PhaseEngine.Testing;

namespace PhaseEngine.Data.Tests.Events;

public sealed class ChainCheckOnSqlite() : ChainCheckTests(TestDatabases.Sqlite);

public sealed class ChainCheckOnPostgres() : ChainCheckTests(TestDatabases.Postgres);

public abstract class ChainCheckTests(TestDatabases databases) : Conformance(databases)
{
    private readonly string folder = Scratch.Folder("seals");

    private SealFiles Files => new(Path.Combine(folder, "key.pem"), Path.Combine(folder, "seals.jsonl"));

    [Fact]
    public async Task A_healthy_record_has_no_findings()
    {
        var (given, _) = await Sealed();
        await Append(given.Campaign, "campaignNoted");

        var report = await Verify(given);

        Assert.Empty(report.Findings);
        Assert.Equal((5, 1), (report.Streams, report.Seals));
    }

    [Fact]
    public async Task Finds_a_flipped_byte()
    {
        var (given, run) = await Sealed();
        var payload = await Db.Events.Where(e => e.Stream == run && e.Seq == 1).Select(e => e.Payload).SingleAsync(Ct);
        payload[20] ^= 1;
        await Db.Events.Where(e => e.Stream == run && e.Seq == 1).ExecuteUpdateAsync(set => set.SetProperty(e => e.Payload, payload), Ct);

        var report = await Verify(given);

        Assert.Contains(new ChainFinding("event-changed", run, 1), report.Findings);
    }

    [Fact]
    public async Task Finds_a_missing_tail()
    {
        var (given, run) = await Sealed();
        await Db.Events.Where(e => e.Stream == run && e.Seq == 2).ExecuteDeleteAsync(Ct);

        var report = await Verify(given);

        Assert.Contains(new ChainFinding("tail-missing", run, 2), report.Findings);
    }

    [Fact]
    public async Task Finds_a_tail_that_was_cut_off_with_its_head_set_back()
    {
        var (given, run) = await Sealed();
        var first = await Db.Events.Where(e => e.Stream == run && e.Seq == 1).Select(e => e.Hash).SingleAsync(Ct);
        await Db.Events.Where(e => e.Stream == run && e.Seq == 2).ExecuteDeleteAsync(Ct);
        await Db.Runs.Where(r => r.Id == run).ExecuteUpdateAsync(set => set.SetProperty(r => r.Seq, 1).SetProperty(r => r.Head, first), Ct);

        var report = await Verify(given);

        Assert.Equal([new ChainFinding("tail-missing", run, 2)], report.Findings);
    }

    [Fact]
    public async Task Finds_a_missing_run()
    {
        var (given, run) = await Sealed();
        await Db.Events.Where(e => e.Stream == run).ExecuteDeleteAsync(Ct);
        await Db.Runs.Where(r => r.Id == run).ExecuteDeleteAsync(Ct);

        var report = await Verify(given);

        Assert.Equal([new ChainFinding("run-missing", run, null)], report.Findings);
    }

    [Fact]
    public async Task Finds_a_chain_recomputed_by_someone_with_access_to_the_database()
    {
        var (given, run) = await Sealed();
        await Recompute(run);

        var report = await Verify(given);

        Assert.Equal([new ChainFinding("chain-recomputed", run, 2)], report.Findings);
    }

    [Fact]
    public async Task Finds_a_seal_recomputed_with_the_chain_because_nobody_else_can_sign()
    {
        var (given, run) = await Sealed();
        await Recompute(run);
        var heads = await Db.Runs.OrderBy(r => r.Id).Select(r => new SealedHead(r.Id, r.Seq, r.Head)).ToListAsync(Ct);
        heads.AddRange(await Db.Streams.OrderBy(s => s.Id).Select(s => new SealedHead(s.Id, s.Seq, s.Head)).ToListAsync(Ct));
        var leaves = SealedHead.Pack(heads);
        await Db.Seals.ExecuteUpdateAsync(
            set => set.SetProperty(s => s.Leaves, leaves).SetProperty(s => s.Root, SealedHead.MerkleRoot(leaves)), Ct);

        var report = await Verify(given);

        Assert.Equal([new ChainFinding("seal-forged", given.Campaign, 1)], report.Findings);
    }

    [Fact]
    public async Task Finds_a_seal_that_stands_in_the_file_only()
    {
        var (given, _) = await Sealed();
        await Db.Seals.ExecuteDeleteAsync(Ct);

        var report = await Verify(given);

        Assert.Equal([new ChainFinding("seal-missing", given.Campaign, 1)], report.Findings);
    }

    [Fact]
    public async Task Finds_a_content_that_is_not_what_was_recorded()
    {
        var (given, _) = await Sealed();
        await Db.EvidenceContents.ExecuteUpdateAsync(set => set.SetProperty(c => c.Document, """{"title":"另一份"}"""), Ct);

        var report = await Verify(given);

        Assert.Equal("content-changed", Assert.Single(report.Findings).Code);
    }

    [Fact]
    public async Task Says_erased_and_not_broken_of_an_erased_content()
    {
        var (given, _) = await Sealed();
        await Db.EvidenceContents.ExecuteUpdateAsync(
            set => set.SetProperty(c => c.Document, (string?)null).SetProperty(c => c.Salt, (byte[]?)null)
                .SetProperty(c => c.ErasedAt, Given.Start).SetProperty(c => c.ErasedReason, "到期"), Ct);

        var report = await Verify(given);

        Assert.Empty(report.Findings);
        Assert.Equal(1, report.Erased);
    }

    [Fact]
    public async Task Writers_of_one_stream_queue_and_leave_no_gap()
    {
        var stream = Guid.CreateVersion7();

        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => Append(stream, "noted"))));

        Assert.Equal([1, 2, 3, 4, 5, 6], await Db.Events.Where(e => e.Stream == stream).OrderBy(e => e.Seq).Select(e => e.Seq).ToListAsync(Ct));
    }

    /// <summary>Three runs and the campaign's own stream; the first run has a record; everything sealed once.</summary>
    private async Task<(Given Given, Guid Run)> Sealed()
    {
        var given = await new Given(Db).Launched(3, Services, Ct);
        var run = await given.RunOf(given.Branches[0], Ct);
        await Append(given.Campaign, "campaignLaunched");
        await Append(EventStream.SystemId, "userInvited");
        await Record(run, given);
        await new Sealer(Db, Files).Seal(given.Campaign, Given.Start.AddDays(1), Ct);
        Db.ChangeTracker.Clear();
        return (given, run);
    }

    private async Task Record(Guid run, Given given)
    {
        const string document = """{"title":"学习计划"}""";
        var (evidence, salt) = (given.NewId(), Commitment.NewSalt());
        var commitment = Commitment.Of(salt, document);
        await using var scope = Services.CreateAsyncScope();
        var (db, store) = (scope.ServiceProvider.GetRequiredService<PhaseEngineDb>(), scope.ServiceProvider.GetRequiredService<RunStore>());
        await using var transaction = await db.BeginWrite(Ct);
        var row = (await store.Load(run, forUpdate: true, Ct))!;
        db.Evidence.Add(new EvidenceItem
        {
            Id = evidence, Kind = "Document", Form = "submission", UnitId = row.UnitId, On = new DateOnly(2025, 7, 21),
            RecordedAt = Given.Start, RecordedBy = given.Secretaries[0],
        });
        db.EvidenceContents.Add(new EvidenceContent { EvidenceId = evidence, Document = document, Salt = salt, Commitment = commitment });
        await db.SaveChangesAsync(Ct);
        await store.Save(
            row, new(row.State, [], []), given.Secretaries[0], "evidenceRecorded", Given.Start.AddMinutes(1),
            new Dictionary<Guid, byte[]> { [evidence] = commitment }, Ct);
        await transaction.CommitAsync(Ct);
    }

    private async Task Append(Guid stream, string act)
    {
        await using var scope = Services.CreateAsyncScope();
        var (db, log) = (scope.ServiceProvider.GetRequiredService<PhaseEngineDb>(), scope.ServiceProvider.GetRequiredService<EventLog>());
        await using var transaction = await db.BeginWrite(Ct);
        await log.Append(stream, StreamKind.Campaign, null, act, "{}"u8.ToArray(), Given.Start, Ct);
        await transaction.CommitAsync(Ct);
    }

    /// <summary>Changes an event and makes the rest of the chain fit, as someone could who writes the database.</summary>
    private async Task Recompute(Guid run)
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

    private Task<ChainReport> Verify(Given given) => new ChainCheck(Db, Files).Verify(given.Campaign, Ct);
}
