using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Data;
using PhaseEngine.Data.Events;
using PhaseEngine.Data.Evidence;
using PhaseEngine.Server.Tests.Running;

namespace PhaseEngine.Server.Tests.Features.Runs;

public sealed class RemarksOnSqlite(SqliteServer server) : RemarkTests(server);

public sealed class RemarksOnPostgres(PostgresBackedServer server) : RemarkTests(server);

/// <summary>What people write with their acts stands beside the record and can be erased; the record has a commitment to it.</summary>
public abstract class RemarkTests(RunningServer server)
{
    private const string Words = "书记王芳住院手术";

    private static async Task<IReadOnlyList<System.Text.Json.Nodes.JsonNode>> Erasable(SmallCampaign campaign, Person reader) =>
        [.. (await reader.Client.Get($"/api/v1/runs/{campaign.Run}/events?limit=500")).Is(HttpStatusCode.OK).Body!["items"]!.AsArray().SelectMany(e => e!["erasable"]!.AsArray()).Select(r => r!)];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_event_holds_what_somebody_wrote_and_people_read_it_all_the_same()
    {
        var campaign = await EveryWord();

        var record = await Payloads(campaign);
        var sentences = await Sentences(campaign);

        Assert.DoesNotContain("王芳", record, StringComparison.Ordinal);
        Assert.Equal(5, sentences.Count(s => s.Contains(Words, StringComparison.Ordinal)));
        Assert.Empty((await Verify(campaign)).Findings);
        Assert.Equal(Words, (string?)(await campaign.Supervisor.Client.Get($"/api/v1/runs/{campaign.Run}/extension-requests")).Body![0]!["reason"]);
    }

    [Fact]
    public async Task Erased_by_the_superior_they_are_gone_and_the_record_is_whole()
    {
        var campaign = await EveryWord();
        var eraser = await server.As("administrator", campaign.Committee);
        var remarks = await server.InScope(services => services.GetRequiredService<PhaseEngineDb>().Events.AsNoTracking().Where(e => e.Stream == campaign.Run).OrderBy(e => e.Seq).ToListAsync(Ct));
        var remark = remarks.SelectMany(e => Remarks.In(e.Payload)).First();
        var address = $"/api/v1/runs/{campaign.Run}/remarks/{Uri.EscapeDataString(remark)}/erasure";
        var elsewhere = await SmallCampaign.Of(server);

        (await eraser.Client.Post($"/api/v1/runs/{elsewhere.Run}/remarks/{Uri.EscapeDataString(remark)}/erasure", new { reason = "本人要求" })).IsRefused(HttpStatusCode.NotFound, "not-found");
        (await eraser.Client.Post(address, new { reason = "本人要求" })).Is(HttpStatusCode.NoContent);
        (await eraser.Client.Post(address, new { reason = "本人要求" })).IsRefused(HttpStatusCode.NotFound, "not-found");

        var report = await Verify(campaign);
        Assert.Equal((0, 1), (report.Findings.Count, report.Erased));
        Assert.Equal(4, (await Sentences(campaign)).Count(s => s.Contains(Words, StringComparison.Ordinal)));
        Assert.Contains(await Sentences(campaign), s => s.Contains("（内容已删除）", StringComparison.Ordinal));
        Assert.Contains("remarkErased", await server.Acts(EventStream.SystemId));
    }

    [Fact]
    public async Task The_record_offers_what_may_be_erased_to_those_who_may_erase_it()
    {
        var campaign = await EveryWord();
        var eraser = await server.As("administrator", campaign.Committee);
        var party = await server.As("administrator", campaign.Branch);

        var offered = await Erasable(campaign, eraser);
        Assert.All(offered, o => Assert.Equal(Words, (string?)o["words"]));
        (await eraser.Client.Post($"/api/v1/runs/{campaign.Run}/remarks/{Uri.EscapeDataString((string)offered[0]["id"]!)}/erasure", new { reason = "本人要求" })).Is(HttpStatusCode.NoContent);

        Assert.Equal(offered.Count - 1, (await Erasable(campaign, eraser)).Count);
        Assert.Empty(await Erasable(campaign, campaign.Supervisor));
        Assert.Empty(await Erasable(campaign, party));
    }

    [Fact]
    public async Task What_stands_on_the_records_of_unit_and_campaign_is_offered_and_erased_there()
    {
        var campaign = await EveryWord();
        var eraser = await server.As("administrator", campaign.Committee);
        var office = await server.As("campaignOffice", campaign.Committee);
        (await office.Client.Post($"/api/v1/campaigns/{campaign.Id}/deadlines", new { key = "essay", due = campaign.Day(25), reason = Words })).Is(HttpStatusCode.OK);

        foreach (var record in new[] { $"/api/v1/units/{campaign.Branch.Id}/events", $"/api/v1/campaigns/{campaign.Id}/events" })
        {
            var offered = await Offered(eraser, record);
            Assert.All(offered, o => Assert.Equal(Words, (string?)o["words"]));
            (await eraser.Client.Post($"/api/v1/runs/{(Guid)offered[0]["runId"]!}/remarks/{Uri.EscapeDataString((string)offered[0]["id"]!)}/erasure", new { reason = "本人要求" })).Is(HttpStatusCode.NoContent);
            Assert.Equal(offered.Count - 1, (await Offered(eraser, record)).Count);
        }

        var party = await server.As("administrator", campaign.Branch);
        Assert.Empty(await Offered(party, $"/api/v1/units/{campaign.Branch.Id}/events"));
    }

    private static async Task<IReadOnlyList<System.Text.Json.Nodes.JsonNode>> Offered(Person reader, string record) =>
        [.. (await reader.Client.Get($"{record}?limit=500")).Is(HttpStatusCode.OK).Body!["items"]!.AsArray().SelectMany(e => e!["erasable"]!.AsArray()).Select(r => r!)];

    [Fact]
    public async Task A_reason_on_two_records_is_erased_from_both()
    {
        var campaign = await SmallCampaign.Of(server);
        var secretary = await server.As("secretary", campaign.Branch);
        var eraser = await server.As("administrator", campaign.Committee);
        var plan = $"/api/v1/runs/{campaign.Run}/activities/plan";
        (await secretary.Client.Post($"{plan}/extension-request", new { due = campaign.Day(20), reason = "人手不够" })).Is(HttpStatusCode.NoContent);
        (await campaign.Supervisor.Client.Post($"{plan}/extension-request/answer", new { grant = true, reason = Words })).Is(HttpStatusCode.NoContent);
        var moved = await server.InScope(services => services.GetRequiredService<PhaseEngineDb>().Events.AsNoTracking()
            .Where(e => e.Stream == campaign.Run).OrderByDescending(e => e.Seq).Select(e => e.Payload).FirstAsync(Ct));

        var remark = Assert.Single(Remarks.In(moved));
        (await eraser.Client.Post($"/api/v1/runs/{campaign.Run}/remarks/{Uri.EscapeDataString(remark)}/erasure", new { reason = "本人要求" })).Is(HttpStatusCode.NoContent);

        Assert.Equal("（内容已删除）", (string?)(await campaign.Supervisor.Client.Get($"/api/v1/runs/{campaign.Run}/extension-requests")).Body![0]!["answer"]);
        Assert.DoesNotContain(await Sentences(campaign), s => s.Contains(Words, StringComparison.Ordinal));
        var report = await Verify(campaign);
        Assert.Equal((0, 1), (report.Findings.Count, report.Erased));
    }

    [Fact]
    public async Task Why_somebody_stepped_back_from_a_decision_is_read_and_erased_like_other_words()
    {
        const string why = "李明是本人亲属";
        // The installation's record is everybody's.
        await using var own = await server.Another();
        var campaign = await SmallCampaign.Of(own);
        await campaign.AskedFor();
        (await campaign.Supervisor.Client.Post($"/api/v1/runs/{campaign.Run}/activities/gate/recusal", new { reason = why })).Is(HttpStatusCode.NoContent);
        var act = await Recusal(campaign);
        var remark = Assert.Single(Remarks.In(act));
        var reader = await own.AsEverywhere("administrator");
        var before = await Told(reader);
        var eraser = await own.As("administrator", campaign.Committee);
        var elsewhere = await SmallCampaign.Of(own);
        var otherEraser = await own.As("administrator", elsewhere.Committee);

        (await otherEraser.Client.Post($"/api/v1/runs/{elsewhere.Run}/remarks/{Uri.EscapeDataString(remark)}/erasure", new { reason = "本人要求" })).IsRefused(HttpStatusCode.NotFound, "not-found");
        (await eraser.Client.Post($"/api/v1/runs/{campaign.Run}/remarks/{Uri.EscapeDataString(remark)}/erasure", new { reason = "本人要求" })).Is(HttpStatusCode.NoContent);

        Assert.DoesNotContain(why, Encoding.UTF8.GetString(act), StringComparison.Ordinal);
        Assert.Contains(before, s => s.Contains($"由上级办理。理由：{why}", StringComparison.Ordinal));
        Assert.DoesNotContain(await Told(reader), s => s.Contains(why, StringComparison.Ordinal));
        Assert.False(await own.InScope(services => services.GetRequiredService<PhaseEngineDb>().Decisions.AnyAsync(d => d.RunId == campaign.Run && d.Reason != null, Ct)));
        Assert.Empty((await own.InScope(services => services.GetRequiredService<ChainCheck>().Verify(campaign.Id, Ct))).Findings);
    }

    [Fact]
    public async Task What_only_looks_like_a_sign_is_words()
    {
        var campaign = await SmallCampaign.Of(server);
        var typed = "~" + new string('A', 43);
        (await campaign.Supervisor.Client.Post($"/api/v1/runs/{campaign.Run}/requirements/study/waiver", new { reason = typed })).Is(HttpStatusCode.NoContent);

        Assert.DoesNotContain(typed, await Payloads(campaign), StringComparison.Ordinal);
        Assert.Contains(await Sentences(campaign), s => s.Contains(typed, StringComparison.Ordinal));
        Assert.Empty((await Verify(campaign)).Findings);
    }

    [Theory]
    [InlineData(false, "content-changed")]
    [InlineData(true, "content-missing")]
    public async Task Changed_or_removed_behind_the_programs_back_they_are_found(bool removed, string finding)
    {
        var campaign = await EveryWord();
        await server.InScope(services =>
        {
            var all = services.GetRequiredService<PhaseEngineDb>().Remarks.Where(r => r.Words == Words);
            return removed
                ? all.ExecuteUpdateAsync(set => set.SetProperty(r => r.Words, (string?)null).SetProperty(r => r.Salt, (byte[]?)null), Ct)
                : all.ExecuteUpdateAsync(set => set.SetProperty(r => r.Words, "另有原因"), Ct);
        });

        var found = (await Verify(campaign)).Findings.Select(f => f.Code).Distinct();
        await server.InScope(services => services.GetRequiredService<PhaseEngineDb>().Remarks.Where(r => r.Words == null || r.Words == "另有原因").ExecuteDeleteAsync(Ct));

        Assert.Equal([finding], found);
    }

    /// <summary>A run with words in each sort of act that takes them.</summary>
    private async Task<SmallCampaign> EveryWord()
    {
        var campaign = await SmallCampaign.Of(server);
        var office = await server.As("campaignOffice", campaign.Committee);
        var secretary = await server.As("secretary", campaign.Branch);
        var run = $"/api/v1/runs/{campaign.Run}";
        (await campaign.Supervisor.Client.Post($"{run}/requirements/study/waiver", new { reason = Words })).Is(HttpStatusCode.NoContent);
        (await secretary.Client.Post($"{run}/activities/plan/extension-request", new { due = campaign.Day(20), reason = Words })).Is(HttpStatusCode.NoContent);
        (await campaign.Supervisor.Client.Post($"{run}/activities/plan/extension-request/answer", new { grant = true, reason = Words })).Is(HttpStatusCode.NoContent);
        (await office.Client.Post($"{run}/suspension", new { reason = Words })).Is(HttpStatusCode.OK);
        (await office.Client.Post($"{run}/resumption", new { reason = Words })).Is(HttpStatusCode.OK);
        await campaign.AskedFor(0);
        (await campaign.Decide(campaign.Supervisor, new { word = "return", asking = 1, reason = Words })).Is(HttpStatusCode.OK);
        return campaign;
    }

    private async Task<string> Payloads(SmallCampaign campaign)
    {
        Guid[] streams = [campaign.Run, campaign.Branch.Id, campaign.Id];
        var payloads = await server.InScope(services => services.GetRequiredService<PhaseEngineDb>().Events.AsNoTracking()
            .Where(e => streams.Contains(e.Stream)).Select(e => e.Payload).ToListAsync(Ct));
        return string.Join('\n', payloads.Select(Encoding.UTF8.GetString));
    }

    private static async Task<IReadOnlyList<string>> Sentences(SmallCampaign campaign) =>
        [.. (await campaign.Supervisor.Client.Get($"/api/v1/runs/{campaign.Run}/events")).Is(HttpStatusCode.OK).Body!["items"]!.AsArray()
            .SelectMany(e => e!["sentences"]!.AsArray().Select(s => (string)s!))];

    private static Task<byte[]> Recusal(SmallCampaign campaign) => campaign.Server.InScope(services => services.GetRequiredService<PhaseEngineDb>().Events.AsNoTracking()
        .Where(e => e.Stream == EventStream.SystemId && e.Act == "recused" && e.Actor == campaign.Supervisor.Id).Select(e => e.Payload).SingleAsync(Ct));

    /// <summary>The latest of the installation's record.</summary>
    private static async Task<IReadOnlyList<string>> Told(Person reader) =>
        [.. (await reader.Client.Get("/api/v1/installation/events?limit=500")).Is(HttpStatusCode.OK).Body!["items"]!.AsArray().Select(e => (string)e!["sentence"]!)];

    private Task<ChainReport> Verify(SmallCampaign campaign) => server.InScope(services => services.GetRequiredService<ChainCheck>().Verify(campaign.Id, Ct));
}
