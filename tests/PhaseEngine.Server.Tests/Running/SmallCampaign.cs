using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core;
using PhaseEngine.Core.Organisations;
using PhaseEngine.Data;
using PhaseEngine.Data.Campaigns;
using PhaseEngine.Data.Templates;

namespace PhaseEngine.Server.Tests.Running;

/// <summary>
/// A campaign that has just been launched over some branches of a committee: a phase with everything a phase can ask, a gate
/// between it and the next, and the people who make it go.
/// </summary>
internal sealed record SmallCampaign(
    RunningServer Server, Guid Id, Unit Committee, IReadOnlyList<Unit> Branches, IReadOnlyList<Guid> Runs, IReadOnlyList<IReadOnlyList<Member>> Members,
    Person Supervisor)
{
    /// <summary>How many members each branch has.</summary>
    public const int MembersEach = 5;

    public Unit Branch => Branches[0];

    public Guid Run => Runs[0];

    public string Template => $"small-{Id:N}";

    public IReadOnlyList<Guid> MemberIds => [.. Members[0].Select(m => m.Id)];

    /// <param name="server">Where.</param>
    /// <param name="branches">How many branches take part.</param>
    /// <param name="adjust">Changes the template's definition.</param>
    public static async Task<SmallCampaign> Of(RunningServer server, int branches = 1, Func<string, string>? adjust = null)
    {
        var committee = await server.Unit(type: "committee");
        var units = new List<Unit>();
        var members = new List<IReadOnlyList<Member>>();
        for (var i = 0; i < branches; i++)
        {
            var branch = await server.Unit(committee);
            List<Member> own = [.. Enumerable.Range(1, MembersEach).Select(n => new Member(Guid.CreateVersion7(), branch.Id, $"党员{n}号"))];
            await server.Save(db => db.AddRange(own));
            units.Add(branch);
            members.Add(own);
        }

        var supervisor = await server.As("supervisor", committee);
        var campaign = Guid.CreateVersion7();
        var template = $"small-{campaign:N}";
        var now = server.Time.GetUtcNow();
        await server.Save(db =>
        {
            db.Add(new Template { Id = template, Name = "小活动", StreamId = Guid.CreateVersion7(), CreatedAt = now });
            db.Add(new TemplateVersion
            {
                TemplateId = template, Version = 1, Definition = (adjust?.Invoke(Definition) ?? Definition).Replace("\"small\"", $"\"{template}\"", StringComparison.Ordinal), Hash = "",
                Status = TemplateStatus.Published, CreatedAt = now,
            });
        });
        await server.Save(db =>
        {
            db.Add(new Campaign
            {
                Id = campaign, Title = new Text("小活动", "Small campaign"), TemplateId = template, TemplateVersion = 1, UnitId = committee.Id,
                Zone = "Asia/Shanghai", Scope = "{}", CreatedAt = now, CreatedBy = supervisor.Id,
            });
            db.Add(new Batch { CampaignId = campaign, Number = 1, Title = new Text("第一批"), Start = server.Today });
            db.AddRange(units.Select(u => new CampaignUnit { CampaignId = campaign, UnitId = u.Id, Batch = 1 }));
        });

        await Launch(server, campaign, supervisor.Id);
        var runs = await server.InScope(services => services.GetRequiredService<PhaseEngineDb>().Runs
            .Where(r => r.CampaignId == campaign).ToDictionaryAsync(r => r.UnitId, r => r.Id));
        return new(server, campaign, committee, units, [.. units.Select(u => runs[u.Id])], members, supervisor);
    }

    /// <summary>A record of a requirement of the first branch, or of another.</summary>
    public Task<Answer> Record(Person by, string key, string form, object document, int branch = 0, object[]? alsoServes = null) =>
        by.Client.Post($"/api/v1/runs/{Runs[branch]}/requirements/{key}/evidence", new { form, document, alsoServes });

    /// <summary>Everything the gate asks for.</summary>
    public async Task MeetTheGate(Person secretary, int branch = 0)
    {
        (await Record(secretary, "essay", "done", new { on = Day(0), members = Members[branch].Select(m => m.Id) }, branch)).Is(System.Net.HttpStatusCode.Created);
        (await Record(secretary, "meeting", "meeting", new { on = Day(0), ledBy = "secretary", absent = Array.Empty<Guid>(), minutes = "议定三件事" }, branch))
            .Is(System.Net.HttpStatusCode.Created);
    }

    /// <summary>Asks for the gate with everything met.</summary>
    public async Task<Person> AskedFor(int branch = 0)
    {
        var secretary = await Server.As("secretary", Branches[branch]);
        await MeetTheGate(secretary, branch);
        (await secretary.Client.Post($"/api/v1/runs/{Runs[branch]}/gates/gate/request", new { })).Is(System.Net.HttpStatusCode.Created);
        return secretary;
    }

    public Task<Answer> Decide(Person by, object decision, int branch = 0) =>
        by.Client.Post($"/api/v1/runs/{Runs[branch]}/gates/gate/decision", decision);

    public string Day(int after) => Server.Today.AddDays(after).ToString("O", System.Globalization.CultureInfo.InvariantCulture);

    private static Task<bool> Launch(RunningServer server, Guid campaign, Guid by) => server.InScope(async services =>
    {
        var launch = services.GetRequiredService<CampaignLaunch>();
        var ct = TestContext.Current.CancellationToken;
        Assert.True((await launch.Begin(campaign, by, server.Time.GetUtcNow(), ct)).IsOk);
        Assert.True(await launch.Continue(campaign, server.Time, null, ct));
        return true;
    });

    /// <summary>The definition under another id.</summary>
    public static System.Text.Json.Nodes.JsonObject DefinitionOf(string id) =>
        System.Text.Json.Nodes.JsonNode.Parse(Definition.Replace("\"small\"", $"\"{id}\"", StringComparison.Ordinal))!.AsObject();

    private const string Definition =
        """
        {"definitionId":"small","name":"小活动","version":1,"customProperties":{"phaseEngine":{"format":1,"title":{"zh-CN":"小活动","en":"Small campaign"}}},
         "root":{"id":"root","type":"Elsa.Flowchart","version":1,"activities":[
          {"id":"start","type":"Elsa.Start","version":1},
          {"id":"first","type":"PhaseEngine.Phase","version":1,"key":"first","title":{"zh-CN":"学习动员","en":"Study"},"length":"60d",
           "body":{"id":"first-body","type":"Elsa.Flowchart","version":1,"activities":[
            {"id":"s","type":"Elsa.Start","version":1},
            {"id":"plan","type":"PhaseEngine.Document","version":1,"key":"plan","title":{"zh-CN":"学习计划","en":"Study plan"},"due":"start+10d",
             "approvals":[{"role":"instructor","act":"review","within":"2wd"},{"role":"supervisor","act":"file"}]},
            {"id":"meeting","type":"PhaseEngine.Meeting","version":1,"key":"meeting","title":{"zh-CN":"动员大会","en":"Mobilisation meeting"},"due":"start+20d"},
            {"id":"study","type":"PhaseEngine.Study","version":1,"key":"study","title":{"zh-CN":"集中学习","en":"Set study"}},
            {"id":"essay","type":"PhaseEngine.MemberTask","version":1,"key":"essay","title":{"zh-CN":"心得体会","en":"Essays"},"task":"essay","due":"start+30d"},
            {"id":"opinion","type":"PhaseEngine.Opinion","version":1,"key":"opinion","title":{"zh-CN":"群众评估组意见","en":"Opinion"},"owner":"massEvaluator"},
            {"id":"problems","type":"PhaseEngine.Register","version":1,"key":"problems","title":{"zh-CN":"整改台账","en":"Problems"}},
            {"id":"review","type":"PhaseEngine.ReviewMeetings","version":1,"key":"review","title":{"zh-CN":"推进会","en":"Review meetings"},"agendaFrom":["problems"]},
            {"id":"survey","type":"PhaseEngine.Survey","version":1,"key":"survey","title":{"zh-CN":"满意度测评","en":"Survey"},"respondents":["masses"],
             "questions":[{"key":"work","title":{"zh-CN":"您对整改工作是否满意？","en":"Are you satisfied?"}},{"key":"style","title":{"zh-CN":"您对作风是否满意？","en":"And with the style?"}}]},
            {"id":"gate","type":"PhaseEngine.Gate","version":1,"key":"gate","title":{"zh-CN":"转段","en":"Gate"},"reopens":["essay"],"allows":["condition"],
             "conditions":{"all":[{"metric":"essay.coverage","op":">=","value":95},{"metric":"meeting.status","op":"in","value":["done","waived"]}]},
             "approvals":[{"role":"supervisor","act":"approve","within":"5wd"}]},
            {"id":"e","type":"Elsa.End","version":1}],
           "connections":[
            {"source":{"activity":"s","port":"Done"},"target":{"activity":"plan","port":"In"}},
            {"source":{"activity":"s","port":"Done"},"target":{"activity":"meeting","port":"In"}},
            {"source":{"activity":"s","port":"Done"},"target":{"activity":"study","port":"In"}},
            {"source":{"activity":"s","port":"Done"},"target":{"activity":"essay","port":"In"}},
            {"source":{"activity":"s","port":"Done"},"target":{"activity":"opinion","port":"In"}},
            {"source":{"activity":"s","port":"Done"},"target":{"activity":"problems","port":"In"}},
            {"source":{"activity":"s","port":"Done"},"target":{"activity":"review","port":"In"}},
            {"source":{"activity":"s","port":"Done"},"target":{"activity":"survey","port":"In"}},
            {"source":{"activity":"s","port":"Done"},"target":{"activity":"gate","port":"In"}},
            {"source":{"activity":"gate","port":"Passed"},"target":{"activity":"e","port":"In"}}]}},
          {"id":"second","type":"PhaseEngine.Phase","version":1,"key":"second","title":{"zh-CN":"整改提高","en":"Rectification"},"length":"60d",
           "body":{"id":"second-body","type":"Elsa.Flowchart","version":1,"activities":[
            {"id":"s2","type":"Elsa.Start","version":1},
            {"id":"report","type":"PhaseEngine.Document","version":1,"key":"report","title":{"zh-CN":"总结报告","en":"Report"}}],
           "connections":[{"source":{"activity":"s2","port":"Done"},"target":{"activity":"report","port":"In"}}]}},
          {"id":"end","type":"Elsa.End","version":1}],
         "connections":[
          {"source":{"activity":"start","port":"Done"},"target":{"activity":"first","port":"In"}},
          {"source":{"activity":"first","port":"Done"},"target":{"activity":"second","port":"In"}},
          {"source":{"activity":"second","port":"Done"},"target":{"activity":"end","port":"In"}}]}}
        """;
}
