using System.Text.Json.Nodes;
using PhaseEngine.Core.Definitions;

namespace PhaseEngine.Core.Tests.Definitions;

public sealed class DefinitionDiffTests
{
    [Fact]
    public void A_definition_does_not_differ_from_itself_as_written()
    {
        var document = Samples.Document(GoodTemplate.Json());

        Assert.Empty(DefinitionDiff.Between(document, Samples.Document(document.ToJson())));
    }

    [Fact]
    public void A_changed_property_is_shown_from_and_to()
    {
        var change = Assert.Single(Changes(t => t.Activity("plan")["due"] = "start+6d"));

        Assert.Equal((ChangeKind.Changed, "plan", "due", "计划"), (change.Kind, change.Key, change.Property, change.Title!.ZhCn));
        Assert.Equal(("start+5d", "start+6d"), ((string?)change.From, (string?)change.To));
    }

    [Fact]
    public void A_removed_property_goes_to_nothing()
    {
        var change = Assert.Single(Changes(t => t.Activity("plan").Remove("due")));

        Assert.Equal(("start+5d", null), ((string?)change.From, (string?)change.To));
    }

    [Fact]
    public void An_activity_put_in_changes_nothing_but_itself()
    {
        var changes = Changes(t => t.Put("short", """{"id":"more","type":"PhaseEngine.Document","key":"more","title":"再"}""", behind: "gaps"));

        Assert.Equal([(ChangeKind.Added, "more")], changes.Select(c => (c.Kind, c.Key)));
    }

    [Fact]
    public void Another_key_is_another_activity()
    {
        var changes = Changes(t => t.Activity("gaps")["key"] = "differences");

        Assert.Equal([(ChangeKind.Added, "differences"), (ChangeKind.Removed, "gaps")], changes.Select(c => (c.Kind, c.Key)));
    }

    [Fact]
    public void Another_way_to_an_activity_is_shown()
    {
        var change = Assert.Single(Changes(t =>
        {
            t.Disconnect("long", "long-start", "essay");
            t.Connect("long", "plan", "Done", "essay");
        }));

        Assert.Equal(("essay", "after", "[\"long-start\"]", "[\"plan\"]"), (change.Key, change.Property, change.From!.ToJsonString(), change.To!.ToJsonString()));
    }

    [Fact]
    public void The_templates_own_words_come_first()
    {
        var changes = Changes(t =>
        {
            t.Activity("plan")["effort"] = 5;
            t["customProperties"]!["phaseEngine"]!["title"] = "更好的模板";
        });

        Assert.Equal([("", "title"), ("plan", "effort")], changes.Select(c => (c.Key, c.Property)));
    }

    private static IReadOnlyList<DefinitionChange> Changes(Action<JsonObject> change)
    {
        var after = GoodTemplate.Json();
        change(after);
        return DefinitionDiff.Between(Samples.Document(GoodTemplate.Json()), Samples.Document(after));
    }
}
