namespace PhaseEngine.Core.Calendars;

/// <summary>A public holiday: a day off whatever the weekday.</summary>
/// <param name="Day">The day.</param>
/// <param name="ChineseName">Its name in zh-CN, e.g. 国庆节.</param>
/// <param name="EnglishName">Its name in English.</param>
public sealed record Holiday(DateOnly Day, string ChineseName, string EnglishName);

/// <summary>The days of one year that are not what their weekday says, as announced for that year.</summary>
/// <param name="Year">The calendar year all the days lie in.</param>
/// <param name="Holidays">The days off.</param>
/// <param name="MakeUpDays">Saturdays and Sundays that are worked in exchange for a holiday (调休上班).</param>
public sealed record YearDays(int Year, IReadOnlyList<Holiday> Holidays, IReadOnlyList<DateOnly> MakeUpDays);
