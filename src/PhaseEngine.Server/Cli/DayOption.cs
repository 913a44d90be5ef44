using System.CommandLine;
using System.Globalization;

namespace PhaseEngine.Server.Cli;

/// <summary>An option that takes a day, written as 2026-07-20.</summary>
internal static class DayOption
{
    public static Option<DateOnly?> Make(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "DATE",
        CustomParser = result =>
        {
            if (DateOnly.TryParseExact(result.Tokens[0].Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return day;
            result.AddError($"'{result.Tokens[0].Value}' is no day: write 2026-07-20.");
            return null;
        },
    };
}
