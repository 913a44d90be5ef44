using System.Text.Json;
using System.Text.Json.Serialization;
using PhaseEngine.Core;
using PhaseEngine.Core.Requirements;
using PhaseEngine.Core.Simulation;

namespace PhaseEngine.Server.Features.Templates.Simulating;

/// <summary>Assumptions in a file: what it does not name stays as the product assumes it, habit by habit.</summary>
internal static class AssumptionsFile
{
    /// <summary>Stands for every kind without a habit of its own.</summary>
    private const string AnyKind = "*";

    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    public static Result<Assumptions> Read(byte[] file)
    {
        try
        {
            var given = JsonSerializer.Deserialize<Assumptions>(file, Strict) ?? throw new JsonException("The file holds null.");
            List<string> wrong = [.. Wrong(given)];
            return wrong.Count > 0
                ? Invalid(string.Join("; ", wrong))
                : given with { Habits = given.Habits.Concat(new Assumptions().Habits).DistinctBy(h => h.Key).ToDictionary() };
        }
        catch (JsonException unreadable)
        {
            return Invalid(unreadable.Message);
        }
    }

    private static IEnumerable<string> Wrong(Assumptions given)
    {
        (string Name, int Value)[] shares = [("returned", given.Returned), ("documentsReturned", given.DocumentsReturned), ("meetingsMissed", given.MeetingsMissed)];
        foreach (var (name, value) in shares.Where(s => s.Value is < 0 or > 100)) yield return $"{name}: {value} is no percentage";

        (string Name, int Value)[] days = [("answerDays", given.AnswerDays), ("reworkDays", given.ReworkDays), ("daysAfterEnd", given.DaysAfterEnd)];
        foreach (var (name, value) in days.Where(d => d.Value is < 0 or > 1000)) yield return $"{name}: {value} is not between 0 and 1000 days";

        if (Math.Abs(given.DaysLater) > 1000) yield return $"daysLater: {given.DaysLater} is more than 1000 days";

        foreach (var (kind, habit) in given.Habits)
        {
            if (kind != AnyKind && Kinds.OfType(Kinds.Prefix + kind) is null) yield return $"habits: there is no kind {kind}";
            if (Math.Abs(habit.DaysFromDue) > 1000 || habit.Spread is < 0 or > 1000 || habit.DaysNeeded is < 0 or > 1000 || habit.Minutes is < 0 or > 100_000)
                yield return $"habits.{kind}: days up to 1000, minutes up to 100000; spread, daysNeeded and minutes not below 0";
        }
    }

    private static Problem Invalid(string findings) => new("assumptions-invalid", ProblemKind.Invalid, ("findings", findings));
}
