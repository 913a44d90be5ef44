using PhaseEngine.Core.Calendars;
using PhaseEngine.Server.Texts;

namespace PhaseEngine.Server.Features.Templates;

/// <summary>Dates, spans and rhythms of a template as people say them: <c>start+6d</c> is "6 days after the phase begins".</summary>
internal static class DateWords
{
    /// <summary>The value of a property in words; null when the property holds none of these, or the value is malformed.</summary>
    public static string? Say(string? property, string value) => property switch
    {
        "due" or "notBefore" when DateRule.TryParse(value, out var date) => Of(date),
        "length" when Span.TryParse(value, out var span) => Of(span.Amount, span.Unit),
        "repeat" when Rhythm.TryParse(value, out _) =>
            Phrases.Find($"palette.words.repeat.{value}") ?? (Span.TryParse(value, out var turn) ? Phrases.Say("templates.date.every", ("span", Of(turn.Amount, turn.Unit))) : null),
        _ => null,
    };

    private static string Of(DateRule date)
    {
        if (date.Anchor == Anchor.FixedDay) return Phrases.Say("templates.date.day", ("month", date.Month), ("day", date.DayOfMonth));

        var anchor = Phrases.Say($"templates.date.anchor.{date.Anchor.ToString().ToLowerInvariant()}");
        if (date.Offset.Amount == 0) return anchor;
        return Phrases.Say(
            date.Offset.Amount < 0 ? "templates.date.before" : "templates.date.after", ("anchor", anchor), ("span", Of(Math.Abs(date.Offset.Amount), date.Offset.Unit)));
    }

    private static string Of(int amount, SpanUnit unit) => Phrases.Say($"templates.date.span.{Letters(unit)}", ("amount", amount));

    private static string Letters(SpanUnit unit) => unit switch
    {
        SpanUnit.Days => "days",
        SpanUnit.WorkingDays => "working-days",
        SpanUnit.Weeks => "weeks",
        _ => "months",
    };
}
