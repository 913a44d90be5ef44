namespace PhaseEngine.Core.Requirements.Register;

/// <summary>The records of a register of problems (S.24, S.25).</summary>
internal static class RegisterForms
{
    public const string Item = "item";
    public const string Progress = "progress";
    public const string Result = "result";
    public const string Redo = "redo";
    public const string Relapse = "relapse";
    public const string Close = "close";

    private static readonly Field On = new("on", FieldType.Date, Required: true);
    private static readonly Field TheItem = new("item", FieldType.Item, Required: true);

    public static IReadOnlyList<EvidenceForm> All { get; } =
    [
        // A problem is entered; those fixed at once (边学边改) say so.
        new(Item, [EvidenceForm.Owner],
        [
            On,
            new("problem", FieldType.Text, Required: true, Max: 2000),
            new("source", FieldType.Word, Required: true, Words:
                ["masses", "members", "superior", "self", "talks", "lifeMeeting", "survey", "inspection", "other"]),
            new("priority", FieldType.Word, Required: true, Words: ["main", "minor"]),
            new("class", FieldType.Word, Required: true, Words: ["concentrate", "explain", "redo", "keep"]),
            new("atOnce", FieldType.Bool),
            new("measures", FieldType.Text, Max: 2000),
            new("responsible", FieldType.Line, Required: true),
            new("due", FieldType.Date),
        ]),
        // What was done so far; may sort the item again among those that stay open.
        new(Progress, [EvidenceForm.Owner],
        [
            On,
            TheItem,
            new("text", FieldType.Text, Required: true),
            new("class", FieldType.Word, Words: ["concentrate", "explain"]),
        ]),
        new(Result, [EvidenceForm.Owner],
        [
            On,
            TheItem,
            new("from", FieldType.Word, Required: true, Words: ItemState.Unsettled),
            new("to", FieldType.Word, Required: true, Words: [ItemState.Solved, ItemState.Explained]),
            new("text", FieldType.Text, Required: true),
            new("understanding", FieldType.Text),
        ]),
        // Poor result, or most people dissatisfied: the superior has it done again, under its supervision.
        new(Redo, ["supervisor"],
        [
            On,
            TheItem,
            new("from", FieldType.Word, Required: true, Words:
                [ItemState.Open, ItemState.Relapsed, ItemState.Explained, ItemState.Solved]),
            new("text", FieldType.Text, Required: true),
            new("due", FieldType.Date),
        ]),
        new(Relapse, [EvidenceForm.Owner, "supervisor"],
        [
            On,
            TheItem,
            new("from", FieldType.Word, Required: true, Words: [ItemState.Explained, ItemState.Solved]),
            new("text", FieldType.Text, Required: true),
            new("due", FieldType.Date),
        ]),
        // The unit declares that everything is in the register.
        new(Close, [EvidenceForm.Owner], [On, new("text", FieldType.Text)]),
    ];
}
