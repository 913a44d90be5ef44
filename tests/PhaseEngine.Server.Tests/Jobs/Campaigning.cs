using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core;
using PhaseEngine.Data;
using PhaseEngine.Data.Campaigns;
using PhaseEngine.Data.Templates;
using PhaseEngine.Server.Jobs;
using PhaseEngine.Server.Tests.Running;

namespace PhaseEngine.Server.Tests.Jobs;

/// <summary>
/// A committee with branches and their secretaries, and a campaign over the branches: a paper due after ten days, a register of
/// problems, half-monthly meetings about it, and a gate the supervisor opens when the paper is done in the units below.
/// </summary>
internal sealed class Campaigning(RunningServer server)
{
    public const string Definition =
        """
        {"definitionId":"small","name":"小活动","version":1,"customProperties":{"phaseEngine":{"format":1,"title":{"zh-CN":"小活动","en":"Small"}}},
         "root":{"id":"root","type":"Elsa.Flowchart","version":1,"activities":[
          {"id":"start","type":"Elsa.Start","version":1},
          {"id":"prepare","type":"PhaseEngine.Phase","version":1,"key":"prepare","title":{"zh-CN":"准备","en":"Prepare"},"length":"60d","reminders":[],
           "body":{"id":"body","type":"Elsa.Flowchart","version":1,"activities":[
            {"id":"s","type":"Elsa.Start","version":1},
            {"id":"paper","type":"PhaseEngine.Document","version":1,"key":"paper","title":{"zh-CN":"学习计划","en":"Study plan"},"due":"start+10d",
             "reminders":[{"at":"-3d","to":["owner"]},{"at":"0d","to":["owner"]},{"at":"+1d","to":["owner"]},{"at":"+3d","to":["supervisor"]}]},
            {"id":"problems","type":"PhaseEngine.Register","version":1,"key":"problems","title":{"zh-CN":"整改台账","en":"Register"},"reminders":[]},
            {"id":"review","type":"PhaseEngine.ReviewMeetings","version":1,"key":"review","title":{"zh-CN":"推进会","en":"Review meeting"},
             "agendaFrom":["problems"],"reminders":[]},
            {"id":"gate","type":"PhaseEngine.Gate","version":1,"key":"gate","title":{"zh-CN":"转段","en":"Gate"},"reminders":[],
             "conditions":{"all":[{"metric":"paper.status","op":"in","value":["done","waived"],"of":"direct"}]},
             "approvals":[{"role":"supervisor","act":"approve","within":"5wd"}]},
            {"id":"e","type":"Elsa.End","version":1}],
           "connections":[
            {"source":{"activity":"s","port":"Done"},"target":{"activity":"paper","port":"In"}},
            {"source":{"activity":"s","port":"Done"},"target":{"activity":"problems","port":"In"}},
            {"source":{"activity":"s","port":"Done"},"target":{"activity":"review","port":"In"}},
            {"source":{"activity":"s","port":"Done"},"target":{"activity":"gate","port":"In"}},
            {"source":{"activity":"gate","port":"Passed"},"target":{"activity":"e","port":"In"}}]}},
          {"id":"end","type":"Elsa.End","version":1}],
         "connections":[
          {"source":{"activity":"start","port":"Done"},"target":{"activity":"prepare","port":"In"}},
          {"source":{"activity":"prepare","port":"Done"},"target":{"activity":"end","port":"In"}}]}}
        """;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public Guid Id { get; } = Guid.CreateVersion7();

    public Unit Committee { get; private set; } = null!;

    public Person Supervisor { get; private set; } = null!;

    public List<Unit> Branches { get; } = [];

    /// <summary>The secretary of each branch; the same person for all when there is one only.</summary>
    public List<Person> Secretaries { get; } = [];

    /// <param name="branches">How many branches take part.</param>
    /// <param name="secretaries">How many people look after them, in turn.</param>
    /// <param name="withCommittee">Whether the committee takes part as well.</param>
    public async Task<Campaigning> Prepared(int branches, int? secretaries = null, bool withCommittee = false)
    {
        Committee = await server.Unit(type: "committee");
        Supervisor = await server.As("supervisor", Committee);
        for (var i = 0; i < branches; i++) Branches.Add(await server.Unit(Committee, name: $"第{i + 1}党支部"));
        for (var i = 0; i < (secretaries ?? branches); i++)
        {
            var own = Branches.Where((_, number) => number % (secretaries ?? branches) == i);
            var secretary = await server.As([.. own.Select(branch => ("secretary", (Guid?)branch.Id, false))]);
            Secretaries.Add(secretary);
            await Mailed(secretary, $"secretary{i + 1}@example.org");
        }

        var now = server.Time.GetUtcNow();
        await server.Save(db =>
        {
            db.Templates.Add(new() { Id = "small", Name = "小活动", StreamId = Guid.CreateVersion7(), CreatedAt = now });
            db.TemplateVersions.Add(new()
            {
                TemplateId = "small", Version = 1, Definition = Definition, Hash = "", Status = TemplateStatus.Published, CreatedAt = now,
            });
            db.Campaigns.Add(new()
            {
                Id = Id, Title = new Text("小活动"), TemplateId = "small", TemplateVersion = 1, UnitId = Committee.Id, Zone = "Asia/Shanghai",
                Scope = "{}", CreatedAt = now, CreatedBy = Supervisor.Id,
            });
            db.Batches.Add(new() { CampaignId = Id, Number = 1, Title = new Text("第一批"), Start = server.Today });
            foreach (var unit in withCommittee ? [Committee, .. Branches] : Branches)
                db.CampaignUnits.Add(new() { CampaignId = Id, UnitId = unit.Id, Batch = 1 });
        });
        return this;
    }

    public async Task<Campaigning> Launched(int branches, int? secretaries = null, bool withCommittee = false)
    {
        await Prepared(branches, secretaries, withCommittee);
        await LaunchNow();
        return this;
    }

    public async Task LaunchNow()
    {
        await BeginLaunch();
        Assert.True(await server.InScope(services => services.GetRequiredService<CampaignLaunch>().Continue(Id, server.Time, null, Ct)));
    }

    /// <summary>As a node that dies before it has made the first run.</summary>
    public Task BeginLaunch() => server.InScope(
        services => services.GetRequiredService<CampaignLaunch>().Begin(Id, Supervisor.Id, server.Time.GetUtcNow(), Ct));

    /// <summary>Gives a person a confirmed address.</summary>
    public Task Mailed(Person person, string address, string language = "zh-CN") => server.InScope(services =>
        services.GetRequiredService<PhaseEngineDb>().Users.Where(u => u.Id == person.Id).ExecuteUpdateAsync(
            set => set.SetProperty(u => u.Email, address).SetProperty(u => u.EmailConfirmed, true).SetProperty(u => u.Language, language), Ct));

    public Task<T> Db<T>(Func<PhaseEngineDb, Task<T>> read) => server.InScope(services => read(services.GetRequiredService<PhaseEngineDb>()));

    public Task<Guid> RunOf(Unit unit) => Db(db => db.Runs.Where(r => r.CampaignId == Id && r.UnitId == unit.Id).Select(r => r.Id).SingleAsync(Ct));

    /// <summary>Lets the clock of the server strike for one job, which must not fail.</summary>
    public async Task<int> Run(string job)
    {
        var run = await server.Services.GetRequiredService<JobRunner>().Run(job, Ct);
        Assert.Null(run.Error);
        return run.Processed;
    }

    /// <summary>Goes on to a local morning on which reminders for that day have just fallen due.</summary>
    public void Morning(int month, int day) => server.Time.AdvanceTo(new DateTimeOffset(2026, month, day, 8, 31, 0, TimeSpan.FromHours(8)));
}
