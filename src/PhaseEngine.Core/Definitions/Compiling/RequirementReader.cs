using System.Text.Json.Nodes;
using PhaseEngine.Core.Calendars;
using PhaseEngine.Core.Engine;
using PhaseEngine.Core.Gates;
using PhaseEngine.Core.Requirements;

namespace PhaseEngine.Core.Definitions;

/// <summary>Reads the rules of a requirement: those for everybody, and those of its variants.</summary>
internal sealed class RequirementReader(CompileContext context, TemplateActivity activity)
{
    private readonly RequirementKind kind = activity.Known!.Kind!; // it is made for requirements
    private readonly IReadOnlyList<VariantRow> rows = new VariantReader(context, activity).Read();

    public RequirementRules Rules() => Rules(new PropertyReader(context, activity));

    /// <summary>
    /// Rows over unit facts choose the rules of a unit. Rows over member facts choose, on top of these, what holds for a member:
    /// the two sorts do not hide each other.
    /// </summary>
    public Variant<RequirementRules>[] Variants() =>
    [
        .. rows.Where(row => !row.OfMembers)
            .Select(row => new Variant<RequirementRules>(row.When, Rules(row.Properties) with { Words = row.Words() })),
    ];

    public string[] AgendaFrom() =>
    [
        .. kind.Properties.Where(p => p.Type == PropertyType.RegisterKeys)
            .SelectMany(p => new PropertyReader(context, activity).Keys(p.Name, "PE402", IsRegister))
            .Select(a => a.Key!), // found by its key
    ];

    private RequirementRules Rules(PropertyReader properties)
    {
        var repeat = properties.Rhythm("repeat")
            ?? (!properties.Has("repeat") && Rhythm.TryParse(kind.DefaultRepeat, out var byNature) ? byNature : null);
        var standing = properties.Has("repeat") || kind.DefaultRepeat is not null;
        var due = properties.Date("due", properties.Place);
        if (!properties.Has("due") && properties.Place.HasEnd) due = DateRule.From(Anchor.End);
        var settings = Settings(properties);

        return new RequirementRules
        {
            Due = standing ? null : due,
            Owner = properties.Role("owner") ?? "secretary",
            Met = Met(properties, settings, standing),
            Repeat = repeat,
            Reminders = properties.Reminders() ?? (due is null && !standing ? [] : RowReader.DefaultReminders),
            Approvals = Own(PropertyType.Approvals) is { } approvals ? properties.Approvals(approvals, ofGate: false) ?? [] : [],
            Effort = (int)(properties.Number("effort") ?? kind.Effort),
            Asks = properties.Words("asks") ?? [],
            Members = Own(PropertyType.MemberTree) is { } members ? properties.Tree(members, TreeScope.Member) : null,
            Settings = settings,
            MemberVariants = [.. rows.Where(row => row.OfMembers).Select(row => (row.When, Merge(settings, Settings(row.Properties), row.Set)))],
        };
    }

    private Condition? Met(PropertyReader properties, JsonObject settings, bool standing)
    {
        var met = properties.Tree("met", TreeScope.Met);
        if (standing || properties.Has("met")) return standing ? null : met;
        if (kind.DefaultMet(settings) is { } byKind)
        {
            var silent = new ValueReader(new FindingList(), activity);
            return new TreeReader(context, silent, activity, TreeScope.Met).Read(Json.ReadText(byKind), $"{activity.Pointer}/met")
                ?? throw new InvalidOperationException($"The default met rule of {kind.Name} cannot be read.");
        }

        properties.Refuse("met", "PE301", ("property", "met"));
        return null;
    }

    private JsonObject Settings(PropertyReader properties)
    {
        var settings = new JsonObject();
        foreach (var spec in kind.Properties)
        {
            if (IsSetting(spec) && properties.Setting(spec) is { } value) settings[spec.Name] = value;
        }

        return settings;
    }

    private static JsonObject Merge(JsonObject settings, JsonObject ofMembers, JsonObject set)
    {
        var merged = (JsonObject)settings.DeepClone();
        foreach (var (name, _) in set)
        {
            if (ofMembers[name] is { } value) merged[name] = value.DeepClone();
        }

        return merged;
    }

    /// <summary>What stays JSON for the kind to read; the others have places of their own in the rules.</summary>
    internal static bool IsSetting(PropertySpec spec) =>
        spec.Type is not (PropertyType.Approvals or PropertyType.MemberTree or PropertyType.RegisterKeys);

    private string? Own(PropertyType type) => kind.Properties.FirstOrDefault(p => p.Type == type)?.Name;

    /// <summary>A kind keeps a register when one of its metrics counts what is still open in it.</summary>
    private static bool IsRegister(TemplateActivity activity) =>
        activity.Known?.Kind is { } kind && kind.Metrics.Any(m => m.Name == "open");
}
