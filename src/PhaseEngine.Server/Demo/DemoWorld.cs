using Microsoft.EntityFrameworkCore;
using PhaseEngine.Data;
using PhaseEngine.Data.Campaigns;
using PhaseEngine.Server.Features.Campaigns;
using PhaseEngine.Server.Features.Templates;

namespace PhaseEngine.Server.Demo;

/// <summary>Puts the demo's district into an empty database, publishes the library and launches the stage.</summary>
internal sealed class DemoWorld(DemoActor actor, TimeProvider clock)
{
    public const string Template = "study-and-mobilisation-2005";

    public async Task Store(DemoDistrict district, CancellationToken ct) => await actor.Read(async services =>
    {
        var db = services.GetRequiredService<PhaseEngineDb>();
        await using var transaction = await db.BeginWrite(ct);
        db.AddRange(district.Hosts);
        db.AddRange(district.Units);
        await db.SaveChangesAsync(ct);
        db.AddRange(district.Coverage);
        db.AddRange(district.Members);
        db.AddRange(district.Users);
        db.AddRange(district.Posts);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return 0;
    });

    /// <summary>Publishes every template of the library, as the office would, and launches the stage over the branches.</summary>
    /// <returns>The campaign.</returns>
    public async Task<Guid> Launch(DemoDistrict district, DateOnly start, CancellationToken ct)
    {
        var office = district.Holder("campaignOffice").Id;
        foreach (var document in TemplateLibrary.All)
        {
            var draft = await actor.Surely(office, new CreateTemplate.Command(office, document.ToJson()), ct);
            await actor.Surely(office, new PublishTemplate.Command(office, draft.TemplateId, draft.TemplateVersion, draft.Version), ct);
        }

        var branches = new ScopeRule(Types: ["branch"]);
        var body = new DraftCampaign.Body(Template, null, null, null, [new DraftCampaign.BatchBody(null, start, null, branches)], null);
        var campaign = await actor.Surely(office, new DraftCampaign.Command(office, district.Top.Id, body), ct);
        await actor.Surely(office, new LaunchCampaign.Command(office, campaign.Id, campaign.Version), ct);
        await actor.Read(services => services.GetRequiredService<CampaignLaunch>().Continue(campaign.Id, clock, null, ct));
        return campaign.Id;
    }

    /// <summary>The units that take part, each with its people and a habit.</summary>
    public Task<IReadOnlyList<DemoUnit>> Cast(DemoDistrict district, Guid campaign, CancellationToken ct) => actor.Read(async services =>
    {
        var runs = await services.GetRequiredService<PhaseEngineDb>().Runs.AsNoTracking().Where(r => r.CampaignId == campaign)
            .Select(r => new { r.Id, r.UnitId }).ToDictionaryAsync(r => r.UnitId, r => r.Id, ct);
        var units = district.Units.ToDictionary(u => u.Id);
        var posts = district.Posts.ToLookup(p => p.UnitId!.Value);
        var members = district.Members.ToLookup(m => m.UnitId);
        return (IReadOnlyList<DemoUnit>)
        [
            .. district.Units.Where(u => runs.ContainsKey(u.Id)).Select((unit, number) => new DemoUnit
            {
                Run = runs[unit.Id], Unit = unit, Members = [.. members[unit.Id]], People = PeopleOf(unit, units, posts),
                Habit = HabitOf(number), Random = new Random(number), Shown = number == 0,
            }),
        ];
    });

    private static Dictionary<string, Guid> PeopleOf(Unit unit, Dictionary<Guid, Unit> units, ILookup<Guid, Data.Access.Post> posts)
    {
        var people = new Dictionary<string, Guid>();
        for (Unit? at = unit; at is not null; at = at.ParentId is { } parent ? units[parent] : null)
        {
            foreach (var post in posts[at.Id]) people.TryAdd(post.Role, post.UserId);
        }

        return people;
    }

    private static DemoHabit HabitOf(int number) => (number % 10) switch
    {
        3 or 7 => DemoHabit.Late,
        5 => DemoHabit.Hasty,
        8 => DemoHabit.Careless,
        _ => DemoHabit.Diligent,
    };
}
