using System.Text.Json.Nodes;
using PhaseEngine.Core.Organisations;
using PhaseEngine.Core.Requirements;

namespace PhaseEngine.Core.Tests.Requirements;

/// <summary>What every kind declares fits together; a new kind is checked here without a new test.</summary>
public sealed class KindsTests
{
    public static TheoryData<string> AllKinds => [.. Kinds.All.Select(kind => kind.Name)];

    [Fact]
    public void Kinds_are_found_by_scanning() => Assert.Equal(
        ["Document", "Meeting", "MemberTask", "Opinion", "Register", "ReviewMeetings", "Study", "Survey"], Kinds.All.Select(kind => kind.Name));

    [Theory]
    [InlineData("PhaseEngine.Study", "Study")]
    [InlineData("PhaseEngine.Gate", null)]
    [InlineData("Study", null)]
    [InlineData(null, null)]
    public void An_activity_type_has_its_kind(string? type, string? kind) => Assert.Equal(kind, Kinds.OfType(type)?.Name);

    [Theory]
    [MemberData(nameof(AllKinds))]
    public void Metrics_are_made_of_declared_counters(string name)
    {
        var kind = KindOf(name);
        string[] counters = [RequirementKind.Recorded, RequirementKind.Asked, .. kind.Counters.Select(c => c.Name)];

        Assert.All(kind.Metrics, metric =>
        {
            Assert.Contains(metric.Counter, counters);
            if (metric.Per is not null) Assert.Contains(metric.Per, counters);
            if (metric.Type == MetricType.Percent) Assert.NotNull(metric.Per);
        });
    }

    [Theory]
    [MemberData(nameof(AllKinds))]
    public void Names_are_unique(string name)
    {
        var kind = KindOf(name);

        Assert.Distinct(kind.Counters.Select(c => c.Name));
        Assert.Distinct(kind.Metrics.Select(m => m.Name));
        Assert.Distinct(kind.Properties.Select(p => p.Name));
        Assert.Distinct(kind.Forms.Select(f => f.Name));
        Assert.All(kind.Forms, form => Assert.Distinct(form.Fields.Select(f => f.Name)));
    }

    [Theory]
    [MemberData(nameof(AllKinds))]
    public void The_default_condition_looks_at_own_metrics(string name)
    {
        var kind = KindOf(name);
        if (kind.DefaultMet(Ledger.Settings(kind, "{}")) is not { } met)
        {
            Assert.NotNull(kind.DefaultRepeat);
            return;
        }

        Assert.All(MetricsIn(JsonNode.Parse(met)!), metric => Assert.Contains(metric, kind.Metrics.Select(m => m.Name)));
    }

    [Theory]
    [MemberData(nameof(AllKinds))]
    public void Every_form_says_when_and_by_whom(string name) => Assert.All(KindOf(name).Forms, form =>
    {
        Assert.Equal(new Field("on", FieldType.Date, Required: true), form.Fields[0]);
        Assert.NotEmpty(form.By);
        Assert.All(form.By, by => Assert.True(
            by is EvidenceForm.Owner or EvidenceForm.System || Vocabulary.Roles.Contains(by)
            || KindOf(name).Properties.Any(p => p.Name == by && p.Type == PropertyType.Role)));
    });

    [Theory]
    [MemberData(nameof(AllKinds))]
    public void Fields_to_choose_from_have_words_and_lists_have_fields(string name) => Assert.All(
        KindOf(name).Forms.SelectMany(form => form.Fields.Concat(form.Fields.SelectMany(f => f.Rows ?? []))),
        field =>
        {
            Assert.Equal(field.Type == FieldType.Word, field.Words is { Count: > 0 });
            Assert.Equal(field.Type == FieldType.Rows, field.Rows is { Count: > 0 });
        });

    private static RequirementKind KindOf(string name) => Kinds.All.Single(kind => kind.Name == name);

    private static IEnumerable<string> MetricsIn(JsonNode tree) =>
        tree["metric"] is { } metric ? [(string)metric!] : tree["all"]!.AsArray().SelectMany(part => MetricsIn(part!));
}
