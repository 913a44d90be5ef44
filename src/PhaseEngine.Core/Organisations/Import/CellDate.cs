using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace PhaseEngine.Core.Organisations.Import;

/// <summary>Reads dates as people write them and as spreadsheets store them.</summary>
public static partial class CellDate
{
    private const string ChineseDigits = "〇一二三四五六七八九";

    /// <summary>Why a cell is no date.</summary>
    public enum Outcome
    {
        /// <summary>It is one.</summary>
        Read,

        /// <summary>It cannot be read as one, or such a day does not exist.</summary>
        Unreadable,

        /// <summary>It can be read as more than one: 3/4/2005, or 2005.1 where it is or may have been a number (January, or October without its nought).</summary>
        Ambiguous,
    }

    /// <summary>
    /// Reads 2005年7月25日, 二〇〇五年七月二十五日, 2005.7.25, 2005/7/25, 2005-07-25 (a time behind it is ignored), 20050725,
    /// 2005年7月, 2005-07, 200507 (the first of the month), 7/25/2005, and serial numbers.
    /// </summary>
    /// <param name="cell">A cell that is not blank.</param>
    /// <param name="date1904">Whether serial numbers count from 1904.</param>
    /// <param name="date">The day.</param>
    public static Outcome Read(RawCell cell, bool date1904, out DateOnly date)
    {
        date = default;
        var text = Western(CellText.Key(cell.Text));
        if (cell.Kind == CellKind.Date)
            return FromSerial(text, date1904, out date);
        if (cell.Kind != CellKind.Text && NumberOfYearAndMonth().Match(text) is { Success: true } number && number.Groups[2].Value == "1")
            return Outcome.Ambiguous;
        if (YearFirst().Match(text) is { Success: true } yearFirst)
            return FromParts(yearFirst.Groups[1], yearFirst.Groups[2], yearFirst.Groups[3], out date);
        if (Compact().Match(text) is { Success: true } compact)
            return FromParts(compact.Groups[1], compact.Groups[2], compact.Groups[3], out date);
        if (YearLast().Match(text) is { Success: true } yearLast)
            return FromYearLast(yearLast, out date);
        return Serial().IsMatch(text) ? FromSerial(text, date1904, out date) : Outcome.Unreadable;
    }

    /// <summary>
    /// The day of a serial number. In the 1900 system day 60 is 29 February 1900, which never was: it is refused, and the days
    /// before it are counted one further than the days after it.
    /// </summary>
    private static Outcome FromSerial(string text, bool date1904, out DateOnly date)
    {
        date = default;
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var serial))
            return Outcome.Unreadable;
        var days = Math.Floor(serial);
        if (days is < 1 or > 80_000 || (!date1904 && days == 60))
            return Outcome.Unreadable;
        var origin = date1904 ? new DateOnly(1904, 1, 1) : days < 60 ? new DateOnly(1899, 12, 31) : new DateOnly(1899, 12, 30);
        date = origin.AddDays((int)days);
        return Outcome.Read;
    }

    private static Outcome FromYearLast(Match match, out DateOnly date)
    {
        var first = int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture);
        var second = int.Parse(match.Groups[2].ValueSpan, CultureInfo.InvariantCulture);
        date = default;
        if (first <= 12 && second <= 12 && first != second)
            return Outcome.Ambiguous;
        return first > 12
            ? FromParts(match.Groups[3], match.Groups[2], match.Groups[1], out date)
            : FromParts(match.Groups[3], match.Groups[1], match.Groups[2], out date);
    }

    private static Outcome FromParts(Group year, Group month, Group day, out DateOnly date)
    {
        var iso = $"{year.Value}-{month.Value.PadLeft(2, '0')}-{(day.Success ? day.Value.PadLeft(2, '0') : "01")}";
        return DateOnly.TryParseExact(iso, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out date)
            ? Outcome.Read
            : Outcome.Unreadable;
    }

    // 二〇〇五年十二月二十五日: the year digit by digit, month and day as numbers up to 31.
    private static string Western(string text)
    {
        if (text.Length == 0 || char.IsAsciiDigit(text[0]) || ChineseDate().Match(text) is not { Success: true } match)
            return text;
        var western = new StringBuilder();
        foreach (var digit in match.Groups[1].Value)
            western.Append(DigitOf(digit));
        western.Append('年').Append(NumberOf(match.Groups[2].Value)).Append('月');
        if (match.Groups[3].Success)
            western.Append(NumberOf(match.Groups[3].Value)).Append('日');
        return western.ToString();
    }

    private static int NumberOf(string chinese)
    {
        var ten = chinese.IndexOf('十', StringComparison.Ordinal);
        if (ten < 0)
            return DigitOf(chinese[^1]);
        return ((ten == 0 ? 1 : DigitOf(chinese[ten - 1])) * 10) + (ten == chinese.Length - 1 ? 0 : DigitOf(chinese[^1]));
    }

    private static int DigitOf(char chinese) => Math.Max(0, ChineseDigits.IndexOf(chinese, StringComparison.Ordinal));

    // [0-9] and not \d, which is any script's digits, and these no number is read from.
    [GeneratedRegex(@"^((?:19|20)[0-9][0-9])[年./\-—]([0-9]{1,2})(?:[月./\-—]([0-9]{1,2})[日号]?(?:T?[0-9]{1,2}:[0-9][0-9](?::[0-9][0-9](?:\.[0-9]+)?)?Z?)?|月)?$")]
    private static partial Regex YearFirst();

    [GeneratedRegex(@"^((?:19|20)[0-9][0-9])(0[1-9]|1[0-2])([0-9][0-9])?$")]
    private static partial Regex Compact();

    [GeneratedRegex(@"^([0-9]{1,2})[./\-]([0-9]{1,2})[./\-]((?:19|20)[0-9][0-9])$")]
    private static partial Regex YearLast();

    [GeneratedRegex(@"^((?:19|20)[0-9][0-9])\.([0-9]{1,2})$")]
    private static partial Regex NumberOfYearAndMonth();

    [GeneratedRegex(@"^[1-7][0-9]{4}(?:\.[0-9]+)?$")]
    private static partial Regex Serial();

    [GeneratedRegex("^([〇○零一二三四五六七八九]{4})年(十?[一二三四五六七八九]|十)月(?:((?:二|三)?十?[一二三四五六七八九]|(?:二|三)?十)[日号])?$")]
    private static partial Regex ChineseDate();
}
