using System.Net;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Data;
using PhaseEngine.Server.Tests.Running;

namespace PhaseEngine.Server.Tests.Features.Evidence;

public sealed class SupersedeEvidenceOnSqlite(SqliteServer server) : SupersedeEvidenceTests(server);

public sealed class SupersedeEvidenceOnPostgres(PostgresBackedServer server) : SupersedeEvidenceTests(server);

public abstract class SupersedeEvidenceTests(RunningServer server)
{
    [Fact]
    public async Task The_right_record_counts_in_the_place_of_the_wrong_one()
    {
        var (campaign, secretary, wrong) = await Recorded(members: 5);

        var right = await Supersede(secretary, wrong, new { on = campaign.Day(0), members = campaign.MemberIds.Take(2) });

        right.Is(HttpStatusCode.Created);
        Assert.Equal(2, await Done(campaign, secretary));
        var old = (await secretary.Client.Get($"/api/v1/evidence/{wrong}")).Body!;
        Assert.Equal((right.Id, "记错了"), ((Guid)old["supersededBy"]!, (string)old["reason"]!));
    }

    [Fact]
    public async Task A_record_can_simply_be_taken_back()
    {
        var (campaign, secretary, wrong) = await Recorded(members: 3);

        (await Supersede(secretary, wrong, null)).Is(HttpStatusCode.Created);

        Assert.Equal(0, await Done(campaign, secretary));
    }

    [Fact]
    public async Task A_record_is_corrected_once_and_then_the_correction()
    {
        var (campaign, secretary, wrong) = await Recorded(members: 3);
        await Supersede(secretary, wrong, new { on = campaign.Day(0), members = campaign.MemberIds.Take(2) });

        var again = await Supersede(secretary, wrong, null);
        var stale = await secretary.Client.Post($"/api/v1/evidence/{wrong}/supersession", new { reason = "x" }, ("If-Match", "\"7\""));
        var without = await secretary.Client.Post($"/api/v1/evidence/{wrong}/supersession", new { reason = "x" });

        again.IsRefused(HttpStatusCode.Conflict, "evidence-superseded");
        stale.IsRefused(HttpStatusCode.Conflict, "evidence-superseded");
        without.IsRefused(HttpStatusCode.PreconditionRequired, "if-match-missing");
    }

    [Fact]
    public async Task A_version_that_was_never_seen_is_stale()
    {
        var (_, secretary, wrong) = await Recorded(members: 1);

        var answer = await secretary.Client.Post($"/api/v1/evidence/{wrong}/supersession", new { reason = "x" }, ("If-Match", "\"7\""));

        answer.IsRefused(HttpStatusCode.PreconditionFailed, "stale");
    }

    [Fact]
    public async Task A_correction_is_checked_like_a_record()
    {
        var (campaign, secretary, wrong) = await Recorded(members: 1);

        var answer = await Supersede(secretary, wrong, new { on = campaign.Day(0) });

        answer.IsRefused(HttpStatusCode.BadRequest, "evidence-invalid");
    }

    [Fact]
    public async Task A_correction_that_changes_nothing_is_none()
    {
        var (campaign, secretary, record) = await Recorded(members: 3);

        var same = await Supersede(secretary, record, new { members = campaign.MemberIds.Take(3), on = campaign.Day(0) });
        var read = (await secretary.Client.Get($"/api/v1/evidence/{record}")).Body!;

        same.IsRefused(HttpStatusCode.Conflict, "evidence-unchanged");
        Assert.Null(read["supersededBy"]);
        (await Supersede(secretary, record, new { members = campaign.MemberIds.Take(4), on = campaign.Day(0) })).Is(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Others_correct_nothing()
    {
        var (campaign, _, wrong) = await Recorded(members: 1);
        var instructor = await server.As("instructor", campaign.Branch);
        var elsewhere = await server.As("secretary", await server.Unit());

        (await Supersede(instructor, wrong, null)).IsRefused(HttpStatusCode.Forbidden, "evidence-not-yours");
        (await Supersede(elsewhere, wrong, null)).IsRefused(HttpStatusCode.NotFound, "not-found");
    }

    [Fact]
    public async Task A_member_corrects_and_takes_back_what_is_about_themselves_only()
    {
        var campaign = await SmallCampaign.Of(server, adjust: definition => definition.Replace(
            "\"task\":\"essay\"", "\"task\":\"essay\",\"owner\":\"member\"", StringComparison.Ordinal));
        var me = campaign.MemberIds[0];
        var member = await server.As("member", campaign.Branch);
        await server.InScope(services => services.GetRequiredService<PhaseEngineDb>().Users.Where(u => u.Id == member.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(u => u.MemberId, me), TestContext.Current.CancellationToken));
        var clerk = await server.As("clerk", campaign.Branch);
        var others = (await campaign.Record(clerk, "essay", "done", Essay(campaign.MemberIds.Take(3)))).Is(HttpStatusCode.Created).Id;
        var own = (await campaign.Record(member, "essay", "done", Essay([me]))).Is(HttpStatusCode.Created).Id;

        (await Supersede(member, others, Essay([me]))).IsRefused(HttpStatusCode.Forbidden, "evidence-about-others");
        (await Supersede(member, others, null)).IsRefused(HttpStatusCode.Forbidden, "evidence-about-others");
        (await Supersede(member, own, Essay(campaign.MemberIds.Take(2)))).IsRefused(HttpStatusCode.Forbidden, "evidence-about-others");
        (await Supersede(member, own, null)).Is(HttpStatusCode.Created);

        object Essay(IEnumerable<Guid> members) => new { on = campaign.Day(0), members };
    }

    [Fact]
    public async Task What_a_record_says_can_be_erased_and_the_chain_stays_whole()
    {
        var (campaign, secretary, record) = await Recorded(members: 2);
        var administrator = await server.As("administrator", campaign.Committee);

        var byItsAdministrator = await (await server.As("administrator", campaign.Branch)).Client.Post(
            $"/api/v1/evidence/{record}/erasure", new { reason = "个人信息" }, ("If-Match", "\"1\""));
        byItsAdministrator.IsRefused(HttpStatusCode.Forbidden, "not-the-superior");
        var byTheUnit = await secretary.Client.Post($"/api/v1/evidence/{record}/erasure", new { reason = "个人信息" }, ("If-Match", "\"1\""));
        var erased = await administrator.Client.Post($"/api/v1/evidence/{record}/erasure", new { reason = "个人信息" }, ("If-Match", "\"1\""));
        var again = await administrator.Client.Post($"/api/v1/evidence/{record}/erasure", new { reason = "个人信息" }, ("If-Match", "\"2\""));

        byTheUnit.IsRefused(HttpStatusCode.Forbidden, "forbidden");
        erased.Is(HttpStatusCode.NoContent);
        again.IsRefused(HttpStatusCode.Conflict, "evidence-erased");
        var read = (await secretary.Client.Get($"/api/v1/evidence/{record}")).Body!;
        Assert.Null(read["document"]);
        Assert.Equal("个人信息", (string?)read["erased"]!["reason"]);
        Assert.Equal(2, await Done(campaign, secretary));
        var report = await server.InScope(services => services.GetRequiredService<Data.Events.ChainCheck>().Verify(campaign.Id, TestContext.Current.CancellationToken));
        Assert.Empty(report.Findings);
        Assert.Equal(1, report.Erased);
    }

    [Fact]
    public async Task With_what_a_record_says_the_reason_of_its_correction_and_the_names_of_its_files_are_erased()
    {
        var (campaign, secretary, wrong) = await Recorded(members: 2);
        using var file = new MultipartFormDataContent { { new ByteArrayContent("%PDF-1.7\n%%EOF"u8.ToArray()), "file", "王芳.pdf" } };
        (await secretary.Client.Post($"/api/v1/evidence/{wrong}/attachments", file)).Is(HttpStatusCode.Created);
        var right = await Supersede(secretary, wrong, new { on = campaign.Day(0), members = campaign.MemberIds.Take(1) });
        var administrator = await server.As("administrator", campaign.Committee);

        (await administrator.Client.Post($"/api/v1/evidence/{wrong}/erasure", new { reason = "个人信息" }, ("If-Match", "\"2\""))).Is(HttpStatusCode.NoContent);

        var read = (await secretary.Client.Get($"/api/v1/evidence/{wrong}")).Body!;
        Assert.Null(read["reason"]);
        Assert.Equal(("", true), ((string)read["attachments"]![0]!["name"]!, (bool)read["attachments"]![0]!["erased"]!));
        Assert.NotNull((await secretary.Client.Get($"/api/v1/evidence/{right.Id}")).Body!["document"]);
    }

    private async Task<(SmallCampaign Campaign, Person Secretary, Guid Record)> Recorded(int members)
    {
        var campaign = await SmallCampaign.Of(server);
        var secretary = await server.As("secretary", campaign.Branch);
        var made = await campaign.Record(secretary, "essay", "done", new { on = campaign.Day(0), members = campaign.MemberIds.Take(members) });
        return (campaign, secretary, made.Is(HttpStatusCode.Created).Id);
    }

    private static Task<Answer> Supersede(Person by, Guid record, object? document) =>
        by.Client.Post($"/api/v1/evidence/{record}/supersession", new { reason = "记错了", document }, ("If-Match", "\"1\""));

    private static async Task<int> Done(SmallCampaign campaign, Person reader)
    {
        var members = (await reader.Client.Get($"/api/v1/runs/{campaign.Run}/requirements/essay/members")).Body!["members"]!.AsArray();
        return members.Count(m => (long?)m!["marks"]!.AsArray().FirstOrDefault() > 0);
    }
}
