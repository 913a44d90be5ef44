using System.Text.Json.Nodes;
using PhaseEngine.Core.Engine;

namespace PhaseEngine.Core.Requirements.Register;

/// <summary>
/// The register of problems and what becomes of each (S.24, S.25): source, priority, class, measures, who, by when, result,
/// relapse. Items live in a table of their own; a record carries the item's id and the state it moves it from.
/// </summary>
/// <remarks>
/// Each item is entered once and moved from state to state (<see cref="ItemState"/>); the edge checks that it is where the record
/// says (<see cref="StateAfter"/> says where it goes), and that only an item's latest record is superseded. So the counters are
/// numbers of items in states:
/// <list type="bullet">
/// <item><c>open</c>: with something left to do, those to be done again and relapsed ones among them;</item>
/// <item><c>relapsed</c>: relapsed and not dealt with yet; <c>explained</c>; <c>solved</c>: share of all items;</item>
/// <item><c>overdue</c>: open past their date. No record says that a day has passed: whoever keeps the items moves this counter,
/// by the difference to what the table says, each day (<see cref="ChangesByDays"/>) and with each record of an item;</item>
/// <item><c>closed</c>: declared complete in this round.</item>
/// </list>
/// </remarks>
public sealed class RegisterKind : RequirementKind
{
    /// <summary>The counter kept from the table of items.</summary>
    public const string Overdue = "overdue";

    /// <summary>Where it stands among the kind's own.</summary>
    public const int OverduePlace = OverdueItems;

    private const int Items = 0;
    private const int Open = 1;
    private const int Solved = 2;
    private const int Explained = 3;
    private const int Relapsed = 4;
    private const int OverdueItems = 5;
    private const int Closed = 6;

    /// <inheritdoc />
    public override IReadOnlyList<CounterSpec> Counters { get; } =
    [
        new("items"), new("open"), new("solved"), new("explained"), new("relapsed"), new(Overdue), new("closed", Kept: false),
    ];

    /// <inheritdoc cref="RegisterKind" path="/remarks" />
    public override IReadOnlyList<MetricSpec> Metrics { get; } =
    [
        new("items", MetricType.Number, "items"),
        new("open", MetricType.Number, "open"),
        new("solved", MetricType.Percent, "solved", "items"),
        new("overdue", MetricType.Number, Overdue),
        new("explained", MetricType.Number, "explained"),
        new("relapsed", MetricType.Number, "relapsed"),
        new("closed", MetricType.Bool, "closed"),
    ];

    /// <summary>Registers of mechanisms and of topics will be other words of <c>about</c>, with forms of their own.</summary>
    public override IReadOnlyList<PropertySpec> Properties { get; } = [new("about", PropertyType.Word, "\"problems\"", Words: ["problems"])];

    /// <inheritdoc />
    public override IReadOnlyList<EvidenceForm> Forms => RegisterForms.All;

    /// <inheritdoc />
    public override bool ChangesByDays(ReadOnlySpan<long> counters) => counters[Open] > 0 || counters[OverdueItems] > 0;

    /// <inheritdoc />
    public override int Effort => 30;

    /// <inheritdoc />
    public override string? DefaultMet(JsonObject settings) => """
        {"all":[{"metric":"closed","op":"=","value":true},{"metric":"open","op":"=","value":0}]}
        """;

    /// <summary>The state an item is in after a record; null when the record moves no item.</summary>
    /// <param name="form">The form's name.</param>
    /// <param name="document">The record.</param>
    public static string? StateAfter(string form, JsonObject document) => form switch
    {
        RegisterForms.Item => ItemState.OfClass(document.Line("class")!),
        RegisterForms.Result => document.Line("to"),
        RegisterForms.Redo => ItemState.Redo,
        RegisterForms.Relapse => ItemState.Relapsed,
        _ => null,
    };

    /// <inheritdoc />
    public override Result<EvidenceEffect> Read(RequirementRules rules, string form, JsonObject document)
    {
        var counters = new long[Counters.Count];
        var (from, to) = (document.Line("from"), StateAfter(form, document));
        if (to == ItemState.Explained && document.Line("understanding") is null) return EvidenceCheck.Refuse(form, "understanding", "required");

        if (form == RegisterForms.Item) counters[Items] = 1;
        if (form == RegisterForms.Close) counters[Closed] = 1;
        if (to is not null && from is not null) Add(from, -1, counters);
        if (to is not null) Add(to, 1, counters);
        return new EvidenceEffect(form == RegisterForms.Item ? 1 : 0, document.Day("on"), counters, []);
    }

    /// <inheritdoc />
    public override IReadOnlyList<long> Fulfilment(RequirementRules rules, long asked, ReadOnlySpan<long> have) =>
        [1, -have[Open], 1 + have[Open], 0, -have[Relapsed], -have[OverdueItems], 1];

    private static void Add(string state, int sign, long[] counters)
    {
        if (ItemState.Unsettled.Contains(state)) counters[Open] += sign;
        if (state == ItemState.Relapsed) counters[Relapsed] += sign;
        if (state == ItemState.Explained) counters[Explained] += sign;
        if (state == ItemState.Solved) counters[Solved] += sign;
    }
}
