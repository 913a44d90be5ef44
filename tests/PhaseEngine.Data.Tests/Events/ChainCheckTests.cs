using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Data.Events;
using PhaseEngine.Data.Evidence;

namespace PhaseEngine.Data.Tests.Events;

public sealed class ChainCheckOnSqlite() : ChainCheckTests(TestDatabases.Sqlite);

public sealed class ChainCheckOnPostgres() : ChainCheckTests(TestDatabases.Postgres);

public abstract class ChainCheckTests(TestDatabases databases) : SealedRecord(databases)
{
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
    public async Task Finds_a_content_that_is_not_what_was_recorded()
    {
        var (given, _) = await Sealed();
        await Db.EvidenceContents.ExecuteUpdateAsync(set => set.SetProperty(c => c.Document, """{"title":"另一份"}"""), Ct);

        var report = await Verify(given);

        Assert.Equal("content-changed", Assert.Single(report.Findings).Code);
    }

    [Fact]
    public async Task Says_erased_and_not_broken_of_a_content_erased_on_record()
    {
        var (given, run) = await Sealed();
        await Erase(run);

        var report = await Verify(given);

        Assert.Empty(report.Findings);
        Assert.Equal(1, report.Erased);
    }

    [Fact]
    public async Task Finds_a_content_that_was_erased_without_an_event()
    {
        var (given, _) = await Sealed();
        await EraseSilently();

        var report = await Verify(given);

        Assert.Equal("content-missing", Assert.Single(report.Findings).Code);
    }

    [Theory]
    [InlineData("unit_id")]
    [InlineData("campaign_id")]
    [InlineData("batch")]
    [InlineData("template_version")]
    public async Task Finds_a_run_that_is_no_longer_of_what_it_was_launched_for(string what)
    {
        var (given, run) = await Sealed();
        await Db.Runs.Where(r => r.Id == run).ExecuteUpdateAsync(
            set =>
            {
                if (what == "unit_id") set.SetProperty(r => r.UnitId, given.Committee);
                else if (what == "campaign_id") set.SetProperty(r => r.CampaignId, given.Committee);
                else if (what == "batch") set.SetProperty(r => r.Batch, 2);
                else set.SetProperty(r => r.TemplateVersion, 2);
            }, Ct);

        var report = await VerifyAll();

        Assert.Equal([new ChainFinding("run-differs", run, null)], report.Findings);
    }

    [Fact]
    public async Task Finds_two_runs_that_were_swapped()
    {
        var (given, run) = await Sealed();
        var other = await given.RunOf(given.Branches[1], Ct);
        foreach (var (id, unit) in new[] { (run, Guid.Empty), (other, given.Branches[0]), (run, given.Branches[1]) })
            await Db.Runs.Where(r => r.Id == id).ExecuteUpdateAsync(set => set.SetProperty(r => r.UnitId, unit), Ct);

        var report = await Verify(given);

        Assert.Equal([("run-differs", run), ("run-differs", other)], report.Findings.Select(f => (f.Code, f.Subject!.Value)).ToHashSet());
    }

    [Fact]
    public async Task Finds_an_event_slipped_in_behind_the_head()
    {
        var (given, run) = await Sealed();
        Db.Events.Add(new Event { Stream = run, Seq = 3, At = Given.Start, Act = "gatePassed", Payload = "{}"u8.ToArray(), Hash = Chain.Empty });
        await Db.SaveChangesAsync(Ct);

        var report = await Verify(given);

        Assert.Equal([new ChainFinding("event-behind-head", run, 3)], report.Findings);
    }

    [Theory]
    [InlineData("other", "attachment-changed")]
    [InlineData(null, "attachment-missing")]
    public async Task Finds_a_file_that_is_not_the_one_that_was_added(string? content, string finding)
    {
        var (given, _) = await Sealed();
        var file = await Attach(given, "minutes");
        var bytes = content is null ? null : Encoding.UTF8.GetBytes(content);
        await Db.Attachments.ExecuteUpdateAsync(
            set => set.SetProperty(a => a.Content, bytes).SetProperty(a => a.Sha256, SHA256.HashData(bytes ?? [])), Ct);

        var report = await Verify(given);

        Assert.Equal([new ChainFinding(finding, file, null)], report.Findings);
    }

    [Fact]
    public async Task Says_nothing_of_a_file_that_is_as_it_was_added()
    {
        var (given, _) = await Sealed();
        await Attach(given, "minutes");

        Assert.Empty((await Verify(given)).Findings);
    }

    [Fact]
    public async Task Writers_of_one_stream_queue_and_leave_no_gap()
    {
        var stream = Guid.CreateVersion7();

        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => Append(stream, "noted"))));

        Assert.Equal([1, 2, 3, 4, 5, 6], await Db.Events.Where(e => e.Stream == stream).OrderBy(e => e.Seq).Select(e => e.Seq).ToListAsync(Ct));
    }

    private Task<int> EraseSilently() => Db.EvidenceContents.ExecuteUpdateAsync(
        set => set.SetProperty(c => c.Document, (string?)null).SetProperty(c => c.Salt, (byte[]?)null)
            .SetProperty(c => c.ErasedAt, Given.Start).SetProperty(c => c.ErasedReason, "到期"), Ct);

    private async Task Erase(Guid run)
    {
        var content = await Db.EvidenceContents.AsNoTracking().SingleAsync(Ct);
        await EraseSilently();
        await Save(run, "evidenceErased", new() { [content.EvidenceId] = content.Commitment });
    }

    private async Task<Guid> Attach(Given given, string content)
    {
        var (file, bytes) = (given.NewId(), Encoding.UTF8.GetBytes(content));
        Db.Attachments.Add(new Attachment
        {
            Id = file, EvidenceId = await Db.Evidence.Select(e => e.Id).SingleAsync(Ct), Name = "会议记录.txt", MediaType = "text/plain", Size = bytes.Length,
            Sha256 = SHA256.HashData(bytes), Content = bytes,
        });
        await Db.SaveChangesAsync(Ct);
        var facts = $$"""{"attachment":"{{file}}","sha256":"{{Convert.ToHexStringLower(SHA256.HashData(bytes))}}"}""";
        await Append(given.Branches[0], "attachmentAdded", StreamKind.Unit, facts);
        return file;
    }
}
