using System.Text.Json.Nodes;

namespace PhaseEngine.Core.Definitions;

/// <summary>PE102 to PE106: what concerns the document as a whole, and what of Elsa would run otherwise than here.</summary>
internal sealed class DocumentChecks(CompileContext context)
{
    public const int Format = 1;

    /// <summary>Every run keeps the ids of its Starts and Ends.</summary>
    private const int LongestId = 100;

    private static readonly string[] Switches = ["canStartWorkflow", "runAsynchronously", "mergeMode"];

    private readonly TemplateDocument document = context.Document;
    private readonly FindingList findings = context.Findings;

    public void Run()
    {
        CheckFormat();
        CheckTexts();
        if (document.Extends is { } extends)
            findings.Add("PE101", null, "/customProperties/phaseEngine/extends", ("reason", "overlay"), ("extends", extends));
        foreach (var list in (ReadOnlySpan<string>)["variables", "inputs", "outputs", "outcomes"])
        {
            if (document.Json[list] is { } value and not JsonArray { Count: 0 }) findings.Add("PE103", null, "/" + list, ("list", list));
        }

        if (document.Json["options"] is JsonObject options && IsOn(options["usableAsActivity"]))
            findings.Add("PE104", null, "/options/usableAsActivity", ("feature", "usableAsActivity"));
        foreach (var activity in document.Activities) CheckSwitches(activity);
        CheckIds();
        CheckReserved(document.Json, "");
    }

    private void CheckFormat()
    {
        var written = document.Ours?["format"];
        if (Json.Decimal(written) != Format)
            findings.Add("PE102", null, "/customProperties/phaseEngine/format", ("format", written?.ToJsonString() ?? "—"), ("known", Format));
    }

    private void CheckTexts()
    {
        var values = new ValueReader(findings, null);
        foreach (var name in (ReadOnlySpan<string>)["title", "guidance"])
        {
            if (document.Ours?[name] is { } text) values.Text(text, "/customProperties/phaseEngine/" + name);
        }
    }

    private void CheckSwitches(TemplateActivity activity)
    {
        foreach (var name in Switches)
        {
            if (IsOn(activity.Json[name])) findings.Add("PE104", activity, $"{activity.Pointer}/{name}", ("feature", name));
            if (activity.Json["customProperties"] is JsonObject custom && IsOn(custom[name]))
                findings.Add("PE104", activity, $"{activity.Pointer}/customProperties/{name}", ("feature", name));
        }
    }

    private void CheckIds()
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var flow in document.Flows)
        {
            Check(Json.String(flow.Json["id"]) ?? "", flow.Pointer, flow.Phase);
            foreach (var activity in flow.Activities) Check(activity.Id, activity.Pointer, activity);
        }

        void Check(string id, string pointer, TemplateActivity? activity)
        {
            if (id.Length > LongestId) findings.Add("PE105", activity, pointer + "/id", ("reason", "long"), ("most", LongestId));
            else if (id.Length == 0 || !seen.Add(id)) findings.Add("PE105", activity, pointer + "/id", ("id", id));
        }
    }

    /// <summary>A key named <c>_type</c> breaks Elsa's import wherever it stands.</summary>
    private void CheckReserved(JsonNode? node, string pointer)
    {
        switch (node)
        {
            case JsonObject json:
                foreach (var (name, value) in json)
                {
                    if (name == "_type") findings.Add("PE106", null, pointer + "/_type");
                    if (value is JsonObject or JsonArray) CheckReserved(value, $"{pointer}/{Json.Step(name)}");
                }

                break;
            case JsonArray items:
                for (var i = 0; i < items.Count; i++)
                {
                    if (items[i] is JsonObject or JsonArray) CheckReserved(items[i], $"{pointer}/{i}");
                }

                break;
        }
    }

    private static bool IsOn(JsonNode? value) => value is not null && Json.Bool(value) != false && Json.String(value) is not ("" or "None");
}
