using PhaseEngine.Core.Organisations;
using PhaseEngine.Server.Http;

namespace PhaseEngine.Server.Features.Units;

/// <summary>A unit as answers show it.</summary>
/// <param name="Type">One of <see cref="Vocabulary.UnitTypes"/>.</param>
/// <param name="Level">How high that is; follows from the type.</param>
/// <param name="HasLower">Whether there are units directly below.</param>
internal sealed record UnitView(
    Guid Id, string Code, string Name, string Type, string Level, Guid? ParentId, string? Zone,
    DateOnly? PilotUntil, DateOnly? DissolvedOn, bool HasLower, int Version) : IVersioned
{
    public static UnitView Of(Unit unit, bool hasLower) =>
        new(unit.Id, unit.Code, unit.Name, unit.Type, Vocabulary.LevelOf(unit.Type), unit.ParentId, unit.Zone,
            unit.PilotUntil, unit.DissolvedOn, hasLower, unit.Version);
}
