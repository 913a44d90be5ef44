using PhaseEngine.Data.Reviews;
using PhaseEngine.Server.Http;

namespace PhaseEngine.Server.Features.Registers;

/// <summary>An item of a register (S.24, S.25).</summary>
/// <param name="Id">The item.</param>
/// <param name="RunId">The run.</param>
/// <param name="Key">The register.</param>
/// <param name="Problem">What the problem is.</param>
/// <param name="Source">Where it comes from.</param>
/// <param name="Priority">main or minor.</param>
/// <param name="Class">concentrate, explain, redo or keep.</param>
/// <param name="State">open, redo, relapsed, explained or solved.</param>
/// <param name="Measures">What is to be done.</param>
/// <param name="Responsible">Who.</param>
/// <param name="Deadline">By when.</param>
/// <param name="Overdue">Whether that has passed and there is something left to do.</param>
/// <param name="Result">What came of it.</param>
/// <param name="Explanation">To whom and how it was explained, and their understanding.</param>
/// <param name="SolvedOn">When it was solved.</param>
/// <param name="WatchUntil">Until when it is watched for relapse.</param>
/// <param name="Version">For its next change.</param>
internal sealed record ItemView(
    Guid Id, Guid RunId, string Key, string Problem, string Source, string Priority, string Class, string State, string? Measures, string? Responsible,
    DateOnly? Deadline, bool Overdue, string? Result, string? Explanation, DateOnly? SolvedOn, DateOnly? WatchUntil, int Version) : IVersioned
{
    public static ItemView Of(RectificationItem item, DateOnly today) => new(
        item.Id, item.RunId, item.Key, item.Problem, item.Source, item.Priority == 1 ? "main" : "minor", Items.WordOf(item.Class), Items.StateOf(item),
        item.Measures, item.Owner, item.Deadline, Items.IsOverdue(item, today), item.Result, item.Explanation, item.SolvedOn, item.WatchUntil, item.Version);
}
