using PhaseEngine.Core.Calendars;

namespace PhaseEngine.Core.Tests.Calendars;

public sealed class CalendarImportTests
{
    private const string Year2027 = """
        {
          "name": "2027 年节假日安排",
          "years": [
            {
              "year": 2027,
              "holidays": [
                { "from": "2027-01-01", "zh-CN": "元旦" },
                { "from": "2027-10-01", "to": "2027-10-07", "zh-CN": "国庆节", "en": "National Day" }
              ],
              "workdays": ["2027-09-26", "2027-10-09"]
            }
          ]
        }
        """;

    [Fact]
    public void Adds_a_new_year()
    {
        var calendar = Read(Year2027).ApplyTo(WorkingCalendar.China);

        Assert.False(calendar.IsProvisional(new(2027, 10, 1)));
        Assert.Equal(new Holiday(new(2027, 10, 7), "国庆节", "National Day"), calendar.HolidayOn(new(2027, 10, 7)));
        Assert.Equal(new(2027, 10, 8), calendar.NextWorkingDay(new(2027, 10, 1)));
        Assert.True(calendar.IsWorkingDay(new(2027, 9, 26)));
        Assert.Equal(2027, calendar.LastYear);
    }

    [Fact]
    public void A_holiday_may_be_one_day_and_without_an_English_name()
    {
        var holiday = Read(Year2027).Years[0].Holidays[0];

        Assert.Equal(new Holiday(new(2027, 1, 1), "元旦", "元旦"), holiday);
    }

    [Fact]
    public void Preview_shows_what_moves_and_nothing_else()
    {
        var later = Read(Year2027).ApplyTo(WorkingCalendar.China);
        var phase = new Anchors(new(2027, 9, 1), new(2027, 9, 1), new(2027, 10, 4), null);
        PlannedDate[] dates =
        [
            new("end of phase", c => DateRule.From(Anchor.End).Resolve(phase, c)),
            new("plan on file", c => DateRule.OnDay(10, 1).Resolve(phase, c)),
            new("kick-off", c => DateRule.From(Anchor.Start).Resolve(phase, c)),
            new("answer by", c => new Span(5, SpanUnit.WorkingDays).After(new(2027, 9, 24), c)),
        ];

        var moved = CalendarImport.Preview(WorkingCalendar.China, later, dates);

        Assert.Equal(
            [new("end of phase", new(2027, 10, 4), new(2027, 10, 8)), new("answer by", new(2027, 10, 1), new(2027, 9, 30))],
            moved);
    }

    [Theory]
    [InlineData("", "$", "malformed")]
    [InlineData("null", "$", "malformed")]
    [InlineData("[]", "$", "malformed")]
    [InlineData("""{ "years": [] }""", "$", "malformed")]
    [InlineData("""{ "name": "x", "years": [] }""", "$.years", "no-years")]
    [InlineData("""{ "name": "x", "years": [null] }""", "$.years[0]", "malformed")]
    [InlineData("""{ "name": "x", "years": [{ "year": 2027, "holidays": [], "workdays": [] }] }""", "$.years[0].holidays", "no-holidays")]
    [InlineData("""{ "name": "x", "years": [{ "year": 2027, "holidays": [null], "workdays": [] }] }""", "$.years[0].holidays[0]", "malformed")]
    [InlineData("""{ "name": "x", "years": [], "name": "y" }""", "$.name", "malformed")]
    [InlineData("""{ "name": "x", "years": [{ "year": 9999, "holidays": [{ "from": "9999-12-31", "zh-CN": "x" }], "workdays": [] }] }""", "$.years[0].year", "year-unlikely")]
    public void Refuses_what_is_not_a_calendar(string json, string at, string reason) => Assert.Equal([(at, reason)], Refusals(json));

    [Theory]
    [InlineData("\"year\": 2027", "\"year\": 20270", "$.years[0].year", "year-unlikely")]
    [InlineData("2027-10-07", "2027-13-07", "$.years[0].holidays[1].to", "malformed")]
    [InlineData("2027-10-07", "2027-09-07", "$.years[0].holidays[1].to", "ends-before-it-starts")]
    [InlineData("2027-10-07", "2028-10-07", "$.years[0].holidays[1]", "not-in-year")]
    [InlineData("2027-01-01", "2027-10-03", "$.years[0].holidays[1]", "day-twice")]
    [InlineData("元旦", " ", "$.years[0].holidays[0].zh-CN", "no-name")]
    [InlineData("2027-09-26", "2027-09-27", "$.years[0].workdays[0]", "worked-on-a-weekday")]
    [InlineData("2027-09-26", "2027-10-02", "$.years[0].workdays[0]", "day-twice")]
    [InlineData("2027-09-26", "2027-10-09", "$.years[0].workdays[1]", "day-twice")]
    [InlineData("2027-09-26", "2026-09-26", "$.years[0].workdays[0]", "not-in-year")]
    [InlineData("workdays", "workday", "$.years[0].workday", "malformed")]
    public void Refuses_a_slip_and_says_where(string right, string wrong, string at, string reason) =>
        Assert.Contains((at, reason), Refusals(Year2027.Replace(right, wrong, StringComparison.Ordinal)));

    [Fact]
    public void Refuses_a_year_that_stands_there_twice()
    {
        var year = """{ "year": 2027, "holidays": [{ "from": "2027-10-01", "zh-CN": "国庆节" }], "workdays": [] }""";

        Assert.Equal([("$.years[1].year", "year-twice")], Refusals($$"""{ "name": "x", "years": [{{year}}, {{year}}] }"""));
    }

    [Fact]
    public void Names_all_slips_at_once_but_not_without_end()
    {
        var weekdays = string.Join(", ", Enumerable.Repeat("\"2027-09-27\"", 1000));

        var findings = Refusals(Year2027.Replace("\"2027-09-26\"", weekdays, StringComparison.Ordinal));

        Assert.Equal(50, findings.Count);
    }

    private static CalendarImport Read(string json)
    {
        var import = CalendarImport.Parse(json);
        Assert.Null(import.Problem);
        return import.Value!;
    }

    private static List<(string At, string Reason)> Refusals(string json)
    {
        var problem = CalendarImport.Parse(json).Problem;
        Assert.NotNull(problem);
        Assert.Equal("calendar-import-invalid", problem.Code);
        return [.. Assert.IsType<IReadOnlyList<CalendarFinding>>(problem.Facts["findings"], exactMatch: false).Select(f => (f.At, f.Reason))];
    }
}
