using PhaseEngine.Core.Organisations;
using PhaseEngine.Server.Tests.Running;

namespace PhaseEngine.Server.Tests.Http;

/// <summary>A unit with one of everything an address can name, below a top unit.</summary>
internal sealed record Place(Unit Top, IReadOnlyDictionary<string, Guid> Things, string Template)
{
    private static readonly Dictionary<string, string> Keys = new() { ["gate"] = "gate", ["group"] = "1", ["requirement"] = "essay", ["opinion"] = "opinion", ["activity"] = "essay", ["version"] = "1" };

    public string ValueOf(string parameter) =>
        parameter == "templateId" ? Template
        : Things.TryGetValue(parameter, out var id) ? id.ToString() : Keys.GetValueOrDefault(parameter, "something");

    public static async Task<Place> Of(RunningServer server)
    {
        var campaign = await SmallCampaign.Of(server);
        var (top, unit) = (campaign.Committee, campaign.Branch);
        var member = new Member(Guid.CreateVersion7(), unit.Id, "王小明");
        var host = Core.Organisations.Host.Create(Guid.CreateVersion7(), new($"工厂 {Guid.CreateVersion7():N}"));
        var holder = await server.As("secretary", unit);
        var post = Guid.CreateVersion7();
        await server.Save(db =>
        {
            db.AddRange(member, host, new UnitHost(unit.Id, host.Id, 0));
            db.Posts.Add(new() { Id = post, UserId = holder.Id, UnitId = unit.Id, Role = "clerk", Subtree = true, From = server.Today });
        });

        var record = (await campaign.Record(holder, "plan", "version", new { on = campaign.Day(0), title = "学习计划" })).Id;
        using var file = new MultipartFormDataContent { { new ByteArrayContent("%PDF-1.7"u8.ToArray()), "file", "plan.pdf" } };
        var attachment = (await holder.Client.Post($"/api/v1/evidence/{record}/attachments", file)).Id;

        var item = (await holder.Client.Post(
            $"/api/v1/runs/{campaign.Run}/registers/problems/items",
            new { problem = "活动室漏水", source = "masses", priority = "main", @class = "concentrate", responsible = "张三" })).Id;
        var meeting = (Guid)(await holder.Client.Get($"/api/v1/runs/{campaign.Run}/meetings")).Body![0]!["id"]!;
        var survey = (await campaign.Supervisor.Client.Post(
            $"/api/v1/runs/{campaign.Run}/requirements/survey/surveys", new { closes = campaign.Day(7), groups = new[] { new { name = "群众", asked = 5 } } })).Id;

        var administrator = await server.As("administrator", top);
        (await administrator.Client.Post($"/api/v1/units/{unit.Id}/invitations", new { name = "李四", role = "clerk" })).Is(System.Net.HttpStatusCode.Created);
        var invitation = (Guid)(await administrator.Client.Get($"/api/v1/units/{unit.Id}/invitations")).Body![0]!["id"]!;

        return new(top, new Dictionary<string, Guid>
        {
            ["unitId"] = unit.Id,
            ["memberId"] = member.Id,
            ["hostId"] = host.Id,
            ["postId"] = post,
            ["invitationId"] = invitation,
            ["userId"] = holder.Id,
            ["campaignId"] = campaign.Id,
            ["runId"] = campaign.Run,
            ["evidenceId"] = record,
            ["attachmentId"] = attachment,
            ["itemId"] = item,
            ["meetingId"] = meeting,
            ["surveyId"] = survey,
        }, campaign.Template);
    }
}
