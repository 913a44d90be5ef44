using System.Text.Json.Serialization;

namespace PhaseEngine.Core.Calendars;

/// <summary>A calendar file as it was written, of the right shape but not yet known to be sound.</summary>
internal sealed record CalendarFile(string Name, List<CalendarFile.YearFile?> Years, string? Source = null, string? Licence = null)
{
    private const int FirstLikelyYear = 1949;
    private const int LastLikelyYear = 2199;

    /// <summary>Everything that is wrong, found as it is asked for.</summary>
    public IEnumerable<CalendarFinding> Check()
    {
        if (Years is [])
        {
            yield return new("$.years", "no-years", null);
        }

        var years = new HashSet<int>();
        for (var i = 0; i < Years.Count; i++)
        {
            var at = $"$.years[{i}]";
            if (Years[i] is not { } year)
            {
                yield return new(at, "malformed", "null");
                continue;
            }

            if (year.Year is < FirstLikelyYear or > LastLikelyYear)
            {
                yield return new($"{at}.year", "year-unlikely", $"{year.Year}");
                continue;
            }

            if (!years.Add(year.Year))
            {
                yield return new($"{at}.year", "year-twice", $"{year.Year}");
            }

            foreach (var finding in year.Check(at))
            {
                yield return finding;
            }
        }
    }

    /// <summary>One year of it.</summary>
    internal sealed record YearFile(int Year, List<HolidayFile?> Holidays, List<DateOnly> Workdays)
    {
        public IEnumerable<CalendarFinding> Check(string atYear)
        {
            if (Holidays is [])
            {
                yield return new($"{atYear}.holidays", "no-holidays", null);
            }

            var days = new HashSet<DateOnly>();
            for (var i = 0; i < Holidays.Count; i++)
            {
                var at = $"{atYear}.holidays[{i}]";
                if (Holidays[i] is not { } holiday)
                {
                    yield return new(at, "malformed", "null");
                    continue;
                }

                if (string.IsNullOrWhiteSpace(holiday.ChineseName))
                {
                    yield return new($"{at}.zh-CN", "no-name", null);
                }

                if (holiday.From.Year != Year || holiday.Last.Year != Year)
                {
                    yield return new(at, "not-in-year", $"{holiday.From:O}..{holiday.Last:O}");
                }
                else if (holiday.Last < holiday.From)
                {
                    yield return new($"{at}.to", "ends-before-it-starts", $"{holiday.Last:O}");
                }
                else if (holiday.Days().Where(d => !days.Add(d)).ToList() is [var twice, ..])
                {
                    yield return new(at, "day-twice", $"{twice:O}");
                }
            }

            for (var i = 0; i < Workdays.Count; i++)
            {
                var (at, day) = ($"{atYear}.workdays[{i}]", Workdays[i]);
                if (day.Year != Year)
                {
                    yield return new(at, "not-in-year", $"{day:O}");
                }
                else if (day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
                {
                    yield return new(at, "worked-on-a-weekday", $"{day:O}");
                }
                else if (!days.Add(day))
                {
                    yield return new(at, "day-twice", $"{day:O}");
                }
            }
        }

        /// <summary>The year's days, once nothing is wrong with it.</summary>
        public YearDays ToDays() => new(
            Year,
            [.. Holidays.OfType<HolidayFile>().SelectMany(h => h.Days().Select(d => new Holiday(d, h.ChineseName, h.EnglishName ?? h.ChineseName)))],
            Workdays);
    }

    /// <summary>One holiday, of one day or several in a row.</summary>
    internal sealed record HolidayFile(
        DateOnly From,
        [property: JsonPropertyName("zh-CN")] string ChineseName,
        DateOnly? To = null,
        [property: JsonPropertyName("en")] string? EnglishName = null)
    {
        [JsonIgnore]
        public DateOnly Last => To ?? From;

        public IEnumerable<DateOnly> Days()
        {
            for (var day = From; day <= Last; day = day.AddDays(1))
            {
                yield return day;
            }
        }
    }
}
