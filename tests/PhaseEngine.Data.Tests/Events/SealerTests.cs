using Microsoft.EntityFrameworkCore;
using PhaseEngine.Data.Events;

namespace PhaseEngine.Data.Tests.Events;

public sealed class SealerOnSqlite() : SealerTests(TestDatabases.Sqlite);

public sealed class SealerOnPostgres() : SealerTests(TestDatabases.Postgres);

public abstract class SealerTests(TestDatabases databases) : SealedRecord(databases)
{
    [Fact]
    public async Task A_seal_holds_only_what_moved_since_the_one_before()
    {
        var (_, run) = await Sealed();
        await Save(run, "noted", []);

        var moved = await Seal(Given.Start.AddDays(2));

        Assert.Equal(1, moved);
        var leaves = await Db.Seals.Where(s => s.Number == 2).Select(s => s.Leaves).SingleAsync(Ct);
        Assert.Equal((run, 3), SealedHead.Unpack(leaves).Select(head => (head.Stream, head.Seq)).Single());
    }

    [Fact]
    public async Task Where_nothing_moved_no_seal_is_made()
    {
        await Sealed();

        Assert.Equal(0, await Seal(Given.Start.AddDays(2)));

        Assert.Equal(1, await Db.Seals.CountAsync(Ct));
    }

    [Fact]
    public async Task Finds_a_missing_run()
    {
        var (given, run) = await Sealed();
        await Remove(run);

        var report = await Verify(given);

        Assert.Equal([new ChainFinding("stream-missing", run, null)], report.Findings);
    }

    [Fact]
    public async Task A_missing_run_is_missed_for_ever_however_often_the_rest_is_sealed()
    {
        var (given, run) = await Sealed();
        var other = await given.RunOf(given.Branches[1], Ct);
        for (var day = 2; day < 5; day++)
        {
            await Save(other, "noted", []);
            await Seal(Given.Start.AddDays(day));
        }

        await Remove(run);

        var report = await Verify(given);

        Assert.Equal(4, report.Seals);
        Assert.Equal([new ChainFinding("stream-missing", run, null)], report.Findings);
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
    public async Task A_chain_recomputed_between_two_seals_is_found_although_the_later_seal_signed_it()
    {
        var (given, run) = await Sealed();
        await Save(await given.RunOf(given.Branches[1], Ct), "noted", []);
        await Seal(Given.Start.AddDays(2));
        await Recompute(run);
        await Save(run, "noted", []);
        await Seal(Given.Start.AddDays(3));

        var report = await Verify(given);

        Assert.Equal([new ChainFinding("chain-recomputed", run, 2)], report.Findings);
    }

    [Fact]
    public async Task Nothing_is_sealed_while_what_was_sealed_last_is_gone_or_another()
    {
        var (given, run) = await Sealed();
        await Recompute(run);
        await Save(await given.RunOf(given.Branches[1], Ct), "noted", []);

        var refusal = await Assert.ThrowsAsync<InvalidDataException>(() => Seal(Given.Start.AddDays(2)));

        Assert.Contains($"{run} (chain-recomputed)", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(1, await Db.Seals.CountAsync(Ct));
    }

    [Theory]
    [InlineData(StreamKind.Unit)]
    [InlineData(StreamKind.Cases)]
    [InlineData(StreamKind.Template)]
    public async Task The_stream_of_something_other_than_a_run_cannot_be_removed_unnoticed(StreamKind kind)
    {
        var (given, _) = await Sealed();
        var stream = given.NewId();
        await Append(stream, "noted", kind);
        await Seal(Given.Start.AddDays(2));
        await Db.Events.Where(e => e.Stream == stream).ExecuteDeleteAsync(Ct);
        await Db.Streams.Where(s => s.Id == stream).ExecuteDeleteAsync(Ct);

        var report = await VerifyAll();

        Assert.Equal([new ChainFinding("stream-missing", stream, null)], report.Findings);
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

        Assert.Equal([new ChainFinding("seal-forged", null, 1)], report.Findings);
    }

    [Fact]
    public async Task Finds_seals_that_were_taken_away_and_makes_none_in_their_place()
    {
        var (given, run) = await Sealed();
        await Save(run, "noted", []);
        await Seal(Given.Start.AddDays(2));
        await Save(run, "noted", []);
        await Db.Seals.ExecuteDeleteAsync(Ct);

        await Assert.ThrowsAsync<InvalidDataException>(() => Seal(Given.Start.AddDays(3)));

        var report = await Verify(given);
        Assert.Equal([new ChainFinding("seal-missing", null, 1), new ChainFinding("seal-missing", null, 2)], report.Findings);
    }

    [Fact]
    public async Task A_process_killed_between_the_commit_and_the_list_leaves_a_record_in_order_and_the_next_seal_completes_the_list()
    {
        var (given, run) = await Sealed();
        File.Delete(SealFile);

        var killed = await Verify(given);
        await Save(run, "noted", []);
        await Seal(Given.Start.AddDays(2));

        Assert.Empty(killed.Findings);
        Assert.Empty((await Verify(given)).Findings);
        Assert.Equal(2, File.ReadAllLines(SealFile).Length);
    }

    [Fact]
    public async Task A_process_killed_over_a_line_leaves_a_record_in_order_and_the_next_seal_writes_the_line_again()
    {
        var (given, run) = await Sealed();
        await Save(run, "noted", []);
        await Seal(Given.Start.AddDays(2));
        var whole = await File.ReadAllTextAsync(SealFile, Ct);
        await File.WriteAllTextAsync(SealFile, whole[..^10], Ct);

        var killed = await Verify(given);
        await Seal(Given.Start.AddDays(3));

        Assert.Empty(killed.Findings);
        Assert.Equal(whole, await File.ReadAllTextAsync(SealFile, Ct));
    }

    [Fact]
    public async Task Finds_a_line_of_the_list_that_cannot_be_read()
    {
        var (given, _) = await Sealed();
        await File.AppendAllTextAsync(SealFile, "\0\0\0\n", Ct);

        Assert.Equal([new ChainFinding("seal-unreadable", null, 2)], (await Verify(given)).Findings);
    }

    [Fact]
    public async Task A_list_that_goes_further_than_a_restored_database_is_put_aside_and_begun_again()
    {
        var (given, run) = await Sealed();
        await Save(run, "noted", []);
        await Seal(Given.Start.AddDays(2));
        await Db.Seals.Where(s => s.Number == 2).ExecuteDeleteAsync(Ct);

        var aside = new SealList(SealFile).EndAt(1, SealFile + ".aside");
        var again = new SealList(SealFile).EndAt(1, SealFile + ".aside");

        Assert.Equal((true, false), (aside, again));
        Assert.Empty((await Verify(given)).Findings);
        Assert.Equal((1, 2), (File.ReadAllLines(SealFile).Length, File.ReadAllLines(SealFile + ".aside").Length));
    }
}
