using FsCheck;
using FsCheck.Fluent;
using PhaseEngine.Core.Calendars;

namespace PhaseEngine.Core.Tests.Calendars;

/// <summary>Generators for the laws of calendars.</summary>
internal static class Any
{
    /// <summary>Days before, within and after the years whose holidays are known.</summary>
    public static readonly Gen<DateOnly> Day =
        Gen.Choose(new DateOnly(1999, 1, 1).DayNumber, new DateOnly(2032, 12, 31).DayNumber).Select(DateOnly.FromDayNumber);

    public static readonly Gen<SpanUnit> Unit = Gen.Elements(Enum.GetValues<SpanUnit>());

    public static readonly Gen<Span> Span =
        from amount in Gen.Frequency((4, Gen.Choose(0, 60)), (1, Gen.Choose(0, Core.Calendars.Span.MaxAmount)))
        from unit in Unit
        select new Span(amount, unit);

    public static readonly Gen<Offset> Offset =
        from span in Span
        from sign in Gen.Elements(-1, 1)
        select new Offset(sign * span.Amount, span.Unit);

    public static readonly Gen<DateRule> FixedDay = Gen.Choose(0, 365)
        .Select(n => new DateOnly(2024, 1, 1).AddDays(n))
        .Select(day => DateRule.OnDay(day.Month, day.Day));

    public static readonly Gen<DateRule> AnchoredRule =
        from anchor in Gen.Elements(Anchor.Start, Anchor.End, Anchor.Campaign, Anchor.Entry)
        from amount in Gen.Choose(-90, 90)
        from unit in Unit
        select DateRule.From(anchor, new Offset(amount, unit));

    public static readonly Gen<Rhythm> Rhythm = Gen.OneOf(
        Gen.Elements(Core.Calendars.Rhythm.HalfMonth, Core.Calendars.Rhythm.Month, Core.Calendars.Rhythm.Quarter, Core.Calendars.Rhythm.Year),
        Gen.Choose(1, 60).Select(n => Core.Calendars.Rhythm.Every(new Span(n, SpanUnit.Days))),
        Gen.Choose(1, 8).Select(n => Core.Calendars.Rhythm.Every(new Span(n, SpanUnit.Weeks))));

    /// <summary>A phase of up to about three years, many of them short, for the edges are there.</summary>
    public static readonly Gen<(DateOnly Start, DateOnly End)> Phase =
        from start in Day
        from length in Gen.Frequency((2, Gen.Choose(0, 40)), (1, Gen.Choose(0, 1100)))
        select (start, start.AddDays(length));

    public static readonly Gen<TimeZoneInfo> Zone = Gen.Elements(
        "Asia/Shanghai", "Asia/Urumqi", "America/Sao_Paulo", "America/Havana", "America/St_Johns", "Asia/Beirut", "Africa/Cairo",
        "Atlantic/Azores", "Pacific/Apia", "Australia/Lord_Howe", "Europe/Berlin", "UTC").Select(TimeZoneInfo.FindSystemTimeZoneById);

    /// <summary>Checks a law on a hundred random cases; the exception names the smallest that breaks it.</summary>
    public static void Holds<T>(this Gen<T> cases, Func<T, bool> law) => Prop.ForAll(cases.ToArbitrary(), law).QuickCheckThrowOnFailure();
}
