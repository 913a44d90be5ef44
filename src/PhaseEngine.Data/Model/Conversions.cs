using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using PhaseEngine.Core;

namespace PhaseEngine.Data.Model;

/// <summary>Instants as UTC ticks, for SQLite, which cannot compare them otherwise.</summary>
internal sealed class InstantAsTicks() : ValueConverter<DateTimeOffset, long>(
    instant => instant.UtcTicks, ticks => new DateTimeOffset(ticks, TimeSpan.Zero));

/// <summary>Words of closed lists in camelCase, as in templates and in the API.</summary>
internal sealed class EnumAsWord<T>() : ValueConverter<T, string>(
    value => JsonNamingPolicy.CamelCase.ConvertName(value.ToString()!), word => Enum.Parse<T>(word, ignoreCase: true))
    where T : struct, Enum;

/// <summary>Words for people in their languages, as JSON.</summary>
internal sealed class TextAsJson() : ValueConverter<Text, string>(
    text => JsonSerializer.Serialize(text, Options), json => JsonSerializer.Deserialize<Text>(json, Options)!)
{
    private static readonly JsonSerializerOptions Options =
        new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
