using System.Text.Json;
using System.Text.Json.Serialization;

namespace PhaseEngine.Core.Calendars;

/// <summary>One thing wrong with a calendar file.</summary>
/// <param name="At">Where, as a JSON path: <c>$.years[0].holidays[2].to</c>.</param>
/// <param name="Reason">
/// What: <c>malformed</c>, <c>no-years</c>, <c>year-unlikely</c>, <c>year-twice</c>, <c>no-holidays</c>, <c>no-name</c>,
/// <c>ends-before-it-starts</c>, <c>not-in-year</c>, <c>day-twice</c>, <c>worked-on-a-weekday</c>.
/// </param>
/// <param name="Value">The offending value as it would be written; null when it is the value that is missing.</param>
public sealed record CalendarFinding(string At, string Reason, string? Value);

/// <summary>A date of a plan that hangs on working days.</summary>
/// <param name="Label">What the date is of, for the reader.</param>
/// <param name="On">The day it falls on under a calendar, e.g. <c>c => rule.Resolve(anchors, c)</c>.</param>
public sealed record PlannedDate(string Label, Func<WorkingCalendar, DateOnly> On);

/// <summary>A date that another calendar moves.</summary>
/// <param name="Label">What the date is of.</param>
/// <param name="From">The day under the present calendar.</param>
/// <param name="To">The day under the new one.</param>
public sealed record MovedDate(string Label, DateOnly From, DateOnly To);

/// <summary>
/// A file of holidays, read and found sound as a whole: what the built-in years are kept in, and what an administrator
/// imports when a new year is announced. <c>{"name", "source"?, "licence"?, "years": [{"year", "holidays": [{"from", "to"?,
/// "zh-CN", "en"?}], "workdays": [day]}]}</c>, days as <c>2026-10-01</c>. A year replaces what was known of that year, so
/// an announcement that changes the December before states that year again.
/// </summary>
/// <param name="Name">What the file holds, for the reader.</param>
/// <param name="Source">Where it comes from; null when not said.</param>
/// <param name="Years">At least one, no year twice.</param>
public sealed record CalendarImport(string Name, string? Source, IReadOnlyList<YearDays> Years)
{
    private const int MaxFindings = 50;

    private static readonly JsonSerializerOptions Format = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        AllowDuplicateProperties = false,
    };

    /// <summary>
    /// Reads a calendar file, all or nothing. Refused with <c>calendar-import-invalid</c>, facts <c>findings</c> (at most 50
    /// of <see cref="CalendarFinding"/>); a file that is not of the shape yields only the first.
    /// </summary>
    /// <param name="json">The file's text.</param>
    public static Result<CalendarImport> Parse(string json)
    {
        CalendarFile? file;
        try
        {
            file = JsonSerializer.Deserialize<CalendarFile>(json, Format);
        }
        catch (JsonException e)
        {
            return Refuse([new(e.Path ?? "$", "malformed", null)]);
        }

        if (file is null)
        {
            return Refuse([new("$", "malformed", "null")]);
        }

        var findings = file.Check().Take(MaxFindings).ToList();
        return findings is []
            ? new CalendarImport(file.Name, file.Source, [.. file.Years.OfType<CalendarFile.YearFile>().Select(y => y.ToDays())])
            : Refuse(findings);
    }

    /// <summary>A calendar with these years added or replaced.</summary>
    /// <param name="calendar">The present calendar; not changed.</param>
    public WorkingCalendar ApplyTo(WorkingCalendar calendar) => calendar.With(Years);

    /// <summary>What a new calendar would move, to be shown before it is adopted.</summary>
    /// <param name="current">The present calendar.</param>
    /// <param name="replacement">The new one.</param>
    /// <param name="dates">The dates of plans to look at; gone through once, lazily.</param>
    /// <returns>Those that move, in the order given.</returns>
    public static IEnumerable<MovedDate> Preview(WorkingCalendar current, WorkingCalendar replacement, IEnumerable<PlannedDate> dates) =>
        dates.Select(d => new MovedDate(d.Label, d.On(current), d.On(replacement))).Where(d => d.From != d.To);

    internal static CalendarImport BuiltIn()
    {
        using var stream = typeof(CalendarImport).Assembly.GetManifestResourceStream("china-holidays.json")!; // embedded by the project file
        using var reader = new StreamReader(stream);
        var parsed = Parse(reader.ReadToEnd());
        return parsed.IsOk ? parsed.Value : throw new InvalidOperationException(parsed.Problem.ToString());
    }

    private static Problem Refuse(IReadOnlyList<CalendarFinding> findings) =>
        new("calendar-import-invalid", ProblemKind.Invalid, ("findings", findings));
}
