using System.Text.Json.Nodes;
using PhaseEngine.Core.Engine;
using PhaseEngine.Core.Organisations;

namespace PhaseEngine.Core.Requirements.Meeting;

/// <summary>
/// What the record of any meeting holds: who led it, who was there, the minutes, and decisions that became actions. Shared by
/// <see cref="MeetingKind"/> and <see cref="ReviewMeetings.ReviewMeetingsKind"/>, whose counters begin with these.
/// </summary>
internal static class MeetingRecord
{
    private const int Held = 0;
    private const int Minutes = 1;
    private const int Led = 2;
    private const int Present = 3;
    private const int Expected = 4;
    private const int OpenActions = 5;

    /// <summary>The first counters. Actions stay open whatever round or window comes next.</summary>
    /// <param name="kept">Whether meetings of earlier rounds still count.</param>
    public static IReadOnlyList<CounterSpec> Counters(bool kept) =>
    [
        new("held", kept), new("minutes", kept), new("led", kept), new("present", kept), new("expected", kept), new("openActions"),
    ];

    /// <summary>
    /// <c>held</c>: how many. <c>attendance</c>: of all who were expected, over all meetings; unknown before the first.
    /// <c>minutes</c>, <c>ledAsAsked</c>: of at least one of them. <c>openActions</c>: decided on and not done yet.
    /// </summary>
    public static IReadOnlyList<MetricSpec> Metrics { get; } =
    [
        new("held", MetricType.Number, "held"),
        new("attendance", MetricType.Percent, "present", "expected", UnknownWhenEmpty: true),
        new("minutes", MetricType.Bool, "minutes"),
        new("ledAsAsked", MetricType.Bool, "led"),
        new("openActions", MetricType.Number, "openActions"),
    ];

    /// <summary>Who leads, who is invited, what is on the agenda.</summary>
    public static IReadOnlyList<PropertySpec> Properties { get; } =
        [new("ledBy", PropertyType.Role), new("invite", PropertyType.Roles, "[]"), new("agenda", PropertyType.Texts, "[]")];

    /// <summary>The fields of a meeting; the roll is called by ticking the absent (<see cref="Roll"/>).</summary>
    public static IReadOnlyList<Field> Fields { get; } =
    [
        new("on", FieldType.Date, Required: true),
        new("ledBy", FieldType.Word, Required: true, Words: [.. Vocabulary.Roles, "other"]),
        new("leader", FieldType.Line),
        new(Roll.Present, FieldType.Members),
        new(Roll.Absent, FieldType.Members),
        new("topics", FieldType.Text),
        new("minutes", FieldType.Text),
        new("minutesAttached", FieldType.Bool),
        new("actions", FieldType.Rows, Rows:
        [
            new("what", FieldType.Line, Required: true),
            new("who", FieldType.Line, Required: true),
            new("due", FieldType.Date),
        ]),
    ];

    /// <summary>Minutes that come after the meeting: once for a meeting that was recorded without.</summary>
    public static EvidenceForm MinutesForm { get; } = new("minutes", [EvidenceForm.Owner],
    [
        new("on", FieldType.Date, Required: true),
        new("meeting", FieldType.Item, Required: true),
        new("text", FieldType.Text, Required: true),
    ]);

    /// <summary>An action is done: once for each.</summary>
    public static EvidenceForm ActionForm { get; } = new("action", [EvidenceForm.Owner],
    [
        new("on", FieldType.Date, Required: true),
        new("action", FieldType.Item, Required: true),
        new("result", FieldType.Text, Required: true),
    ]);

    /// <summary>Reads a meeting, its later minutes, or an action done.</summary>
    /// <param name="rules">The requirement's rules for this unit.</param>
    /// <param name="form">The form's name.</param>
    /// <param name="document">The record.</param>
    /// <param name="counters">As many as the kind has; the first ones are filled.</param>
    public static Result<EvidenceEffect> Read(RequirementRules rules, string form, JsonObject document, long[] counters)
    {
        if (form == MinutesForm.Name) counters[Minutes] = 1;
        else if (form == ActionForm.Name) counters[OpenActions] = -1;
        else if (ReadMeeting(rules, form, document, counters) is { } problem) return problem;

        return new EvidenceEffect((int)counters[Held], document.Day("on"), counters, []);
    }

    /// <summary>One more meeting, led as asked, with everybody there, minutes, and nothing left to do from earlier ones.</summary>
    /// <param name="asked">Members expected; 0 where nobody counts them, and then somebody came all the same.</param>
    public static IReadOnlyList<long> Fulfilment(long asked) => [1, 1, 1, Math.Max(1, asked), Math.Max(1, asked), 0];

    private static Problem? ReadMeeting(RequirementRules rules, string form, JsonObject document, long[] counters)
    {
        var present = document.Members(Roll.Present);
        var absent = document.Members(Roll.Absent);
        if (present.Intersect(absent).Any()) return EvidenceCheck.Refuse(form, Roll.Absent, "contradicts");

        var asked = rules.Settings.Line("ledBy");
        counters[Held] = 1;
        counters[Minutes] = document.Line("minutes") is not null || document.Flag("minutesAttached") ? 1 : 0;
        counters[Led] = asked is null || asked == document.Line("ledBy") ? 1 : 0;
        counters[Present] = present.Count;
        counters[Expected] = present.Count + absent.Count;
        counters[OpenActions] = document.Rows("actions").Count;
        return null;
    }
}
