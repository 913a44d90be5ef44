using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using PhaseEngine.Core.Organisations.Import;

namespace PhaseEngine.Core.Tests.Organisations.Import;

public sealed class CellDateTests
{
    [Theory]
    [InlineData("2005年7月25日", "2005-07-25")]
    [InlineData("２００５年７月２５日", "2005-07-25")]
    [InlineData("2005 年 7 月 25 日", "2005-07-25")]
    [InlineData("2005.7.25", "2005-07-25")]
    [InlineData("2005/7/25", "2005-07-25")]
    [InlineData("2005-07-25", "2005-07-25")]
    [InlineData("2005-07-25 00:00:00", "2005-07-25")]
    [InlineData("20050725", "2005-07-25")]
    [InlineData("2005年7月", "2005-07-01")]
    [InlineData("2005-07", "2005-07-01")]
    [InlineData("2005.10", "2005-10-01")]
    [InlineData("200507", "2005-07-01")]
    [InlineData("7/25/2005", "2005-07-25")]
    [InlineData("25/7/2005", "2005-07-25")]
    [InlineData("7/7/2005", "2005-07-07")]
    [InlineData("二〇〇五年七月二十五日", "2005-07-25")]
    [InlineData("一九八九年十月十日", "1989-10-10")]
    [InlineData("二○○五年十二月三十一日", "2005-12-31")]
    [InlineData("38558", "2005-07-25")]
    public void Reads_dates_as_people_write_them(string written, string day) => Assert.Equal(day, Read(new RawCell(written)));

    [Theory]
    [InlineData("2005-02-30")]
    [InlineData("2005")]
    [InlineData("05.7.25")]
    [InlineData("去年")]
    [InlineData("2005年13月")]
    [InlineData("20051301")]
    [InlineData("\u200b")]
    public void Refuses_what_is_no_day(string written) => Assert.Equal("Unreadable", Read(new RawCell(written)));

    [Theory]
    [InlineData("3/4/2005", CellKind.Text)]
    [InlineData("2005.1", CellKind.Number)]
    [InlineData("2005.1", CellKind.Unknown)]
    public void Does_not_guess_between_two_days(string written, CellKind kind) => Assert.Equal("Ambiguous", Read(new RawCell(written, kind)));

    [Theory]
    [InlineData("1", false, "1900-01-01")]
    [InlineData("59", false, "1900-02-28")]
    [InlineData("60", false, "Unreadable")]
    [InlineData("61", false, "1900-03-01")]
    [InlineData("38558.75", false, "2005-07-25")]
    [InlineData("37096", true, "2005-07-25")]
    [InlineData("60", true, "1904-03-01")]
    public void Serial_numbers_count_from_1900_with_its_day_that_never_was_or_from_1904(string serial, bool date1904, string day) =>
        Assert.Equal(day, Read(new RawCell(serial, CellKind.Date), date1904));

    [Fact]
    public void Every_day_is_read_back_however_it_is_written()
    {
        string[] formats = ["yyyy年M月d日", "yyyy.M.d", "yyyyMMdd", "yyyy-MM-dd", "yyyy/M/d"];
        var days = ArbMap.Default.ArbFor<int>().Generator.Select(n => new DateOnly(1900, 3, 1).AddDays(Math.Abs(n % 70_000)));

        Prop.ForAll(days.ToArbitrary(), day => formats.All(f =>
            Read(new RawCell(day.ToString(f, CultureInfo.InvariantCulture))) == Iso(day))).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData("٢٥/٧/2005")]
    [InlineData("2005-٠٧-٢٥")]
    [InlineData("٣٨٥٥٨")]
    public void Digits_of_other_scripts_are_unreadable(string text) => Assert.Equal("Unreadable", Read(new RawCell(text)));

    private static string Read(RawCell cell, bool date1904 = false)
    {
        var outcome = CellDate.Read(cell, date1904, out var day);
        return outcome == CellDate.Outcome.Read ? Iso(day) : outcome.ToString();
    }

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
