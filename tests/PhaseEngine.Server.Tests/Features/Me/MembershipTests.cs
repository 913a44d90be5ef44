using System.Net;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Data;
using PhaseEngine.Server.Tests.Features.People;
using PhaseEngine.Server.Tests.Running;

namespace PhaseEngine.Server.Tests.Features.Me;

public sealed class MembershipOnSqlite(SqliteServer server) : MembershipTests(server);

public sealed class MembershipOnPostgres(PostgresBackedServer server) : MembershipTests(server);

public abstract class MembershipTests(RunningServer server)
{
    [Fact]
    public async Task A_member_sees_what_is_asked_and_recorded_of_themselves_and_of_nobody_else()
    {
        var campaign = await SmallCampaign.Of(server);
        var secretary = await server.As("secretary", campaign.Branch);
        (await campaign.Record(secretary, "study", "session", new { on = campaign.Day(0), form = "group", minutes = 90, absent = new[] { campaign.MemberIds[0] } })).Is(HttpStatusCode.Created);
        var member = await AccountOf(campaign, campaign.MemberIds[0]);

        var mine = (await member.Client.Get("/api/v1/me/membership")).Is(HttpStatusCode.OK).Body!;

        Assert.Equal((campaign.MemberIds[0], campaign.Branch.Name), ((Guid)mine["member"]!["id"]!, (string?)mine["unit"]));
        var study = mine["duties"]!.AsArray().Single(d => (string?)d!["key"] == "study")!;
        Assert.Equal(1, (int)study["counts"]![3]!);
        Assert.DoesNotContain("党员2号", mine.ToJsonString(), StringComparison.Ordinal);
        Assert.Single(mine["meetings"]!.AsArray());
    }

    [Fact]
    public async Task An_account_without_a_member_has_nothing_to_show()
    {
        var person = await server.As("secretary", (await SmallCampaign.Of(server)).Branch);

        Assert.Null((await person.Client.Get("/api/v1/me/membership")).Is(HttpStatusCode.OK).Body!["member"]);
    }

    [Fact]
    public async Task Whoever_is_invited_as_a_member_has_that_members_account()
    {
        var campaign = await SmallCampaign.Of(server);
        var administrator = await server.As("administrator", campaign.Committee);
        var member = campaign.MemberIds[2];

        var slip = (await administrator.Client.Post($"/api/v1/units/{campaign.Branch.Id}/invitations", new { name = "党员3号", role = "member", memberId = member })).Is(HttpStatusCode.Created);
        var listed = $"/api/v1/units/{campaign.Branch.Id}/members?search=党员3号";
        Assert.False((bool)Assert.Single((await administrator.Client.Get(listed)).Body!["items"]!.AsArray())!["hasAccount"]!);
        var token = Accounts.TokenOf(slip);
        (await server.Browser().Post("/api/v1/links/acceptance", new { token, userName = $"m{Guid.CreateVersion7():N}", password = Accounts.Password })).Is(HttpStatusCode.NoContent);

        Assert.Equal(1, await server.InScope(s => s.GetRequiredService<PhaseEngineDb>().Users.CountAsync(u => u.MemberId == member)));
        Assert.True((bool)Assert.Single((await administrator.Client.Get(listed)).Body!["items"]!.AsArray())!["hasAccount"]!);
        Assert.True((bool)(await administrator.Client.Get($"/api/v1/members/{member}")).Body!["hasAccount"]!);
        (await administrator.Client.Post($"/api/v1/units/{campaign.Branch.Id}/invitations", new { name = "党员3号", role = "member", memberId = member }))
            .IsRefused(HttpStatusCode.Conflict, "member-has-account");
    }

    [Fact]
    public async Task Nobody_is_given_the_account_of_another_units_member()
    {
        var campaign = await SmallCampaign.Of(server, branches: 2);
        var administrator = await server.As("administrator", campaign.Committee);

        (await administrator.Client.Post($"/api/v1/units/{campaign.Branch.Id}/invitations", new { name = "某人", role = "member", memberId = campaign.Members[1][0].Id }))
            .IsRefused(HttpStatusCode.BadRequest, "member-elsewhere");
    }

    private async Task<Person> AccountOf(SmallCampaign campaign, Guid member)
    {
        var person = await server.As("member", campaign.Branch);
        await server.InScope(s => s.GetRequiredService<PhaseEngineDb>().Users.Where(u => u.Id == person.Id).ExecuteUpdateAsync(set => set.SetProperty(u => u.MemberId, member)));
        return person;
    }
}
