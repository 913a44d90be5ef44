using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core;
using PhaseEngine.Core.Organisations;
using PhaseEngine.Data.Access;
using PhaseEngine.Data.Campaigns;
using PhaseEngine.Data.Templates;
using PhaseEngine.Testing;

namespace PhaseEngine.Data.Tests;

/// <summary>A committee with branches under it, their people, and a campaign over the branches that is ready for launch.</summary>
public sealed class Given(PhaseEngineDb db)
{
    /// <summary>A phase with a paper, half-monthly meetings and a gate that only asks for the supervisor's approval.</summary>
    private const string Definition =
        """
        {"definitionId":"small","name":"小活动","version":1,"customProperties":{"phaseEngine":{"format":1,"title":{"zh-CN":"小活动","en":"Small"}}},
         "root":{"id":"root","type":"Elsa.Flowchart","version":1,"activities":[
          {"id":"start","type":"Elsa.Start","version":1},
          {"id":"prepare","type":"PhaseEngine.Phase","version":1,"key":"prepare","title":{"zh-CN":"准备","en":"Prepare"},"length":"60d",
           "body":{"id":"body","type":"Elsa.Flowchart","version":1,"activities":[
            {"id":"s","type":"Elsa.Start","version":1},
            {"id":"paper","type":"PhaseEngine.Document","version":1,"key":"paper","title":{"zh-CN":"材料","en":"Paper"},"due":"start+10d"},
            {"id":"review","type":"PhaseEngine.ReviewMeetings","version":1,"key":"review","title":{"zh-CN":"推进会","en":"Review"}},
            {"id":"gate","type":"PhaseEngine.Gate","version":1,"key":"gate","title":{"zh-CN":"转段","en":"Gate"},
             "approvals":[{"role":"supervisor","act":"approve","within":"5wd"}]},
            {"id":"e","type":"Elsa.End","version":1}],
           "connections":[
            {"source":{"activity":"s","port":"Done"},"target":{"activity":"paper","port":"In"}},
            {"source":{"activity":"s","port":"Done"},"target":{"activity":"review","port":"In"}},
            {"source":{"activity":"s","port":"Done"},"target":{"activity":"gate","port":"In"}},
            {"source":{"activity":"gate","port":"Passed"},"target":{"activity":"e","port":"In"}}]}},
          {"id":"end","type":"Elsa.End","version":1}],
         "connections":[
          {"source":{"activity":"start","port":"Done"},"target":{"activity":"prepare","port":"In"}},
          {"source":{"activity":"prepare","port":"Done"},"target":{"activity":"end","port":"In"}}]}}
        """;

    /// <summary>A Monday morning in Beijing.</summary>
    public static readonly DateTimeOffset Start = new(2025, 7, 21, 1, 0, 0, TimeSpan.Zero);

    private int made;

    public Guid Committee { get; private set; }

    public List<Guid> Branches { get; } = [];

    /// <summary>The secretaries of the branches, in the same order.</summary>
    public List<Guid> Secretaries { get; } = [];

    public Guid Supervisor { get; private set; }

    public Guid Campaign { get; private set; }

    public Guid NewId() => Guid.CreateVersion7(Start.AddMilliseconds(++made));

    public async Task<Given> Campaigning(int branches, CancellationToken ct)
    {
        Committee = AddUnit("committee", null);
        Supervisor = AddPost("supervisor", Committee, subtree: true);
        for (var i = 0; i < branches; i++)
        {
            var branch = AddUnit("branch", Committee);
            Branches.Add(branch);
            Secretaries.Add(AddPost("secretary", branch, subtree: false));
            db.Members.Add(new Member(NewId(), branch, $"党员{i}"));
        }

        db.Templates.Add(new Template { Id = "small", Name = "小活动", StreamId = NewId(), CreatedAt = Start });
        db.TemplateVersions.Add(new TemplateVersion
        {
            TemplateId = "small", Version = 1, Definition = Definition, Hash = "", Status = TemplateStatus.Published, CreatedAt = Start,
        });
        Campaign = NewId();
        db.Campaigns.Add(new Campaign
        {
            Id = Campaign, Title = new Text("小活动"), TemplateId = "small", TemplateVersion = 1, UnitId = Committee, Zone = "Asia/Shanghai",
            Scope = "{}", CreatedAt = Start, CreatedBy = Supervisor,
        });
        db.Batches.Add(new Batch { CampaignId = Campaign, Number = 1, Title = new Text("第一批"), Start = new DateOnly(2025, 7, 21) });
        foreach (var branch in Branches) db.CampaignUnits.Add(new CampaignUnit { CampaignId = Campaign, UnitId = branch, Batch = 1 });
        await db.SaveChangesAsync(ct);
        db.ChangeTracker.Clear();
        return this;
    }

    /// <summary>The same, with the campaign under way since <see cref="Start"/>.</summary>
    public async Task<Given> Launched(int branches, IServiceProvider services, CancellationToken ct)
    {
        await Campaigning(branches, ct);
        await using var scope = services.CreateAsyncScope();
        var launch = scope.ServiceProvider.GetRequiredService<CampaignLaunch>();
        await launch.Begin(Campaign, Supervisor, Start, ct);
        Assert.True(await launch.Continue(Campaign, new FakeTime(Start), null, ct));
        return this;
    }

    public Guid AddUnit(string type, Guid? parent)
    {
        var id = NewId();
        db.Units.Add(Unit.Create(id, new UnitDetails($"U{made}", $"单位{made}", type, parent)));
        return id;
    }

    public Guid AddPost(string role, Guid unit, bool subtree)
    {
        var user = NewId();
        db.Users.Add(new User { Id = user, Name = role, UserName = $"{role}{made}" });
        db.Posts.Add(new Post { Id = NewId(), UserId = user, UnitId = unit, Role = role, Subtree = subtree, From = new DateOnly(2025, 1, 1) });
        return user;
    }

    public Task<Guid> RunOf(Guid branch, CancellationToken ct) =>
        db.Runs.Where(r => r.CampaignId == Campaign && r.UnitId == branch).Select(r => r.Id).SingleAsync(ct);
}
