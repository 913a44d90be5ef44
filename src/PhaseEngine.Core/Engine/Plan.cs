using System.Collections.Frozen;

namespace PhaseEngine.Core.Engine;

/// <summary>
/// A template version made ready to run: every activity of every flow in one dense array, conditions with their figures
/// resolved, counters laid out side by side. A cache: it is compiled from the definition and never stored; runs refer to keys.
/// </summary>
public sealed class Plan
{
    private readonly FrozenDictionary<string, int> byKey;
    private readonly FrozenDictionary<string, int> byName;

    /// <summary>Joins the compiled parts; called by the compiler only.</summary>
    /// <param name="templateId">The definition's id.</param>
    /// <param name="version">The definition's version.</param>
    /// <param name="hash">The content hash of the definition, hexadecimal.</param>
    /// <param name="title">The template's title.</param>
    /// <param name="activities">Every activity; index = <see cref="PlanActivity.Index"/>.</param>
    /// <param name="flows">Every flow; the first is the root.</param>
    /// <param name="counterCount">Length of a run's counter array.</param>
    /// <param name="subordinateLeaves">The leaves that look at subordinate units.</param>
    public Plan(
        string templateId, int version, string hash, Text title, IReadOnlyList<PlanActivity> activities,
        IReadOnlyList<PlanFlow> flows, int counterCount, IReadOnlyList<SubordinateLeaf> subordinateLeaves)
    {
        TemplateId = templateId;
        Version = version;
        Hash = hash;
        Title = title;
        Activities = [.. activities];
        Flows = [.. flows];
        CounterCount = counterCount;
        SubordinateLeaves = [.. subordinateLeaves];
        byKey = Activities.Where(a => a.Key is not null).ToFrozenDictionary(a => a.Key!, a => a.Index, StringComparer.Ordinal);
        byName = Activities.ToFrozenDictionary(a => a.Name, a => a.Index, StringComparer.Ordinal);
    }

    /// <summary>The definition's id.</summary>
    public string TemplateId { get; }

    /// <summary>The definition's version.</summary>
    public int Version { get; }

    /// <summary>The content hash of the definition, hexadecimal.</summary>
    public string Hash { get; }

    /// <summary>The template's title.</summary>
    public Text Title { get; }

    /// <summary>Every activity, in canvas order within its flow.</summary>
    public PlanActivity[] Activities { get; }

    /// <summary>Every flow; the first is the root.</summary>
    public PlanFlow[] Flows { get; }

    /// <summary>Length of a run's counter array.</summary>
    public int CounterCount { get; }

    /// <summary>The leaves that look at subordinate units (S.38), each with a place in a run's state.</summary>
    public SubordinateLeaf[] SubordinateLeaves { get; }

    /// <summary>The index of the activity with a key, or -1.</summary>
    /// <param name="key">A key of the definition.</param>
    public int IndexOf(string? key) => key is not null && byKey.TryGetValue(key, out var index) ? index : -1;

    /// <summary>The activity of a name as facts have it.</summary>
    /// <param name="name">A key of the definition, or <c>#id</c> (<see cref="PlanActivity.Name"/>).</param>
    internal PlanActivity Named(string name) => Activities[byName[name]];

    /// <summary>The requirement with a key, or null.</summary>
    /// <param name="key">A key of the definition.</param>
    public PlanRequirement? Requirement(string key) => IndexOf(key) is >= 0 and var i ? Activities[i] as PlanRequirement : null;

    /// <summary>The gate with a key, or null.</summary>
    /// <param name="key">A key of the definition.</param>
    public PlanGate? Gate(string key) => IndexOf(key) is >= 0 and var i ? Activities[i] as PlanGate : null;

    /// <summary>The phase with a key, or null.</summary>
    /// <param name="key">A key of the definition.</param>
    public PlanPhase? Phase(string key) => IndexOf(key) is >= 0 and var i ? Activities[i] as PlanPhase : null;

    /// <summary>The phase an activity stands in; null in the root flow.</summary>
    /// <param name="activity">An activity of this plan.</param>
    public PlanPhase? PhaseOf(PlanActivity activity) =>
        Flows[activity.Flow].Phase is >= 0 and var phase ? (PlanPhase)Activities[phase] : null;
}

/// <summary>A flow: the root's or a phase's body.</summary>
/// <param name="Index">Its place in <see cref="Plan.Flows"/>.</param>
/// <param name="Phase">The index of the phase whose body it is; -1 for the root.</param>
/// <param name="Activities">The indexes of its activities, in canvas order.</param>
public sealed record PlanFlow(int Index, int Phase, int[] Activities);

/// <summary>A leaf that looks at subordinate units.</summary>
/// <param name="Gate">The key of the gate it stands in.</param>
/// <param name="Ordinal">Its number among the subordinate leaves of that gate, from 0 in document order.</param>
/// <param name="Leaf">What each subordinate unit must satisfy.</param>
/// <param name="All">All subordinate units, not only the direct ones.</param>
/// <param name="Share">Percent of them that must satisfy it.</param>
public sealed record SubordinateLeaf(string Gate, int Ordinal, Gates.Leaf Leaf, bool All, decimal Share);
