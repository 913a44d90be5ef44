using System.Collections.Frozen;
using System.Text.Json;
using PhaseEngine.Core.Requirements;

namespace PhaseEngine.Core.Engine;

/// <summary>What activities and counters of a plan are called in a stored state, encoded once.</summary>
internal sealed class StateNames
{
    private readonly FrozenDictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> byName;
    private readonly FrozenDictionary<string, int>.AlternateLookup<ReadOnlySpan<char>>[] counterByName;

    public StateNames(Plan plan)
    {
        Activities = [.. plan.Activities.Select(a => JsonEncodedText.Encode(a.Name))];
        Counters = [.. plan.Activities.Select(a => CounterNames(a).Select(name => JsonEncodedText.Encode(name)).ToArray())];
        byName = plan.Activities.ToFrozenDictionary(a => a.Name, a => a.Index, StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
        counterByName =
        [
            .. plan.Activities.Select(a => CounterNames(a).Select((name, place) => (name, place))
                .ToFrozenDictionary(c => c.name, c => c.place, StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>()),
        ];
    }

    /// <summary>By plan index.</summary>
    public JsonEncodedText[] Activities { get; }

    /// <summary>By plan index, then by place from the requirement's first counter on.</summary>
    public JsonEncodedText[][] Counters { get; }

    /// <summary>The index of an activity, or -1 when the plan has none of that name.</summary>
    public int Activity(ref Utf8JsonReader json)
    {
        Span<char> name = stackalloc char[json.ValueSpan.Length];
        return byName.TryGetValue(name[..json.CopyString(name)], out var index) ? index : -1;
    }

    /// <summary>The place of a counter of an activity, or -1.</summary>
    public int Counter(int activity, ref Utf8JsonReader json)
    {
        Span<char> name = stackalloc char[json.ValueSpan.Length];
        return counterByName[activity].TryGetValue(name[..json.CopyString(name)], out var place) ? place : -1;
    }

    /// <summary><c>accounted</c>; of a group of categories <c>accounted|leadingCadre,old</c>.</summary>
    private static IEnumerable<string> CounterNames(PlanActivity activity)
    {
        if (activity is not PlanRequirement requirement) yield break;

        for (var block = 0; block <= requirement.Groups.Length; block++)
        {
            var group = block == 0 ? "" : "|" + string.Join(',', requirement.Groups[block - 1]);
            yield return RequirementKind.Recorded + group;
            yield return RequirementKind.Asked + group;
            foreach (var counter in requirement.Kind.Counters) yield return counter.Name + group;
        }
    }
}
