using PhaseEngine.Core.Organisations;

namespace PhaseEngine.Core.Tests.Organisations;

public sealed class TemporaryUnitsTests
{
    private static readonly DateOnly Pilot = new(2005, 3, 31);
    private static readonly DateOnly Day = new(2005, 8, 1);
    private readonly List<Unit> units = [];
    private readonly List<Host> hosts = [];
    private readonly List<UnitHost> coverage = [];
    private readonly List<Member> members = [];

    [Theory]
    [InlineData("committee", "temporaryBranch")]
    [InlineData("generalBranch", "temporaryBranch")]
    [InlineData("branch", "temporaryGroup")]
    public void Three_new_members_of_a_host_make_a_temporary_unit_of_the_kind_its_organisation_may_found(string founder, string proposed)
    {
        var host = AHost("某厂");
        var unit = AUnit("A", founder, host);
        NewMembers(3, unit, host);

        var proposal = Assert.Single(Propose());

        Assert.Equal((proposed, unit.Id), (proposal.Type, proposal.FounderId));
        Assert.Equal([host.Id], proposal.HostIds);
        Assert.Equal(members.Select(m => m.Id), proposal.MemberIds);
    }

    [Fact]
    public void Fewer_than_three_are_taken_along_by_their_own_organisation()
    {
        var host = AHost("某厂");
        var unit = AUnit("A", "branch", host);
        NewMembers(2, unit, host);

        var proposal = Assert.Single(Propose());

        Assert.Equal((null, unit.Id), (proposal.Type, proposal.FounderId));
    }

    [Fact]
    public void The_new_members_of_each_host_are_counted_by_themselves()
    {
        var first = AHost("甲厂");
        var second = AHost("乙厂");
        var unit = AUnit("A", "committee", first, second);
        NewMembers(2, unit, first);
        NewMembers(2, unit, second);

        Assert.All(Propose(), p => Assert.Null(p.Type));
        Assert.Equal(2, Propose().Count);
    }

    [Fact]
    public void A_joint_branch_counts_all_its_hosts_together()
    {
        var first = AHost("丙公司");
        var second = AHost("丁公司");
        var unit = AUnit("A", "jointBranch", first, second);
        NewMembers(1, unit, first);
        NewMembers(2, unit, second);

        var proposal = Assert.Single(Propose());

        Assert.Equal("temporaryJointBranch", proposal.Type);
        Assert.Equal(new[] { first.Id, second.Id }.Order(), proposal.HostIds.Order());
    }

    [Fact]
    public void The_highest_organisation_that_covers_the_host_founds()
    {
        var host = AHost("某厂");
        var committee = AUnit("A", "committee", host);
        var branch = AUnit("B", "branch", host);
        NewMembers(3, branch, host);

        var proposal = Assert.Single(Propose());

        Assert.Equal(("temporaryBranch", committee.Id), (proposal.Type, proposal.FounderId));
    }

    [Fact]
    public void Members_of_a_group_without_a_host_are_looked_after_by_the_branch_above()
    {
        var branch = AUnit("A", "branch");
        var group = AUnit("B", "group");
        group.Change(group.Details with { ParentId = branch.Id });
        NewMembers(1, group, null);

        var proposal = Assert.Single(Propose());

        Assert.Equal((null, branch.Id, 0), (proposal.Type, proposal.FounderId, proposal.HostIds.Count));
    }

    [Fact]
    public void Members_who_were_there_in_the_pilot_or_are_in_a_temporary_unit_already_are_not_counted()
    {
        var host = AHost("某厂");
        var unit = AUnit("A", "branch", host);
        var temporary = AUnit("B", "temporaryGroup", host);
        NewMembers(3, temporary, host);
        members.Add(Member.Create(Id(900), new(unit.Id, "老党员", HostId: host.Id, AdmittedOn: Pilot)));

        Assert.Empty(Propose());
    }

    private IReadOnlyList<TemporaryUnitProposal> Propose() => TemporaryUnits.Propose(units, hosts, coverage, members, Day);

    private Host AHost(string name)
    {
        var host = Host.Create(Id(100 + hosts.Count), new(name, "enterprise"));
        hosts.Add(host);
        return host;
    }

    private Unit AUnit(string code, string type, params Host[] covered)
    {
        var unit = Unit.Create(Id(200 + units.Count), new(code, code, type, PilotUntil: Pilot));
        units.Add(unit);
        coverage.AddRange(covered.Select((host, position) => new UnitHost(unit.Id, host.Id, position)));
        return unit;
    }

    private void NewMembers(int count, Unit unit, Host? host)
    {
        for (var i = 0; i < count; i++)
            members.Add(Member.Create(Id(300 + members.Count), new(unit.Id, $"新{members.Count}", HostId: host?.Id, JoinedOn: Pilot.AddDays(1))));
    }

    private static Guid Id(int number) => new(number, 0, 0, new byte[8]);
}
