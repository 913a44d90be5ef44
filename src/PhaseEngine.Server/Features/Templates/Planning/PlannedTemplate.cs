using System.ComponentModel.DataAnnotations;
using System.Text.Json.Nodes;
using PhaseEngine.Core;
using PhaseEngine.Core.Definitions;
using PhaseEngine.Core.Engine;
using PhaseEngine.Core.Organisations;
using PhaseEngine.Data;
using PhaseEngine.Data.Campaigns;
using PhaseEngine.Data.Templates;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.Settings;

namespace PhaseEngine.Server.Features.Templates.Planning;

/// <summary>A definition, stored or not, with the dates a start gives it: what simulations, timetables and burdens are reckoned from.</summary>
/// <param name="Plan">The plan, an overlay laid on its base.</param>
/// <param name="Timetable">Its dates on the working calendar.</param>
/// <param name="Warnings">What the check warns of.</param>
internal sealed record PlannedTemplate(Plan Plan, Timetable Timetable, IReadOnlyList<Finding> Warnings);

/// <summary>What one unit is taken to be.</summary>
/// <param name="Type">One of <see cref="Vocabulary.UnitTypes"/>; a branch when not given.</param>
/// <param name="Sector">One of <see cref="Vocabulary.Sectors"/>; not known when not given.</param>
/// <param name="Pilot">Whether it took part in the pilot.</param>
/// <param name="Members">How many members count in it.</param>
internal sealed record UnitLike(
    [property: OneOf(typeof(Vocabulary), nameof(Vocabulary.UnitTypes))] string? Type,
    [property: OneOf(typeof(Vocabulary), nameof(Vocabulary.Sectors))] string? Sector,
    bool? Pilot, [property: Range(0, 100_000)] int? Members)
{
    private const int UsualMembers = 24;

    public static UnitFacts Facts(UnitLike? like)
    {
        var type = like?.Type ?? "branch";
        var members = like?.Members ?? UsualMembers;
        return new UnitFacts(
            type, Vocabulary.LevelOf(type), like?.Sector, like?.Pilot ?? false, members == 0 ? [] : [new RosterGroup(new MemberFacts("inPost"), members)]);
    }
}

/// <summary>Makes a definition ready for a start.</summary>
internal sealed class TemplatePlanner(PhaseEngineDb db, TimetableCache timetables, Today today, ServerSettings settings)
{
    /// <param name="definition">The definition.</param>
    /// <param name="start">The batch's first day; today when not given.</param>
    public async Task<Result<PlannedTemplate>> Plan(JsonNode definition, DateOnly? start, CancellationToken ct)
    {
        var reading = TemplateDocument.Read(definition);
        if (reading.Document is not { } document) return TemplateProblems.Unreadable(reading.Findings);
        var compilation = await WholeTemplate.Compile(db, document, ct);
        if (compilation.Plan is not { } plan) return TemplateProblems.HasErrors(compilation);

        var first = start ?? today.Date;
        // Dates are reckoned decades ahead for open-ended phases; beyond this the calendar itself ends.
        if (first.Year is < 1990 or > 2200) return Campaigns.CampaignProblems.StartOutOfRange(first);
        var calendar = await timetables.Calendar(db, ct);
        return new PlannedTemplate(plan, new Timetable(plan, first, calendar, TimeZoneInfo.FindSystemTimeZoneById(settings.Zone)), [.. compilation.Warnings]);
    }
}
