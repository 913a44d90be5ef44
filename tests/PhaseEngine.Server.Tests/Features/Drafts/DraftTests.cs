using System.Net;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using DocumentFormat.OpenXml.Wordprocessing;
using PhaseEngine.Server.Features.Drafts;
using PhaseEngine.Server.Tests.Running;

namespace PhaseEngine.Server.Tests.Features.Drafts;

public sealed class DraftsOnSqlite(SqliteServer server) : DraftTests(server);

public sealed class DraftsOnPostgres(PostgresBackedServer server) : DraftTests(server);

public abstract class DraftTests(RunningServer server)
{
    [Fact]
    public async Task The_request_to_move_on_says_what_is_done_and_what_is_missing_and_is_signed_by_the_unit()
    {
        var campaign = await SmallCampaign.Of(server);
        var secretary = await server.As("secretary", campaign.Branch);
        await campaign.MeetTheGate(secretary);

        var lines = Lines(await secretary.Client.Get($"/api/v1/runs/{campaign.Run}/gates/gate/request-draft"));

        Assert.Equal([$"{campaign.Branch.Name}关于转段的请示", $"{campaign.Committee.Name}："], lines.Take(2));
        Assert.Contains(lines, line => line.Contains(". 心得体会：已于2026年3月2日完成；完成率100%（5/5）", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("已达到要求", StringComparison.Ordinal));
        Assert.Contains("一、各项工作完成情况", lines);
        Assert.Equal([campaign.Branch.Name, "2026年3月2日"], lines.TakeLast(2));
    }

    [Theory]
    [InlineData("心得不深入")]
    [InlineData("心得不深入。")]
    public async Task A_request_after_a_return_begins_with_what_was_returned(string reason)
    {
        var campaign = await SmallCampaign.Of(server);
        var secretary = await campaign.AskedFor();
        (await campaign.Decide(campaign.Supervisor, new { word = "return", asking = 1, reason })).Is(HttpStatusCode.OK);

        var lines = Lines(await secretary.Client.Get($"/api/v1/runs/{campaign.Run}/gates/gate/request-draft"));

        Assert.Contains("2026年3月2日退回的意见为：“心得不深入”。整改情况：", lines);
    }

    [Fact]
    public async Task The_minutes_name_who_was_there_to_those_only_who_may_see_members()
    {
        var (campaign, secretary, meeting) = await Held();

        var own = Lines(await secretary.Client.Get($"/api/v1/meetings/{meeting}/minutes-draft"));
        var above = Lines(await campaign.Supervisor.Client.Get($"/api/v1/meetings/{meeting}/minutes-draft"));

        Assert.Contains("出　　席：党员2号、党员3号、党员4号、党员5号（共4人）", own);
        Assert.Contains("缺　　席：党员1号（共1人）", own);
        Assert.Contains("出　　席：4人", above);
        Assert.DoesNotContain(above, line => line.Contains("党员2号", StringComparison.Ordinal));
        Assert.Contains("修屋顶", own);
        Assert.Contains("1. 活动室漏水（责任人：张三）", own);
    }

    [Fact]
    public async Task Before_the_meeting_its_minutes_are_a_sheet_to_take_along()
    {
        var campaign = await SmallCampaign.Of(server);
        var secretary = await server.As("secretary", campaign.Branch);
        var meeting = (await secretary.Client.Get($"/api/v1/runs/{campaign.Run}/meetings")).Body![0]!["id"]!;

        var lines = Lines(await secretary.Client.Get($"/api/v1/meetings/{meeting}/minutes-draft"));

        Assert.Contains("主　　持：（请填写）", lines);
        Assert.Contains("（请结合实际补充。）", lines);
    }

    [Fact]
    public async Task The_summary_tells_the_phase_with_its_meetings_and_problems()
    {
        var (campaign, secretary, _) = await Held();

        var lines = Lines(await secretary.Client.Get($"/api/v1/runs/{campaign.Run}/summary-draft"));

        Assert.Equal($"{campaign.Branch.Name}关于学习动员工作情况的报告", lines[0]);
        Assert.Contains("到会4人，缺席1人", lines);
        Assert.Contains("活动室漏水", lines);
        (await secretary.Client.Get($"/api/v1/runs/{campaign.Run}/summary-draft?phase=nothing")).IsRefused(HttpStatusCode.NotFound, "activity-not-found");
    }

    [Theory]
    [InlineData("en")]
    [InlineData("zh-TW")]
    public async Task A_draft_is_a_valid_document_in_the_readers_language(string language)
    {
        var (campaign, secretary, meeting) = await Held();
        secretary.Client.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);

        foreach (var path in new[] { $"runs/{campaign.Run}/gates/gate/request-draft", $"runs/{campaign.Run}/summary-draft", $"meetings/{meeting}/minutes-draft" })
        {
            var answer = (await secretary.Client.Get($"/api/v1/{path}")).Is(HttpStatusCode.OK);
            using var document = WordprocessingDocument.Open(new MemoryStream(await answer.Response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)), isEditable: false);

            Assert.Equal(OfficialDocx.MediaType, answer.Response.Content.Headers.ContentType?.MediaType);
            Assert.Empty(new OpenXmlValidator(DocumentFormat.OpenXml.FileFormatVersions.Office2013).Validate(document, TestContext.Current.CancellationToken).Select(e => $"{path}: {e.Description}"));
        }
    }

    private async Task<(SmallCampaign Campaign, Person Secretary, System.Text.Json.Nodes.JsonNode Meeting)> Held()
    {
        var campaign = await SmallCampaign.Of(server);
        var secretary = await server.As("secretary", campaign.Branch);
        await secretary.Client.Post(
            $"/api/v1/runs/{campaign.Run}/registers/problems/items",
            new { problem = "活动室漏水", source = "masses", priority = "main", @class = "concentrate", responsible = "张三" });
        (await campaign.Record(secretary, "review", "meeting", new
        {
            on = campaign.Day(0), ledBy = "secretary", absent = new[] { campaign.MemberIds[0] }, minutes = "议定一件事",
            actions = new[] { new { what = "修屋顶", who = "李四" } },
        })).Is(HttpStatusCode.Created);
        return (campaign, secretary, (await secretary.Client.Get($"/api/v1/runs/{campaign.Run}/meetings")).Body![0]!["id"]!);
    }

    /// <summary>The paragraphs of a draft, those in tables among them.</summary>
    private static List<string> Lines(Answer answer)
    {
        using var document = WordprocessingDocument.Open(answer.Is(HttpStatusCode.OK).Response.Content.ReadAsStream(), isEditable: false);
        return [.. document.MainDocumentPart!.Document.Body!.Descendants<Paragraph>().Select(p => p.InnerText)];
    }
}
