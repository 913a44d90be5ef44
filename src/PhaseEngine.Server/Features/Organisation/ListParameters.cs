
using System.ComponentModel;

namespace PhaseEngine.Server.Features.Organisation;

/// <summary>What goes with a file that is imported.</summary>
internal sealed record ListParameters(
    [property: Description("What the list is about")] ListKind List,
    [property: Description("The file's name, for the report")] string? FileName,
    [property: Description("Any error: nothing is taken over. Otherwise the good rows are")] bool? Strict,
    [property: Description("The day of the list; today when not given")] DateOnly? AsOf,
    [property: Description("Last day of the pilot, for units of which the list only says that they took part")] DateOnly? PilotUntil,
    [property: Description("Where new units hang that name no unit above; at the top when not given")] Guid? Under)
{
    public ListOptions Options(DateOnly today) => new(List, FileName ?? "", Strict ?? false, AsOf ?? today, PilotUntil, Under);

    /// <summary>Readers of tables go back and forth in a file; a request's body cannot.</summary>
    public static async Task<Stream> Buffer(Stream file, CancellationToken ct)
    {
        var buffered = new MemoryStream();
        await file.CopyToAsync(buffered, ct);
        buffered.Position = 0;
        return buffered;
    }
}
