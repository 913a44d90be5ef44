using PhaseEngine.Core.Organisations;
using PhaseEngine.Data.Access;

namespace PhaseEngine.Server.Demo;

/// <summary>
/// A district after the figures of S.12, with invented names. Its reading of them, which the source leaves open: the 634 members
/// who had not taken part in the pilot are those of the 11 enterprises, whose branches run the stage in full; the pilot units
/// (168, a figure of our own) run the look-back track, and 92 of them have members who came later and make up the full stage.
/// </summary>
internal sealed class DemoDistrict
{
    public const int Enterprises = 11;
    public const int MembersOfEnterprises = 634;
    public const int PilotUnits = 168;
    public const int PilotUnitsWithNewMembers = 92;

    private readonly Random random = new(634);
    private readonly DemoNames names;
    private readonly Func<Guid> newId;
    private readonly DateOnly pilotUntil;
    private readonly DateOnly postsFrom;

    private DemoDistrict(DateOnly stageStart, Func<Guid> newId)
    {
        names = new DemoNames(random);
        this.newId = newId;
        pilotUntil = stageStart.AddDays(-120);
        postsFrom = stageStart.AddDays(-400);
    }

    public List<Unit> Units { get; } = [];

    public List<Host> Hosts { get; } = [];

    public List<UnitHost> Coverage { get; } = [];

    public List<Member> Members { get; } = [];

    public List<User> Users { get; } = [];

    public List<Post> Posts { get; } = [];

    /// <summary>The district's committee, whose office runs the campaign.</summary>
    public Unit Top => Units[0];

    /// <param name="stageStart">The first day of the stage; the pilot lies before it.</param>
    /// <param name="newId">Makes ids.</param>
    public static DemoDistrict Build(DateOnly stageStart, Func<Guid> newId)
    {
        var district = new DemoDistrict(stageStart, newId);
        district.AddTop();
        district.AddEnterprises();
        district.AddPilotUnits();
        return district;
    }

    public User Holder(string role) => Users.Single(u => u.Id == Posts.First(p => p.Role == role).UserId);

    private void AddTop()
    {
        var top = AddUnit(null, "YC", "中共云川区委员会", "committee");
        AddPost(top, "administrator");
        AddPost(top, "campaignOffice");
        AddPost(top, "supervisionGroup");
        AddPost(top, "supervisor");
    }

    private void AddEnterprises()
    {
        var committee = AddUnit(Top, "YC-LX", "云川区新经济组织和新社会组织工作委员会", "workingCommittee");
        AddOfficesOf(committee);
        var sizes = Shares(MembersOfEnterprises, 31, least: 8);
        for (var (enterprise, branch) = (0, 0); enterprise < Enterprises; enterprise++)
        {
            var name = DemoNames.Enterprise(enterprise);
            var host = Host.Create(newId(), new HostDetails(name, "enterprise", "private"));
            Hosts.Add(host);
            var branches = enterprise < 9 ? 3 : 2;
            var parent = AddUnit(committee, $"YC-LX-{enterprise + 1:00}", $"{name}党总支", "generalBranch");
            Coverage.Add(new UnitHost(parent.Id, host.Id, 0));
            AddPost(parent, "leader");
            for (var number = 1; number <= branches; number++, branch++)
            {
                var unit = AddUnit(parent, $"{parent.Code}-{number}", $"{name}第{"一二三"[number - 1]}党支部", "branch");
                Coverage.Add(new UnitHost(unit.Id, host.Id, 0));
                AddSecretary(unit, AddMembers(unit, host, sizes[branch], joined: pilotUntil.AddDays(-800)));
            }
        }
    }

    private void AddPilotUnits()
    {
        var withNewcomers = Shuffled(PilotUnits).Take(PilotUnitsWithNewMembers).ToHashSet();
        var perStreet = PilotUnits / DemoNames.Streets.Count;
        for (var street = 0; street < DemoNames.Streets.Count; street++)
        {
            var committee = AddUnit(Top, $"YC-{street + 1:00}", $"云川区{DemoNames.Streets[street]}街道工作委员会", "workingCommittee");
            AddOfficesOf(committee);
            for (var number = 0; number < perStreet; number++)
            {
                var community = DemoNames.Community(street, number);
                var host = Host.Create(newId(), new HostDetails($"{DemoNames.Streets[street]}街道{community}社区", "urban"));
                Hosts.Add(host);
                var unit = AddUnit(committee, $"{committee.Code}-{number + 1:00}", $"{DemoNames.Streets[street]}街道{community}社区党支部", "branch", pilotUntil);
                Coverage.Add(new UnitHost(unit.Id, host.Id, 0));
                AddSecretary(unit, AddMembers(unit, host, random.Next(7, 24), joined: pilotUntil.AddDays(-900)));
                if (withNewcomers.Contains((street * perStreet) + number)) AddMembers(unit, host, random.Next(1, 4), joined: pilotUntil.AddDays(random.Next(10, 100)));
            }
        }
    }

    private void AddOfficesOf(Unit committee)
    {
        foreach (var role in (string[])["supervisor", "instructor", "massEvaluator"]) AddPost(committee, role);
    }

    private Unit AddUnit(Unit? parent, string code, string name, string type, DateOnly? pilot = null)
    {
        var unit = Unit.Create(newId(), new UnitDetails(code, name, type, parent?.Id, PilotUntil: pilot));
        Units.Add(unit);
        return unit;
    }

    private List<Member> AddMembers(Unit unit, Host host, int count, DateOnly joined)
    {
        var added = new List<Member>(count);
        for (var n = 0; n < count; n++)
        {
            var category = n == 0 ? "leadingCadre" : random.Next(20) switch { 0 => "floating", 1 => "laidOff", 2 => "old", 3 => "littleSchooling", _ => "inPost" };
            var since = joined.AddDays(random.Next(0, 200));
            if (joined > pilotUntil) since = joined;
            added.Add(Member.Create(newId(), new MemberDetails(
                unit.Id, names.Person(), Category: joined > pilotUntil && n == 0 ? "inPost" : category, HostId: host.Id,
                AdmittedOn: since.AddDays(-400), ConfirmedOn: since.AddDays(-35), JoinedOn: since)));
        }

        Members.AddRange(added);
        return added;
    }

    private void AddSecretary(Unit unit, List<Member> members) => AddPost(unit, "secretary", members[0], subtree: false);

    private void AddPost(Unit unit, string role, Member? member = null, bool subtree = true)
    {
        var id = newId();
        var name = member?.Name ?? names.Person();
        var userName = $"demo-{Users.Count + 1}";
        Users.Add(new User
        {
            Id = id, Name = name, MemberId = member?.Id, UserName = userName, NormalizedUserName = userName.ToUpperInvariant(),
            SecurityStamp = newId().ToString("N"), ConcurrencyStamp = newId().ToString("N"),
        });
        Posts.Add(new Post { Id = newId(), UserId = id, UnitId = unit.Id, Role = role, Subtree = subtree, From = postsFrom });
    }

    /// <summary>Splits a whole into parts that differ but add up.</summary>
    private int[] Shares(int whole, int parts, int least)
    {
        var shares = Enumerable.Repeat(least, parts).ToArray();
        for (var left = whole - (least * parts); left > 0; left--) shares[random.Next(parts)]++;
        return shares;
    }

    private int[] Shuffled(int count)
    {
        var all = Enumerable.Range(0, count).ToArray();
        random.Shuffle(all);
        return all;
    }
}
