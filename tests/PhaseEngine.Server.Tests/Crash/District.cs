using Microsoft.EntityFrameworkCore;
using Npgsql;
using PhaseEngine.Core;
using PhaseEngine.Data;
using PhaseEngine.Data.Campaigns;
using PhaseEngine.Data.Runs;
using PhaseEngine.Data.Templates;
using PhaseEngine.Server.Identity;
using PhaseEngine.Server.Tests.Jobs;
using PhaseEngine.Server.Tests.Running;
using PhaseEngine.Testing;

namespace PhaseEngine.Server.Tests.Crash;

/// <summary>A database on PostgreSQL with a campaign over many branches, and what can be seen of the work on it.</summary>
internal sealed class District : IAsyncDisposable
{
    /// <summary>How many runs are dealt with in one transaction.</summary>
    public const int Set = 1000;

    /// <summary>Runs whose events do not lead up to their state, one by one from the first.</summary>
    public const string BrokenRuns =
        "select count(*) from runs r where r.seq <> (select count(*) from events e where e.stream = r.id) or r.seq <> (select max(seq) from events e where e.stream = r.id)";

    private readonly ServiceProvider _services;

    private District(string database, ServiceProvider services) => (Database, _services) = (database, services);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>By the clock of the nodes, which is the machine's; so long ago that a window of meetings has turned since, and a paper is overdue.</summary>
    private static DateTimeOffset LaunchedAt { get; } = TimeProvider.System.GetUtcNow().AddDays(-20);

    /// <summary>As <c>--database</c> takes it.</summary>
    public string Database { get; }

    public Guid Campaign { get; } = Guid.CreateVersion7();

    /// <summary>What an administrator signs in with.</summary>
    public string Token { get; private set; } = "";

    /// <param name="branches">Units that take part; the committee's supervisors stand in for their secretaries.</param>
    /// <param name="people">How many people with an address are supervisors.</param>
    public static async Task<District> Prepared(int branches, int people = 1)
    {
        var database = await Databases.NewPostgres();
        var district = new District(database, new ServiceCollection().AddPhaseEngineData(database).BuildServiceProvider());
        await district.Fill(branches, people);
        return district;
    }

    /// <summary>The same, with the campaign launched, and every run waiting for what time has brought since.</summary>
    public static async Task<District> Launched(int branches, int people = 1)
    {
        var district = await Prepared(branches, people);
        await district.BeginLaunch();
        Assert.True(await district.Work<CampaignLaunch, bool>(launch => launch.Continue(district.Campaign, new FakeTime(LaunchedAt), null, Ct)));
        // So that a node finds nothing to do but what a test is about.
        await district.Work<SubordinateCounts, int>(counts => counts.Sweep(LaunchedAt, Ct));
        await district.Work<PhaseEngineDb, int>(db => db.Reminders.ExecuteUpdateAsync(set => set.SetProperty(r => r.Gathered, true), Ct));
        return district;
    }

    /// <summary>Puts what is due into the inbox, as a sweep does.</summary>
    public Task<int> Remind() => Work<AlarmSweep, int>(sweep => sweep.Sweep(TimeProvider.System.GetUtcNow(), Ct));

    public Task<Result<Launch>> BeginLaunch() => Work<CampaignLaunch, Result<Launch>>(launch => launch.Begin(Campaign, Guid.CreateVersion7(), LaunchedAt, Ct));

    /// <summary>One number from the database.</summary>
    public async Task<long> Count(string sql)
    {
        await using var command = _services.GetRequiredService<NpgsqlDataSource>().CreateCommand(sql);
        return Convert.ToInt64(await command.ExecuteScalarAsync(Ct), null);
    }

    /// <summary>Looks again and again until a query counts as many as wanted; after far more time than it takes the test has failed.</summary>
    public async Task Until(string sql, Func<long, bool> wanted)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        for (var found = await Count(sql); !wanted(found); found = await Count(sql))
        {
            if (limit.IsCancellationRequested) Assert.Fail($"Still {found}: {sql}");
            await Task.Delay(TimeSpan.FromMilliseconds(20), Ct);
        }
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private async Task<T> Work<TService, T>(Func<TService, Task<T>> work)
        where TService : notnull
    {
        await using var scope = _services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<TService>());
    }

    private async Task Fill(int branches, int people)
    {
        await using var scope = _services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PhaseEngineDb>();
        var committee = Unit.Create(Guid.CreateVersion7(), new("C", "区委", "committee", null));
        db.Units.Add(committee);
        for (var i = 0; i < branches; i++)
        {
            var branch = Unit.Create(Guid.CreateVersion7(), new($"B{i}", $"第{i}党支部", "branch", committee.Id));
            db.Units.Add(branch);
            db.CampaignUnits.Add(new() { CampaignId = Campaign, UnitId = branch.Id, Batch = 1 });
        }

        for (var i = 0; i < people; i++)
        {
            var id = Guid.CreateVersion7();
            db.Users.Add(new() { Id = id, UserName = $"p{i}", Name = $"书记{i}", Email = $"p{i}@example.org", EmailConfirmed = true, SecurityStamp = "s", CreatedAt = LaunchedAt });
            db.Posts.Add(Post(id, "supervisor", committee));
            if (i == 0) AddAdministrator(db, id, committee);
        }

        AddCampaign(db, committee);
        await db.SaveChangesAsync(Ct);
    }

    private void AddAdministrator(PhaseEngineDb db, Guid user, Unit unit)
    {
        var token = OneTimeToken.Make("pe_");
        Token = token.Text;
        db.Posts.Add(Post(user, "administrator", unit));
        db.AccessTokens.Add(new()
        {
            Id = Guid.CreateVersion7(), UserId = user, Name = "test", TokenHash = token.Hash, ReadOnly = false,
            CreatedAt = LaunchedAt, ExpiresAt = LaunchedAt.AddYears(1),
        });
    }

    private void AddCampaign(PhaseEngineDb db, Unit committee)
    {
        db.Templates.Add(new() { Id = "small", Name = "小活动", StreamId = Guid.CreateVersion7(), CreatedAt = LaunchedAt });
        db.TemplateVersions.Add(new()
        {
            TemplateId = "small", Version = 1, Definition = Campaigning.Definition, Hash = "", Status = TemplateStatus.Published, CreatedAt = LaunchedAt,
        });
        db.Campaigns.Add(new()
        {
            Id = Campaign, Title = new Text("小活动"), TemplateId = "small", TemplateVersion = 1, UnitId = committee.Id, Zone = "Asia/Shanghai",
            Scope = "{}", CreatedAt = LaunchedAt, CreatedBy = committee.Id,
        });
        db.Batches.Add(new() { CampaignId = Campaign, Number = 1, Title = new Text("第一批"), Start = DateOnly.FromDateTime(LaunchedAt.UtcDateTime) });
    }

    private static Data.Access.Post Post(Guid user, string role, Unit unit) =>
        new() { Id = Guid.CreateVersion7(), UserId = user, UnitId = unit.Id, Role = role, Subtree = true, From = DateOnly.FromDateTime(LaunchedAt.UtcDateTime) };
}
