using PhaseEngine.Core.Engine;

namespace PhaseEngine.Core.Definitions;

/// <summary>
/// Makes an activity of the plan of each activity of the definition. Whatever cannot be read is a finding, and something
/// harmless stands in its place, so that the rest can be looked at all the same.
/// </summary>
internal sealed class PlanBuilder(CompileContext context)
{
    private static readonly Text StartTitle = new("开始", "Start", "開始");
    private static readonly Text EndTitle = new("结束", "End", "結束");
    private static readonly Text NoTitle = new("—");

    /// <summary>The activities by index; null where a type is not known.</summary>
    public PlanActivity?[] Activities() => [.. context.Document.Activities.Select(Activity)];

    public Plan Plan(IEnumerable<PlanActivity> activities)
    {
        var document = context.Document;
        return new Plan(
            document.DefinitionId, document.Version, document.ContentHash, document.Title, [.. activities],
            [.. document.Flows.Select(f => new PlanFlow(f.Index, f.Phase?.Index ?? -1, [.. f.Activities.Select(a => a.Index)]))],
            context.Counters.Count, context.Subordinates);
    }

    private PlanActivity? Activity(TemplateActivity activity) => activity switch
    {
        { Known: null } => null,
        { IsRequirement: true } => Requirement(activity),
        _ when activity.Is(ActivityTypes.Start) => new PlanStart
        {
            Index = activity.Index, Id = activity.Id, Flow = activity.Flow.Index, Incoming = Incoming(activity), Title = StartTitle,
        },
        _ when activity.Is(ActivityTypes.End) => new PlanEnd
        {
            Index = activity.Index, Id = activity.Id, Flow = activity.Flow.Index, Incoming = Incoming(activity), Title = EndTitle,
        },
        _ when activity.Is(ActivityTypes.Phase) => Phase(activity),
        _ when activity.Is(ActivityTypes.Gate) => Gate(activity),
        _ => Choice(activity),
    };

    private PlanPhase Phase(TemplateActivity activity)
    {
        var properties = new PropertyReader(context, activity);
        return new PlanPhase
        {
            Index = activity.Index,
            Id = activity.Id,
            Key = activity.Key,
            Flow = activity.Flow.Index,
            Incoming = Incoming(activity),
            Title = properties.Text("title") ?? NoTitle,
            Guidance = properties.Text("guidance"),
            Basis = properties.Basis() ?? [],
            SetBy = Overlay.SettersOf(activity.Json),
            Body = activity.Body?.Index ?? -1,
            Rules = PhaseRules(properties),
            Variants = [.. new VariantReader(context, activity).Read()
                .Select(row => new Variant<PhaseRules>(row.When, PhaseRules(row.Properties) with { Words = row.Words() }))],
        };
    }

    private static PhaseRules PhaseRules(PropertyReader properties)
    {
        var length = properties.Span("length");
        var reminders = properties.Reminders();
        if (!properties.Has("length") && reminders is { Length: > 0 }) properties.Refuse("reminders", "PE502", ("date", "end"), ("reason", "openEnded"));

        return new PhaseRules(
            length,
            properties.Date("notBefore", new DatePlace()),
            properties.Bool("indicative") ?? false,
            reminders ?? (length is null ? [] : RowReader.DefaultReminders));
    }

    private PlanGate Gate(TemplateActivity activity)
    {
        var properties = new PropertyReader(context, activity);
        var place = properties.Place;
        var due = properties.Has("due") ? properties.Date("due", place)
            : place.HasEnd ? Calendars.DateRule.From(Calendars.Anchor.End)
            : null;
        var reminders = properties.Reminders();
        if (reminders is { Length: > 0 } && !properties.Has("due") && !place.HasEnd) properties.Refuse("reminders", "PE505");

        var allows = properties.Words("allows") ?? [];
        var line = context.Graph.LineOf(activity);
        return new PlanGate
        {
            Index = activity.Index,
            Id = activity.Id,
            Key = activity.Key,
            Flow = activity.Flow.Index,
            Incoming = Incoming(activity),
            Title = properties.Text("title") ?? NoTitle,
            Guidance = properties.Text("guidance"),
            Basis = properties.Basis() ?? [],
            SetBy = Overlay.SettersOf(activity.Json),
            Conditions = properties.Tree("conditions", TreeScope.Gate),
            Approvals = properties.Approvals("approvals", ofGate: true) ?? [],
            Reopens = [.. properties.Keys("reopens", "PE310", requirement => IsThisOrEarlier(requirement, activity)).Select(a => a.Index)],
            AllowsCondition = allows.Contains("condition"),
            AllowsOverride = allows.Contains("override"),
            Due = due,
            Reminders = reminders ?? (due is null ? [] : RowReader.DefaultReminders),
            ReturnedConnected = line is not null,
            ReturnedLine = [.. (line?.Line ?? []).Select(a => a.Index)],
        };
    }

    private PlanChoice Choice(TemplateActivity activity)
    {
        var properties = new PropertyReader(context, activity);
        return new PlanChoice
        {
            Index = activity.Index,
            Id = activity.Id,
            Key = activity.Key,
            Flow = activity.Flow.Index,
            Incoming = Incoming(activity),
            Title = properties.Text("title") ?? NoTitle,
            Guidance = properties.Text("guidance"),
            Basis = properties.Basis() ?? [],
            SetBy = Overlay.SettersOf(activity.Json),
            Condition = properties.Tree("condition", TreeScope.Unit) ?? new Gates.All([]),
        };
    }

    private PlanRequirement Requirement(TemplateActivity activity)
    {
        var properties = new PropertyReader(context, activity);
        var reader = new RequirementReader(context, activity);
        return new PlanRequirement
        {
            Index = activity.Index,
            Id = activity.Id,
            Key = activity.Key,
            Flow = activity.Flow.Index,
            Incoming = Incoming(activity),
            Title = properties.Text("title") ?? NoTitle,
            Guidance = properties.Text("guidance"),
            Basis = properties.Basis() ?? [],
            SetBy = Overlay.SettersOf(activity.Json),
            Kind = activity.Known!.Kind!, // it is a requirement
            When = properties.Tree("when", TreeScope.Unit),
            Rules = reader.Rules(),
            Variants = reader.Variants(),
            AgendaFrom = reader.AgendaFrom(),
            CounterBase = context.Counters.BaseOf(activity),
            Groups = [.. context.Counters.GroupsOf(activity)],
        };
    }

    /// <summary>The connections in, without the one by which a way back returns to its gate.</summary>
    private Incoming[] Incoming(TemplateActivity activity) =>
    [
        .. context.Graph.In(activity)
            .Where(c => context.Graph.LineOf(activity)?.Last != c)
            .Select(c => new Incoming(c.Source!.Index, Enum.TryParse<Outcome>(c.Port, out var port) ? port : Outcome.None)), // sound connections only
    ];

    /// <summary>Whether a requirement can have been open before a gate is asked for: it does not come behind the gate, nor its phase behind the gate's.</summary>
    private bool IsThisOrEarlier(TemplateActivity requirement, TemplateActivity gate)
    {
        var here = requirement.Flow == gate.Flow;
        var from = here || gate.Flow.Phase is null ? gate : gate.Flow.Phase;
        var to = here ? requirement : requirement.Flow.Phase;
        if (to is null || to == from) return to is not null;

        var line = context.Graph.LineOf(gate);
        return line?.Line.Contains(requirement) == true
            || !context.Graph.From([from], not: c => c.Is(Outcome.Returned)).Contains(to);
    }
}
