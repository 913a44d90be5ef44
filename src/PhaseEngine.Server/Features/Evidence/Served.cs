using System.Text.Json;
using System.Text.Json.Nodes;
using PhaseEngine.Core.Engine;
using PhaseEngine.Core.Organisations;
using PhaseEngine.Core.Requirements;
using PhaseEngine.Data.Runs;

namespace PhaseEngine.Server.Features.Evidence;

/// <summary>A requirement of a run that a record serves (S.50), and what counts there.</summary>
/// <param name="Run">The run, loaded for update.</param>
/// <param name="Requirement">The requirement.</param>
/// <param name="Members">The members who count in the unit today, with their facts.</param>
/// <param name="Sums">What the run recorded of them, where it did.</param>
/// <param name="Elsewhere">Those of them of whom other runs recorded something for a requirement called the same.</param>
internal sealed record Served(
    RunRow Run, PlanRequirement Requirement, IReadOnlyDictionary<Guid, MemberFacts> Members, IReadOnlyDictionary<Guid, string> Sums, IReadOnlySet<Guid> Elsewhere)
{
    public string Key => Requirement.Key!;

    public RequirementRules Rules => Requirement.For(Run.State.Unit);

    public int Round => Run.State.Activities[Requirement.Index].Round;

    /// <summary>The members the requirement asks.</summary>
    public IEnumerable<Guid> Asked => Members.Where(m => Rules.Asks(Run.State.Unit, m.Value)).Select(m => m.Key);

    /// <summary>What a member's sums come to: the kind's counters that are made of members, in their order.</summary>
    public IReadOnlyList<long> CountsOf(Guid member, IReadOnlyList<long> sums)
    {
        var counters = new long[Requirement.Kind.Counters.Count];
        if (sums.Count > 0) Requirement.Kind.Count(Rules.SettingsFor(Run.State.Unit, Members[member]), [.. sums], counters);
        return [.. Requirement.Kind.Counters.Zip(counters).Where(c => c.First.OfMembers).Select(c => c.Second)];
    }
}

/// <summary>What a record changed where it serves, kept so that it can be taken back.</summary>
/// <param name="Round">The round it was recorded in.</param>
/// <param name="Counts">Whether it counted as an occurrence.</param>
/// <param name="On">The day it happened.</param>
/// <param name="Counters">Differences of the kind's counters.</param>
/// <param name="Members">Differences of the sums of each member named.</param>
internal sealed record UseEffect(int Round, int Counts, DateOnly On, IReadOnlyList<long> Counters, IReadOnlyList<MemberEffect> Members)
{
    public static UseEffect Of(int round, EvidenceEffect effect) => new(round, effect.Counts, effect.On, effect.Counters, effect.Members);

    public static UseEffect Read(string json) => JsonSerializer.Deserialize<UseEffect>(json, JsonSerializerOptions.Web)!;

    public string Write() => JsonSerializer.Serialize(this, JsonSerializerOptions.Web);

    /// <summary>
    /// What it still means in a round: the counters that start again with each round know nothing of records of earlier ones.
    /// </summary>
    public EvidenceEffect In(int round, PlanRequirement requirement) => round == Round || requirement.Standing
        ? new(Counts, On, Counters, Members)
        : new(0, On, [.. Counters.Zip(requirement.Kind.Counters, (by, counter) => counter.Kept ? by : 0)], Members);
}

/// <summary>The lists of a record that name members.</summary>
internal static class Rolls
{
    /// <summary>
    /// The record as it is read for one of several units taking part: each member is named for the unit they count in, whatever
    /// list of the form names them; who counts in none of them (S.48) is named for each.
    /// </summary>
    public static JsonObject For(Served one, IReadOnlyList<Served> all, EvidenceForm form, JsonObject document)
    {
        var elsewhere = all.Where(other => other.Run.UnitId != one.Run.UnitId).SelectMany(other => other.Members.Keys).ToHashSet();
        if (elsewhere.Count == 0) return document;

        var own = document.DeepClone().AsObject();
        foreach (var field in form.Fields)
        {
            Func<JsonNode?, bool>? stays = field.Type switch
            {
                FieldType.Members => id => !elsewhere.Contains(Id(id)),
                FieldType.Rows => row => !Named(field.Rows!, row!.AsObject()).Any(elsewhere.Contains),
                _ => null,
            };
            if (stays is not null && own[field.Name] is JsonArray list) own[field.Name] = new JsonArray([.. list.Where(stays).Select(entry => entry!.DeepClone())]);
        }

        return own;
    }

    /// <summary>Every member a record names, wherever its form has members.</summary>
    public static IEnumerable<Guid> Named(EvidenceForm form, JsonObject document) => Named(form.Fields, document);

    private static IEnumerable<Guid> Named(IReadOnlyList<Field> fields, JsonObject document)
    {
        foreach (var field in fields)
        {
            var found = (field.Type, document[field.Name]) switch
            {
                (FieldType.Member, JsonValue id) => [Id(id)],
                (FieldType.Members, JsonArray ids) => ids.Select(Id),
                (FieldType.Rows, JsonArray rows) => rows.SelectMany(row => Named(field.Rows!, row!.AsObject())),
                _ => [],
            };
            foreach (var id in found) yield return id;
        }
    }

    private static Guid Id(JsonNode? id) => Guid.ParseExact(id!.GetValue<string>(), "D");
}
