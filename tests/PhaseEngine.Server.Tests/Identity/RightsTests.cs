using PhaseEngine.Core.Organisations;
using PhaseEngine.Data.Access;
using PhaseEngine.Server.Identity;

namespace PhaseEngine.Server.Tests.Identity;

public sealed class RightsTests
{
    [Theory]
    [InlineData("/a/", true)]
    [InlineData("/a/b/", true)]
    [InlineData("/ab/", false)]
    [InlineData("/", false)]
    public void A_post_over_a_subtree_reaches_down_and_nowhere_else(string place, bool may)
    {
        var rights = new Rights([new("instructor", "/a/", Subtree: true)]);

        Assert.Equal(may, rights.May(Acts.EvidenceReview, place));
    }

    [Fact]
    public void An_assignment_reaches_its_unit_only()
    {
        var rights = new Rights([new("instructor", "/a/", Subtree: false)]);

        Assert.True(rights.May(Acts.EvidenceReview, "/a/"));
        Assert.False(rights.May(Acts.EvidenceReview, "/a/b/"));
    }

    [Theory]
    [InlineData("supervisor", true, false, false)]
    [InlineData("supervisor", false, true, true)]
    [InlineData("supervisor", true, true, true)]
    [InlineData("secretary", false, false, true)]
    [InlineData("instructor", true, false, false)]
    [InlineData("instructor", true, true, true)]
    public void A_post_is_given_by_who_has_as_much(string role, bool subtree, bool fromAbove, bool allowed)
    {
        var rights = new Rights([new("administrator", fromAbove ? "/a/" : "/a/b/", fromAbove)]);

        Assert.Equal(allowed, Appointing.Allows(rights, role, "/a/b/", subtree));
    }

    [Theory]
    [InlineData("secretary")]
    [InlineData("clerk")]
    public void A_superiors_own_people_do_not_act_for_the_units_below(string role)
    {
        Assert.True(Holders.Covers(role, "/a/", subtree: true, "/a/"));
        Assert.False(Holders.Covers(role, "/a/", subtree: true, "/a/b/"));
    }

    [Fact]
    public void Posts_do_not_lend_each_other_their_places()
    {
        var rights = new Rights([new("secretary", "/a/", true), new("supervisor", "/b/", true)]);

        Assert.False(rights.May(Acts.GatesDecide, "/a/"));
        Assert.False(rights.May(Acts.GatesAsk, "/b/"));
    }

    [Fact]
    public void A_system_operator_sees_nobodys_data() => Assert.Equal([Acts.Operate], RoleActs.Of("systemOperator"));

    [Fact]
    public void Nobody_both_asks_for_a_gate_and_decides_on_it() =>
        Assert.DoesNotContain(RoleActs.Roles, role => RoleActs.Of(role).Contains(Acts.GatesAsk) && RoleActs.Of(role).Contains(Acts.GatesDecide));

    [Fact]
    public void Every_role_a_template_may_name_and_every_act_has_its_row()
    {
        Assert.Empty(Vocabulary.Roles.Except(RoleActs.Roles));
        Assert.Empty(Acts.All.Except(RoleActs.Roles.SelectMany(RoleActs.Of)));
    }

    [Fact]
    public void An_unknown_role_may_nothing() => Assert.Empty(RoleActs.Of("emperor"));
}
