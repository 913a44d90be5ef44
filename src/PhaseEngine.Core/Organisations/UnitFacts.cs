using System.Text.Json.Serialization;

namespace PhaseEngine.Core.Organisations;

/// <summary>
/// What templates may ask about a unit (<c>unit.&lt;fact&gt;</c>) and about its members in groups (<c>member.&lt;fact&gt;</c>),
/// as it is on the day it is looked at. Holds no person.
/// </summary>
/// <param name="Type">S.1: <c>branch</c>, <c>generalBranch</c>, <c>jointBranch</c>, <c>committee</c> … (see <see cref="Vocabulary"/>).</param>
/// <param name="Level">Height in the tree: <c>branch</c>, <c>generalBranch</c>, <c>committee</c>, <c>group</c>.</param>
/// <param name="Sector">The sector of the host, S.1: <c>organ</c>, <c>urban</c>, <c>rural</c>, <c>enterprise</c>, <c>institution</c>; null when the host is not known.</param>
/// <param name="Pilot">Whether it took part in the pilot (S.10, S.11).</param>
/// <param name="Roster">The members who count here (S.12), grouped by what templates may ask about them; groups of none are left out.</param>
public sealed record UnitFacts(string Type, string Level, string? Sector, bool Pilot, IReadOnlyList<RosterGroup> Roster)
{
    /// <summary>The facts of a unit.</summary>
    /// <param name="unit">The unit.</param>
    /// <param name="firstHost">The first of the hosts it covers: its sector is the unit's; null when there is none.</param>
    /// <param name="roster">The members who count in it (<see cref="Organisations.Roster"/>).</param>
    public static UnitFacts Of(Unit unit, Host? firstHost, IReadOnlyList<RosterGroup> roster) =>
        new(unit.Type, Vocabulary.LevelOf(unit.Type), firstHost?.Sector, unit.PilotUntil is not null, roster);

    /// <summary>How many members count here: <c>unit.members</c>.</summary>
    [JsonIgnore]
    public int Members => Count(attachedOnly: false);

    /// <summary>How many of them count here by an activity certificate only, their affiliation being elsewhere (S.5): <c>unit.attached</c>.</summary>
    [JsonIgnore]
    public int Attached => Count(attachedOnly: true);

    /// <summary>Without LINQ, which would allocate: gates ask for these.</summary>
    private int Count(bool attachedOnly)
    {
        var count = 0;
        for (var i = 0; i < Roster.Count; i++)
        {
            if (!attachedOnly || Roster[i].Facts.Attached) count += Roster[i].Count;
        }

        return count;
    }
}

/// <summary>A number of members of one unit about whom every fact a template may ask is the same.</summary>
/// <param name="Facts">What is the same.</param>
/// <param name="Count">How many; at least one.</param>
public sealed record RosterGroup(MemberFacts Facts, int Count);

/// <summary>What templates may ask about a member (<c>member.&lt;fact&gt;</c>).</summary>
/// <param name="Category">S.4: <c>leadingCadre</c>, <c>inPost</c>, <c>floating</c>, <c>laidOff</c>, <c>old</c>, <c>ill</c>, <c>littleSchooling</c>; the one that changes most what is asked.</param>
/// <param name="NewSincePilot">Admitted or transferred in since the pilot (S.11).</param>
/// <param name="Probationary">A probationary member: takes part, is not graded.</param>
/// <param name="Attached">Counts here by an activity certificate (S.5).</param>
public sealed record MemberFacts(
    string Category,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool NewSincePilot = false,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Probationary = false,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Attached = false);
