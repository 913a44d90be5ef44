using System.Text.Json.Nodes;
using PhaseEngine.Core.Engine;

namespace PhaseEngine.Core.Requirements.Study;

/// <summary>
/// Set study (S.16-S.18, S.48): organised sessions with a roll, study alone or at the door, and what became of each absence.
/// </summary>
/// <remarks>
/// There is no leave from organised study in principle (S.18): each absence is made up, or the study brought to the door. A
/// member is exempt with a reason, or out of contact with the search recorded, as a person and not for one session.
/// <list type="bullet">
/// <item><c>accounted</c>: the member studied at least once, or is exempt, or out of contact; and no absence is open.</item>
/// <item><c>coverage</c>: the member studied, and for as many hours as are set for them; without set hours, at all.
/// Who is exempt or out of contact is accounted for but not covered.</item>
/// <item><c>hours</c>: the mean of all asked, whatever is set.</item>
/// <item><c>absences</c>: those neither made up nor brought to the door, of members neither exempt nor out of contact.</item>
/// </list>
/// One record of a joint session is read once for each unit taking part.
/// </remarks>
public sealed class StudyKind : RequirementKind
{
    private const int Sessions = 0;
    private const int Accounted = 1;
    private const int Covered = 2;
    private const int Minutes = 3;
    private const int Absences = 4;

    private static readonly string[] OrganisedForms = ["group", "lecture", "class", "circle", "quiz", "exam", "film"];
    private static readonly string[] OwnForms = ["self", "atTheDoor"];

    /// <inheritdoc />
    public override IReadOnlyList<CounterSpec> Counters { get; } =
    [
        new("sessions"), new("accounted", OfMembers: true), new("covered", OfMembers: true), new("minutes", OfMembers: true), new("absences", OfMembers: true),
    ];

    /// <inheritdoc />
    public override IReadOnlyList<string> Marks => StudyMarks.Names;

    /// <inheritdoc cref="StudyKind" path="/remarks" />
    public override IReadOnlyList<MetricSpec> Metrics { get; } =
    [
        new("accounted", MetricType.Percent, "accounted", Asked, OfMembers: true),
        new("coverage", MetricType.Percent, "covered", Asked, OfMembers: true),
        new("hours", MetricType.Number, "minutes", Asked, Unit: "h", Scale: 60, OfMembers: true),
        new("sessions", MetricType.Number, "sessions"),
        new("absences", MetricType.Number, "absences", OfMembers: true),
    ];

    /// <inheritdoc />
    public override IReadOnlyList<PropertySpec> Properties { get; } =
    [
        new("readings", PropertyType.Texts, "[]"),
        new("forms", PropertyType.Words, "[]", Words: [.. OwnForms, .. OrganisedForms], ByMember: true),
        new("hours", PropertyType.Number, Min: 0, Max: 1000, ByMember: true),
        new("members", PropertyType.MemberTree),
    ];

    /// <inheritdoc />
    public override IReadOnlyList<EvidenceForm> Forms { get; } =
    [
        new("session", [EvidenceForm.Owner],
        [
            new("on", FieldType.Date, Required: true),
            new("form", FieldType.Word, Required: true, Words: OrganisedForms),
            new("reading", FieldType.Line),
            new("minutes", FieldType.Whole, Required: true, Min: 1, Max: 1440),
            new("leader", FieldType.Line),
            new(Roll.Present, FieldType.Members),
            new(Roll.Absent, FieldType.Members),
            new("notes", FieldType.Text),
        ]),
        new("own", [EvidenceForm.Owner],
        [
            new("on", FieldType.Date, Required: true),
            new("form", FieldType.Word, Required: true, Words: OwnForms),
            new("reading", FieldType.Line),
            new("minutes", FieldType.Whole, Required: true, Min: 1, Max: 6000),
            new("members", FieldType.Members, Required: true),
            new("notes", FieldType.Text),
        ]),
        new("absence", [EvidenceForm.Owner],
        [
            new("on", FieldType.Date, Required: true),
            new("settledBy", FieldType.Word, Required: true, Words: ["makeUp", "atTheDoor", "exempt", "outOfContact"]),
            new("members", FieldType.Members, Required: true),
            new("absences", FieldType.Whole, Min: 1, Max: 1000),
            new("minutes", FieldType.Whole, Min: 0, Max: 6000),
            new("reason", FieldType.Line),
            new("search", FieldType.Text),
        ]),
    ];

    /// <inheritdoc />
    public override int Effort => 120;

    /// <inheritdoc />
    public override string? DefaultMet(JsonObject settings) => """{"metric":"accounted","op":">=","value":100}""";

    /// <inheritdoc />
    public override Result<EvidenceEffect> Read(RequirementRules rules, string form, JsonObject document) => form switch
    {
        "session" => ReadSession(rules, form, document),
        "own" => ReadOwn(rules, form, document),
        _ => ReadAbsence(form, document),
    };

    /// <inheritdoc />
    public override void Count(JsonObject settings, ReadOnlySpan<long> marks, Span<long> counters)
    {
        var member = new StudyMarks(marks);
        var set = (settings.Number("hours") ?? 0) * 60;

        if (member.Accounted) counters[Accounted]++;
        if (member.Studied && member.Minutes >= set) counters[Covered]++;
        counters[Minutes] += member.Minutes;
        counters[Absences] += member.OpenAbsences;
    }

    /// <inheritdoc />
    public override IReadOnlyList<long> Fulfilment(RequirementRules rules, long asked, ReadOnlySpan<long> have)
    {
        var set = (long)((rules.Settings.Number("hours") ?? 2) * 60);
        return [1, asked - have[Accounted], asked - have[Covered], Math.Max(0, (asked * set) - have[Minutes]), -have[Absences]];
    }

    private Result<EvidenceEffect> ReadSession(RequirementRules rules, string form, JsonObject document)
    {
        if (!Planned(rules, document)) return EvidenceCheck.Refuse(form, "form", "word");
        var present = document.Members(Roll.Present);
        var absent = document.Members(Roll.Absent);
        if (present.Intersect(absent).Any()) return EvidenceCheck.Refuse(form, Roll.Absent, "contradicts");

        return Effect(document, sessions: 1,
        [
            .. present.Select(member => new MemberEffect(member, StudyMarks.Attended(document.Whole("minutes")))),
            .. absent.Select(member => new MemberEffect(member, StudyMarks.WasAbsent())),
        ]);
    }

    private Result<EvidenceEffect> ReadOwn(RequirementRules rules, string form, JsonObject document)
    {
        if (!Planned(rules, document)) return EvidenceCheck.Refuse(form, "form", "word");
        return Effect(document, sessions: 0,
            [.. document.Members("members").Select(member => new MemberEffect(member, StudyMarks.Attended(document.Whole("minutes"))))]);
    }

    private Result<EvidenceEffect> ReadAbsence(string form, JsonObject document)
    {
        var settledBy = document.Line("settledBy")!;
        if (settledBy == "exempt" && document.Line("reason") is null) return EvidenceCheck.Refuse(form, "reason", "required");
        if (settledBy == "outOfContact" && document.Line("search") is null) return EvidenceCheck.Refuse(form, "search", "required");

        var marks = StudyMarks.Settled(settledBy, Math.Max(1, document.Whole("absences")), document.Whole("minutes"));
        return Effect(document, sessions: 0, [.. document.Members("members").Select(member => new MemberEffect(member, marks))]);
    }

    /// <summary>Whether the template, for the unit or for some of its members, plans study of this form; naming none, it leaves them open.</summary>
    private static bool Planned(RequirementRules rules, JsonObject document)
    {
        var planned = rules.MemberVariants.Select(variant => variant.Settings).Append(rules.Settings).Select(s => s.Words("forms")).ToList();
        return planned.Exists(forms => forms.Count == 0 || forms.Contains(document.Line("form")!));
    }

    private EvidenceEffect Effect(JsonObject document, int sessions, IReadOnlyList<MemberEffect> members)
    {
        var counters = new long[Counters.Count];
        counters[Sessions] = sessions;
        return new EvidenceEffect(sessions, document.Day("on"), counters, members);
    }
}
