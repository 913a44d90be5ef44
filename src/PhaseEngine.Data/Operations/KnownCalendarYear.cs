namespace PhaseEngine.Data.Operations;

/// <summary>A year of public holidays that was imported, beyond or instead of the built-in ones.</summary>
public sealed class KnownCalendarYear
{
    public required int Year { get; init; }

    /// <summary>The year's days as JSON.</summary>
    public required string Days { get; set; }

    public required DateTimeOffset ImportedAt { get; set; }

    public Guid? ImportedBy { get; set; }
}
