using System.Collections;
using System.Collections.Concurrent;
using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using PhaseEngine.Server.Texts;

namespace PhaseEngine.Server.Http;

/// <summary>
/// Endpoint filter of the whole API: the shape of a body, as its attributes say, before anything else looks at it. (The
/// framework's own AddValidation sees public types only; a use case's body is nobody else's business.)
/// </summary>
internal static class Shape
{
    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> Properties = new();
    private static readonly ConcurrentDictionary<PropertyInfo, bool> Needed = new();
    private static readonly NullabilityInfoContext Nullability = new();

    public static ValueTask<object?> Check(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var errors = new Dictionary<string, string[]>();
        foreach (var argument in context.Arguments.Where(a => a?.GetType().Name == "Body")) Collect("", argument!, errors);
        if (context.Arguments.OfType<string>().Any(Characters.AreControlled)) errors["$"] = [Phrases.Say("common.shape.control")];
        return errors.Count == 0 ? next(context) : ValueTask.FromResult<object?>(new Refused(HttpProblems.BadShape, errors));
    }

    private static void Collect(string path, object holder, Dictionary<string, string[]> errors)
    {
        foreach (var property in Properties.GetOrAdd(holder.GetType(), t => t.GetProperties(BindingFlags.Public | BindingFlags.Instance)))
        {
            var at = path + JsonNamingPolicy.CamelCase.ConvertName(property.Name);
            var value = property.GetValue(holder);
            var wrong = property.GetCustomAttributes<ValidationAttribute>().Where(a => !a.IsValid(value)).Select(a => a.FormatErrorMessage(at)).ToArray();
            if (wrong.Length > 0) errors[at] = wrong;
            else if (value is null && IsNeeded(property)) errors[at] = [Phrases.Say("common.shape.required")];
            else if (value is string text && Characters.AreControlled(text)) errors[at] = [Phrases.Say("common.shape.control")];
            else if (value is JsonNode document) CollectText(at, document, errors);
            else if (value is IEnumerable many and not string) CollectEach(at, many, errors);
            else if (IsOurs(value)) Collect($"{at}.", value!, errors);
        }
    }

    private static void CollectEach(string at, IEnumerable many, Dictionary<string, string[]> errors)
    {
        var index = 0;
        foreach (var one in many)
        {
            if (one is null) errors[$"{at}[{index}]"] = [Phrases.Say("common.shape.required")];
            else if (one is string text && Characters.AreControlled(text)) errors[$"{at}[{index}]"] = [Phrases.Say("common.shape.control")];
            else if (IsOurs(one)) Collect($"{at}[{index}].", one, errors);
            index++;
        }
    }

    /// <summary>What a form of evidence has in its document its kind checks; here only that its texts can be stored and shown.</summary>
    private static void CollectText(string at, JsonNode document, Dictionary<string, string[]> errors)
    {
        var controlled = document switch
        {
            JsonObject fields => fields.Any(f => Characters.AreControlled(f.Key)),
            JsonValue value => value.TryGetValue<string>(out var text) && Characters.AreControlled(text),
            _ => false,
        };
        if (controlled) errors[at] = [Phrases.Say("common.shape.control")];

        foreach (var inner in document switch { JsonObject fields => fields.Select(f => f.Value), JsonArray rows => rows, _ => [] })
            if (inner is not null) CollectText(at, inner, errors);
    }

    /// <summary>What a body's type does not allow to be null has to be there, whether an attribute says so or not.</summary>
    private static bool IsNeeded(PropertyInfo property) => Needed.GetOrAdd(property, static p =>
    {
        lock (Nullability) return !p.PropertyType.IsValueType && Nullability.Create(p).ReadState == NullabilityState.NotNull;
    });

    private static bool IsOurs(object? value) => value?.GetType() is { IsEnum: false } type && type.Assembly == typeof(Shape).Assembly;
}

internal static class Characters
{
    /// <summary>Whether a text holds characters that are none: no database and no page takes them all. Tabs and line ends are.</summary>
    public static bool AreControlled(string text) => text.Any(c => char.IsControl(c) && c is not ('\t' or '\n' or '\r'));
}

/// <summary>Must be given, and not only of blanks.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
internal sealed class FilledAttribute : RequiredAttribute
{
    public override string FormatErrorMessage(string name) => Phrases.Say("common.shape.required");
}

/// <summary>At most so many characters.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
internal sealed class AtMostAttribute(int characters) : StringLengthAttribute(characters)
{
    public override string FormatErrorMessage(string name) => Phrases.Say("common.shape.too-long", ("max", MaximumLength));
}

/// <summary>One word of a closed list; the list is a static member of <see cref="Core.Organisations.Vocabulary"/> or the like.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
internal sealed class OneOfAttribute(Type holder, string list) : ValidationAttribute
{
    private readonly IReadOnlyList<string> _allowed =
        (IReadOnlyList<string>)(holder.GetField(list)?.GetValue(null) ?? throw new MissingFieldException(holder.Name, list));

    public override bool IsValid(object? value) => value is null || _allowed.Contains(value);

    public override string FormatErrorMessage(string name) => Phrases.Say("common.shape.not-one-of", ("allowed", _allowed));
}
