using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PhaseEngine.Core.Requirements;

/// <summary>What is wrong with one field of a record.</summary>
/// <param name="Field">The field's path: <c>minutes</c>, <c>actions[2].due</c>.</param>
/// <param name="Reason">
/// <c>required</c>, <c>unknown</c> (not a field of the form), <c>type</c>, <c>word</c> (not one of the list), <c>least</c>,
/// <c>greatest</c>, <c>long</c> (text or list), <c>twice</c> (a member named again), <c>contradicts</c> (another field of the record).
/// </param>
public sealed record FieldFault(string Field, string Reason);

/// <summary>
/// Checks a record against its form before it is read: required fields, types, words, bounds, sizes; a field the form does not
/// know is refused. All faults are reported at once.
/// </summary>
public static class EvidenceCheck
{
    /// <summary>The longest line, in characters, where the form says nothing else.</summary>
    public const int LongestLine = 200;

    /// <summary>The longest text, in characters, where the form says nothing else.</summary>
    public const int LongestText = 20_000;

    /// <summary>The most members in a list.</summary>
    public const int MostMembers = 5_000;

    /// <summary>The most rows in a list.</summary>
    public const int MostRows = 1_000;

    /// <summary>The refusal <c>evidence-invalid</c>, naming the fields; null when the record is as the form wants it.</summary>
    /// <param name="form">The form.</param>
    /// <param name="document">The record.</param>
    public static Problem? Check(EvidenceForm form, JsonObject document)
    {
        var faults = new List<FieldFault>();
        CheckFields(form.Fields, document, "", faults);
        return faults.Count == 0 ? null : Refusal(form.Name, faults);
    }

    /// <summary>A refusal by a kind that finds fields of a record at odds with each other or with the template.</summary>
    internal static Problem Refuse(string form, string field, string reason) => Refusal(form, [new FieldFault(field, reason)]);

    private static Problem Refusal(string form, IReadOnlyList<FieldFault> faults) =>
        new("evidence-invalid", ProblemKind.Invalid, ("form", form), ("faults", faults));

    private static void CheckFields(IReadOnlyList<Field> fields, JsonObject document, string path, List<FieldFault> faults)
    {
        foreach (var (name, _) in document)
        {
            if (!fields.Any(field => field.Name == name)) faults.Add(new FieldFault(path + name, "unknown"));
        }

        foreach (var field in fields)
        {
            var value = document[field.Name];
            if (IsEmpty(value))
            {
                if (field.Required) faults.Add(new FieldFault(path + field.Name, "required"));
            }
            else if (field.Type == FieldType.Rows && value is JsonArray rows)
            {
                CheckRows(field, rows, path + field.Name, faults);
            }
            else if (FaultOf(field, value!) is { } reason)
            {
                faults.Add(new FieldFault(path + field.Name, reason));
            }
        }
    }

    private static void CheckRows(Field field, JsonArray rows, string path, List<FieldFault> faults)
    {
        if (rows.Count > MostRows)
        {
            faults.Add(new FieldFault(path, "long"));
            return;
        }

        for (var i = 0; i < rows.Count; i++)
        {
            if (rows[i] is JsonObject row) CheckFields(field.Rows!, row, $"{path}[{i}].", faults);
            else faults.Add(new FieldFault($"{path}[{i}]", "type"));
        }
    }

    private static bool IsEmpty(JsonNode? value) =>
        value is null or JsonArray { Count: 0 }
        || (value.GetValueKind() == JsonValueKind.String && string.IsNullOrWhiteSpace(value.GetValue<string>()));

    private static string? FaultOf(Field field, JsonNode value) => field.Type switch
    {
        FieldType.Line => Written(value, LengthOf(field, LongestLine)) ?? (value.GetValue<string>().Any(char.IsControl) ? "type" : null),
        FieldType.Text => Written(value, LengthOf(field, LongestText)),
        FieldType.Date => IsString(value) && IsDay(value.GetValue<string>()) ? null : "type",
        FieldType.Number => Bounded(field, DocumentFields.NumberOf(value)),
        FieldType.Whole => DocumentFields.NumberOf(value) is { } number && number == decimal.Truncate(number) && number is > long.MinValue and < long.MaxValue
            ? Bounded(field, number)
            : "type",
        FieldType.Bool => value.GetValueKind() is JsonValueKind.True or JsonValueKind.False ? null : "type",
        FieldType.Word => !IsString(value) ? "type" : field.Words!.Contains(value.GetValue<string>(), StringComparer.Ordinal) ? null : "word",
        FieldType.Member or FieldType.Item => IsId(value) ? null : "type",
        FieldType.Members => MembersFault(value),
        _ => "type",
    };

    private static string? Written(JsonNode value, int longest) =>
        !IsString(value) ? "type" : value.GetValue<string>().Length > longest ? "long" : null;

    private static int LengthOf(Field field, int otherwise) => (int)(field.Max ?? otherwise);

    private static string? Bounded(Field field, decimal? number) =>
        number is null ? "type" : number < field.Min ? "least" : number > field.Max ? "greatest" : null;

    private static string? MembersFault(JsonNode value)
    {
        if (value is not JsonArray members || !members.All(IsId)) return "type";
        if (members.Count > MostMembers) return "long";
        return members.Select(id => Guid.ParseExact(id!.GetValue<string>(), "D")).Distinct().Count() < members.Count ? "twice" : null;
    }

    private static bool IsString(JsonNode? value) => value?.GetValueKind() == JsonValueKind.String;

    private static bool IsId(JsonNode? value) => IsString(value) && Guid.TryParseExact(value!.GetValue<string>(), "D", out _);

    private static bool IsDay(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);
}
