using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.HttpResults;
using PhaseEngine.Core.Definitions;
using PhaseEngine.Core.Gates;
using PhaseEngine.Core.Organisations;
using PhaseEngine.Core.Requirements;
using PhaseEngine.Server.Texts;

namespace PhaseEngine.Server.Features.Templates;

/// <summary>
/// What a template can be made of: activity types with their settings, defaults, metrics and help, the facts conditions look
/// at, and the words of closed lists. Drawn from what the product declares, so that a new kind appears by itself.
/// </summary>
internal static class GetPalette
{
    /// <param name="Types">Start, End, Phase, Gate, Choice, then the kinds of requirement.</param>
    /// <param name="Facts">What conditions may look at beside metrics: facts of the unit, of members, and the day.</param>
    /// <param name="Roles">Who can be named.</param>
    /// <param name="Acts">What an approver can be asked to do.</param>
    internal sealed record View(IReadOnlyList<TypeItem> Types, IReadOnlyList<Metric> Facts, IReadOnlyList<Titled> Roles, IReadOnlyList<Titled> Acts);

    internal sealed record Titled(string Word, string Title);

    /// <param name="Type">As in the definition: PhaseEngine.Gate.</param>
    /// <param name="Kind">The kind of requirement; null when it is none.</param>
    /// <param name="Standing">Whether it always repeats, and so ends with its flow.</param>
    /// <param name="Outcomes">The ports it can be left by.</param>
    /// <param name="Settings">What a template may state about it.</param>
    /// <param name="Metrics">What conditions may look at.</param>
    internal sealed record TypeItem(
        string Type, string Title, string Help, string? Kind, bool Standing, IReadOnlyList<Titled> Outcomes, IReadOnlyList<Setting> Settings,
        IReadOnlyList<Metric> Metrics);

    /// <param name="Name">As in the definition.</param>
    /// <param name="Type">What it holds, and so how it is edited.</param>
    /// <param name="Default">What holds when it is missing.</param>
    /// <param name="Words">The closed list of a word or words.</param>
    /// <param name="ByMember">Whether a variant over member facts may set it.</param>
    internal sealed record Setting(
        string Name, string Title, string Help, PropertyType Type, bool Required, JsonNode? Default, IReadOnlyList<Titled>? Words, decimal? Min, decimal? Max,
        bool ByMember);

    /// <param name="Unit">What a number counts, where that is not obvious.</param>
    /// <param name="OfMembers">Whether it can be narrowed to some categories of members.</param>
    internal sealed record Metric(string Name, string Title, MetricType Type, string? Unit, IReadOnlyList<Titled>? Words, bool OfMembers);

    public static Ok<View> Handle() => TypedResults.Ok(new View(
        [.. ActivityTypes.Known.All.Select(Of)],
        [
            Word("unit.type", Vocabulary.UnitTypes, "palette.words.unitType"), Word("unit.level", Vocabulary.Levels, "palette.words.level"),
            Word("unit.sector", Vocabulary.Sectors, "palette.words.sector"), Fact("unit.pilot", MetricType.Bool), Fact("unit.members", MetricType.Number),
            Fact("unit.attached", MetricType.Number), Fact("today", MetricType.Date),
            Word("member.category", Vocabulary.MemberCategories, "gates.category"), Fact("member.newSincePilot", MetricType.Bool),
            Fact("member.probationary", MetricType.Bool), Fact("member.attached", MetricType.Bool),
        ],
        Titles(Vocabulary.Roles, "gates.role"),
        Titles(["review", "advise", "approve", "file"], "runs.act")));

    private static TypeItem Of(ActivityType type)
    {
        var name = type.Name[(type.Name.LastIndexOf('.') + 1)..];
        return new(
            type.Name, Phrases.Say($"palette.types.{name}.title"), Phrases.Say($"palette.types.{name}.help"), type.Kind?.Name,
            type.Kind?.DefaultRepeat is not null, [.. type.Outcomes.Select(o => new Titled($"{o}", Phrases.Say($"palette.outcomes.{o}")))],
            [.. type.Properties.Select(p => Of(type, p))], MetricsOf(type));
    }

    private static Setting Of(ActivityType type, PropertySpec property)
    {
        var own = $"kinds.{type.Kind?.Name}.words.{property.Name}";
        var words = property.Words?.Select(w => new Titled(w, Phrases.Find($"{own}.{w}") ?? Phrases.Say($"palette.words.{property.Name}.{w}"))).ToList();
        return new(
            property.Name, Phrases.Say($"palette.settings.{property.Name}.title"), Phrases.Say($"palette.settings.{property.Name}.help"), property.Type,
            property.Required, property.Default is { } value ? JsonNode.Parse(value) : null, words, property.Min, property.Max, property.ByMember);
    }

    private static IReadOnlyList<Metric> MetricsOf(ActivityType type) => type switch
    {
        { Kind: { } kind } =>
        [
            .. kind.Metrics.Select(m => new Metric(m.Name, Phrases.Say($"kinds.{kind.Name}.metrics.{m.Name}"), m.Type, m.Unit, null, m.OfMembers)),
            Status(StatusWord.OfRequirement), Common("onTime", MetricType.Bool), Common("doneOn", MetricType.Date), Common("daysLate", MetricType.Number),
        ],
        { Name: ActivityTypes.Gate } => [Status(StatusWord.OfGate)],
        { Name: ActivityTypes.Phase } => [Status(StatusWord.OfPhase), Common("days", MetricType.Number)],
        _ => [],
    };

    private static Metric Status(IReadOnlyList<string> words) => Common("status", MetricType.Word, Titles(words, "palette.words.status"));

    private static Metric Common(string name, MetricType type, IReadOnlyList<Titled>? words = null) =>
        new(name, Phrases.Say($"palette.metrics.{name}"), type, null, words, false);

    private static Metric Word(string name, IReadOnlyList<string> words, string list) => Fact(name, MetricType.Word, Titles(words, list));

    private static Metric Fact(string name, MetricType type, IReadOnlyList<Titled>? words = null) =>
        new(name, Phrases.Say($"palette.facts.{name}"), type, null, words, false);

    private static IReadOnlyList<Titled> Titles(IEnumerable<string> words, string list) => [.. words.Select(w => new Titled(w, Phrases.Say($"{list}.{w}")))];
}
