using System.Text.Json.Nodes;
using PhaseEngine.Core.Calendars;
using PhaseEngine.Core.Engine;
using PhaseEngine.Core.Organisations;

namespace PhaseEngine.Core.Definitions;

/// <summary>Reads rows (template-format §6).</summary>
internal sealed class RowReader(ValueReader values)
{
    private static readonly string[] Recipients = [.. Vocabulary.Roles, "owner"];
    private static readonly string[] Acts = ["review", "advise", "approve", "file"];

    /// <summary>More rows than any office has levels; a run keeps the answered ones in 32 bits.</summary>
    private const int MostApprovals = 20;

    /// <summary>What holds where a template says nothing about reminders.</summary>
    public static readonly ReminderRow[] DefaultReminders =
    [
        new(new Offset(-3, SpanUnit.Days), ["owner"]),
        new(default, ["owner"]),
        new(new Offset(1, SpanUnit.Days), ["owner"]),
        new(new Offset(3, SpanUnit.Days), ["supervisor"]),
    ];

    public ReminderRow[] Reminders(JsonNode node, string pointer)
    {
        var stages = new HashSet<Offset>();
        return [.. values.List(node, pointer, (item, at) =>
        {
            var row = Reminder(item, at);
            if (row is not null && !stages.Add(row.At)) values.Add("PE312", at, ("at", row.At.ToString()));
            return row;
        })];
    }

    public ApprovalRow[] Approvals(JsonNode node, string pointer, bool ofGate)
    {
        ApprovalRow[] rows = [.. values.List(node, pointer, Approval)];
        if (rows.Length > MostApprovals) values.Add("PE309", pointer, ("reason", "many"), ("most", MostApprovals));
        if (!ofGate) return rows;

        for (var i = 0; i < rows.Length; i++)
        {
            if (rows[i].Act == ApprovalAct.File) values.Add("PE309", $"{pointer}/{i}/act", ("reason", "file"));
        }

        if (rows is [.., { Act: not (ApprovalAct.Approve or ApprovalAct.File) } last])
            values.Add("PE309", $"{pointer}/{rows.Length - 1}/act", ("reason", "last"), ("act", Acts[(int)last.Act]));
        return rows;
    }

    public Basis[] Basis(JsonNode node, string pointer) => [.. values.List(node, pointer, (item, at) =>
    {
        if (values.Row(item, at, "issuer", "number", "date", "paragraph") is not { } row) return null;
        if (values.Required(row, at, "issuer") is not { } issuerNode || values.Text(issuerNode, at + "/issuer") is not { } issuer) return null;

        return new Basis(issuer, Optional(row, at, "number"), Optional(row, at, "date"), Optional(row, at, "paragraph"));
    })];

    private ReminderRow? Reminder(JsonNode item, string at)
    {
        if (values.Row(item, at, "at", "to", "every", "text") is not { } row) return null;

        var when = values.Required(row, at, "at") is { } atNode ? values.Offset(atNode, at + "/at") : null;
        var to = values.Required(row, at, "to") is { } toNode ? values.Words(toNode, at + "/to", Recipients) : null;
        var every = row["every"] is { } everyNode ? values.Span(everyNode, at + "/every") : null;
        if (every is { Amount: 0 }) values.Add("PE501", at + "/every", ("reason", "span"), ("value", every.ToString()));
        var text = row["text"] is { } textNode ? values.Text(textNode, at + "/text") : null;
        if (to is [] && row["to"] is JsonArray { Count: 0 }) values.Add("PE301", at + "/to", ("property", "to"));
        return when is null || to is null ? null : new ReminderRow(when.Value, to, every, text);
    }

    private ApprovalRow? Approval(JsonNode item, string at)
    {
        if (values.Row(item, at, "role", "act", "within", "title") is not { } row) return null;

        var role = values.Required(row, at, "role") is { } roleNode ? values.Word(roleNode, at + "/role", Vocabulary.Roles) : null;
        var act = values.Required(row, at, "act") is { } actNode ? values.Word(actNode, at + "/act", Acts) : null;
        var within = row["within"] is { } withinNode ? values.Span(withinNode, at + "/within") : null;
        var title = row["title"] is { } titleNode ? values.Text(titleNode, at + "/title") : null;
        return role is null || act is null ? null : new ApprovalRow(role, (ApprovalAct)Array.IndexOf(Acts, act), within, title);
    }

    /// <summary>Numbers of documents and paragraphs are often written as numbers.</summary>
    private string? Optional(JsonObject row, string at, string name) => row[name] switch
    {
        null => null,
        var node when Json.Decimal(node) is { } number => Json.Plain(number),
        var node => values.String(node, $"{at}/{name}"),
    };
}
