using System.Text.Json.Nodes;
using PhaseEngine.Core.Calendars;
using PhaseEngine.Core.Engine;
using PhaseEngine.Core.Gates;
using PhaseEngine.Core.Organisations;
using PhaseEngine.Core.Requirements;

namespace PhaseEngine.Core.Definitions;

/// <summary>
/// Reads the properties of one activity, or of one variant of it: then what the variant sets stands in the place of what the
/// activity says, and only what it sets is reported, since the rest has been already.
/// </summary>
internal sealed class PropertyReader
{
    private readonly CompileContext context;
    private readonly TemplateActivity activity;
    private readonly JsonObject? set;
    private readonly string setPointer;
    private readonly ValueReader reported;
    private readonly ValueReader muted;

    public PropertyReader(CompileContext context, TemplateActivity activity, JsonObject? set = null, string setPointer = "")
    {
        (this.context, this.activity, this.set, this.setPointer) = (context, activity, set, setPointer);
        reported = new ValueReader(context.Findings, activity);
        muted = set is null ? reported : new ValueReader(new FindingList(), activity);
    }

    public ActivityType Type => activity.Known!; // only activities of known types are read

    public DatePlace Place => DatePlace.In(activity.Flow);

    public bool Has(string name) => Find(name).Value is not null;

    public Text? Text(string name) => Read(name, (v, node, at) => v.Text(node, at));

    public Span? Span(string name) => Read(name, (v, node, at) => v.Span(node, at));

    public Rhythm? Rhythm(string name) => Read(name, (v, node, at) => v.Rhythm(node, at));

    public bool? Bool(string name) => Read(name, (v, node, at) => v.Bool(node, at));

    public DateRule? Date(string name, DatePlace place) => Read(name, (v, node, at) => v.Date(node, at, place));

    public string? Role(string name) => Read(name, (v, node, at) => v.Word(node, at, Vocabulary.Roles));

    public string[]? Words(string name) => Read(name, (v, node, at) => v.Words(node, at, Type.Property(name)?.Words));

    public decimal? Number(string name) => Read(name, (v, node, at) => v.Number(node, at, Type.Property(name)!)); // read by the specs

    public ReminderRow[]? Reminders() => Read("reminders", (v, node, at) => new RowReader(v).Reminders(node, at));

    public ApprovalRow[]? Approvals(string name, bool ofGate) => Read(name, (v, node, at) => new RowReader(v).Approvals(node, at, ofGate));

    public Basis[]? Basis() => Read("basis", (v, node, at) => new RowReader(v).Basis(node, at));

    public Condition? Tree(string name, TreeScope scope) =>
        Read(name, (v, node, at) => new TreeReader(context, v, activity, scope).Read(node, at));

    /// <summary>The requirements of which a property lists the keys; others are a finding of the given code.</summary>
    public TemplateActivity[] Keys(string name, string code, Func<TemplateActivity, bool> fits) => Read(name, (v, node, at) =>
        v.List(node, at, (item, itemAt) =>
        {
            if (v.String(item, itemAt) is not { } key) return null;
            if (context.Requirement(key) is { } found && fits(found)) return found;

            v.Add(code, itemAt, ("key", key), ("reason", name));
            return null;
        }).ToArray()) ?? [];

    /// <summary>A kind's own property as it stands, checked; its default where it is missing.</summary>
    public JsonNode? Setting(PropertySpec spec)
    {
        if (!Has(spec.Name)) return Type.DefaultOf(spec.Name)?.DeepClone();

        return Read(spec.Name, (v, node, at) =>
        {
            object? sound = spec.Type switch
            {
                PropertyType.Text => v.Text(node, at),
                PropertyType.Texts => v.List(node, at, v.Text),
                PropertyType.Word => v.Word(node, at, spec.Words),
                PropertyType.Words => v.Words(node, at, spec.Words),
                PropertyType.Role => v.Word(node, at, Vocabulary.Roles),
                PropertyType.Roles => v.Words(node, at, Vocabulary.Roles),
                PropertyType.Whole or PropertyType.Number => v.Number(node, at, spec),
                PropertyType.Bool => v.Bool(node, at),
                PropertyType.Span => v.Span(node, at),
                PropertyType.Date => v.Date(node, at, Place),
                PropertyType.Rows => v.List(node, at, (row, rowAt) => KeyedRow(v, row, rowAt)),
                _ => throw new InvalidOperationException($"{Type.Name}.{spec.Name}: a kind has no property of the type {spec.Type}."),
            };
            return sound switch
            {
                null => null,
                decimal number => Json.Number(number),
                _ => node.DeepClone(),
            };
        });
    }

    /// <summary>Reports something about a property as a whole, unless it was reported for the activity already.</summary>
    public void Refuse(string name, string code, params ReadOnlySpan<(string Name, object? Value)> facts)
    {
        var (_, pointer, values) = Find(name);
        values.Add(code, pointer, facts);
    }

    private static JsonObject? KeyedRow(ValueReader values, JsonNode item, string at)
    {
        if (item is not JsonObject row)
        {
            values.Add("PE303", at, ("reason", "row"));
            return null;
        }

        if (values.Required(row, at, "key") is { } key) values.String(key, at + "/key");
        if (values.Required(row, at, "title") is { } title) values.Text(title, at + "/title");
        return row;
    }

    private (JsonNode? Value, string Pointer, ValueReader Values) Find(string name) =>
        set is not null && set.ContainsKey(name)
            ? (set[name], $"{setPointer}/{name}", reported)
            : (activity.Json[name], $"{activity.Pointer}/{name}", muted);

    private T? Read<T>(string name, Func<ValueReader, JsonNode, string, T?> read)
    {
        var (value, pointer, values) = Find(name);
        return value is null ? default : read(values, value, pointer);
    }
}
