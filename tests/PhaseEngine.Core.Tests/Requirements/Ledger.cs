using System.Text.Json.Nodes;
using PhaseEngine.Core.Engine;
using PhaseEngine.Core.Gates;
using PhaseEngine.Core.Organisations;
using PhaseEngine.Core.Requirements;

namespace PhaseEngine.Core.Tests.Requirements;

/// <summary>One requirement of one unit: records go in as they do in the product, figures come out as conditions see them.</summary>
internal sealed class Ledger
{
    private const string Key = "it";
    private static readonly DateOnly Day = new(2005, 8, 1);

    private readonly Plan plan;
    private readonly RunState run;
    private readonly PlanRequirement requirement;
    private readonly Dictionary<Guid, MemberFacts> members;
    private readonly Dictionary<Guid, long[]> sums = [];

    public Ledger(
        RequirementKind kind, string settings = "{}", ApprovalRow[]? approvals = null, IReadOnlyDictionary<Guid, MemberFacts>? members = null,
        Condition? asks = null, string[][]? groups = null, (Condition When, string Settings)[]? memberVariants = null)
    {
        var defaults = Settings(kind, settings);
        requirement = new PlanRequirement
        {
            Index = 0, Id = Key, Key = Key, Flow = 0, Incoming = [], Title = new Text("要求"), Kind = kind, CounterBase = 0, Groups = groups ?? [],
            Rules = new RequirementRules
            {
                Owner = "secretary", Settings = defaults, Approvals = approvals ?? [], Members = asks,
                MemberVariants = [.. (memberVariants ?? []).Select(v => (v.When, Merged(defaults, v.Settings)))],
            },
        };
        plan = new Plan(
            "t", 1, "", new Text("模板"), [requirement], [new PlanFlow(0, -1, [0])],
            requirement.BlockLength * (1 + requirement.Groups.Length), []);
        this.members = new(members ?? new Dictionary<Guid, MemberFacts>());
        run = new RunState(plan, Unit());
        Apply(new RosterSet(Unit(), RosterTally.Asked(plan, Unit())));
        Apply(new RoundOpened(Key, 1, Day, null));
    }

    public RequirementRules Rules => requirement.Rules;

    /// <summary>All counters, block after block.</summary>
    public IReadOnlyList<long> Counters => [.. run.Counters];

    /// <summary>Whether the kind's own condition holds.</summary>
    public bool Met => Holds(JsonNode.Parse(requirement.Kind.DefaultMet(Rules.Settings)!)!.AsObject());

    public static Guid Id(int number) => new(number, 0, 0, new byte[8]);

    public static string Ids(params int[] numbers) => $"[{string.Join(',', numbers.Select(n => $"\"{Id(n)}\""))}]";

    public static JsonObject Settings(RequirementKind kind, string given)
    {
        var settings = new JsonObject();
        foreach (var property in kind.Properties.Where(p => p.Default is not null)) settings[property.Name] = JsonNode.Parse(property.Default!);
        return Merged(settings, given);
    }

    /// <summary>Takes a record that must be in order.</summary>
    public EvidenceEffect Record(string form, string document)
    {
        var read = Try(form, document);
        return read.IsOk ? read.Value : throw new InvalidOperationException($"{form} refused: {read.Problem}");
    }

    /// <summary>Takes a record, or says why not.</summary>
    public Result<EvidenceEffect> Try(string form, string document)
    {
        var theForm = requirement.Kind.Forms.Single(f => f.Name == form);
        var parsed = JsonNode.Parse(document)!.AsObject();
        parsed["on"] ??= "2005-08-01";
        if (EvidenceCheck.Check(theForm, parsed) is { } problem) return problem;

        Roll.Call(theForm, parsed, [.. members.Where(m => Rules.Asks(Unit(), m.Value)).Select(m => m.Key).Order()]);
        var read = requirement.Kind.Read(Rules, form, parsed);
        if (read.IsOk) Take(read.Value);
        return read;
    }

    public void Supersede(EvidenceEffect effect) => Take(effect.Reversed());

    public void Answer(int row) => Apply(Counting.Answer(requirement, run, row, returned: false));

    public void Return(int row) => Apply(Counting.Answer(requirement, run, row, returned: true));

    public void NewRound() => Apply(Counting.NewRound(requirement, run));

    /// <summary>A member joins, changes, or leaves (null).</summary>
    public void Change(int number, MemberFacts? facts)
    {
        var before = Unit();
        var id = Id(number);
        var move = new MemberMove(members.GetValueOrDefault(id), Sums(id), facts, Sums(id));
        members.Remove(id);
        if (facts is not null) members[id] = facts;
        Apply(new RosterSet(Unit(), RosterTally.Asked(plan, Unit())));
        Apply(Counting.Roster(requirement, MemberTally.Differences(requirement, Rules, before, [move])));
    }

    /// <summary>What counting everybody anew finds to be put right.</summary>
    public RosterChanged? CountAnew() => RosterCount.Changed(
        plan, run, Unit(), members.Where(m => sums.ContainsKey(m.Key)).Select(m => new MemberSums(Key, m.Value, sums[m.Key])));

    /// <summary>Counts as if nobody had come, changed or gone: what members make of the counters is lost.</summary>
    public void Forget()
    {
        for (var i = 0; i < requirement.Kind.Counters.Count; i++)
        {
            if (requirement.Kind.Counters[i].OfMembers) run.Counters[requirement.Slot(0, 2 + i)] = 0;
        }
    }

    public void Take(RosterChanged input) => Apply(new Counted(Key, input.Counted.GetValueOrDefault(Key) ?? new long[requirement.BlockLength], null));

    /// <summary>A metric as a condition sees it; null where it has no value.</summary>
    public decimal? Figure(string metric, int block = 0)
    {
        var spec = requirement.Kind.Metrics.Single(m => m.Name == metric);
        decimal done = this[spec.Counter, block];
        if (spec.Type == MetricType.Bool) return done > 0 ? 1 : 0;
        if (spec.Per is null) return done;
        var of = this[spec.Per, block] * spec.Scale;
        return of == 0 ? null : (spec.Type == MetricType.Percent ? 100 : 1) * done / of;
    }

    private long this[string counter, int block] => run.Counters[requirement.Slot(block, counter switch
    {
        RequirementKind.Recorded => 0,
        RequirementKind.Asked => 1,
        _ => 2 + requirement.Kind.Counters.ToList().FindIndex(c => c.Name == counter),
    })];

    private void Take(EvidenceEffect effect)
    {
        var moves = effect.Members.Where(m => members.ContainsKey(m.Member))
            .Select(m => MemberMove.ByRecord(members[m.Member], Sums(m.Member), m.Marks)).ToList();
        var by = MemberTally.Differences(requirement, Rules, Unit(), effect, moves);
        foreach (var (member, marks) in effect.Members) sums[member] = [.. Sums(member).Zip(marks, (sum, mark) => sum + mark)];
        Apply(Counting.Record(requirement, run, new EvidenceRecorded(Key, Id(1), effect.On, effect.Counts, by), effect.Counts));
    }

    private long[] Sums(Guid member) => sums.GetValueOrDefault(member) ?? new long[requirement.Kind.Marks.Count];

    private void Apply(Fact? fact)
    {
        if (fact is not null) Facts.Apply(plan, run, fact);
    }

    private UnitFacts Unit() =>
        new("branch", "branch", null, false, [.. members.Values.CountBy(f => f).Select(g => new RosterGroup(g.Key, g.Value))]);

    private static JsonObject Merged(JsonObject settings, string given)
    {
        var merged = settings.DeepClone().AsObject();
        foreach (var (name, value) in JsonNode.Parse(given)!.AsObject()) merged[name] = value?.DeepClone();
        return merged;
    }

    private bool Holds(JsonObject tree)
    {
        if (tree["all"] is JsonArray parts) return parts.All(part => Holds(part!.AsObject()));
        var wanted = tree["value"]!;
        var number = wanted.GetValueKind() == System.Text.Json.JsonValueKind.True ? 1 : wanted.GetValue<decimal>();
        return Figure((string)tree["metric"]!) is { } actual && (string)tree["op"]! switch
        {
            "=" => actual == number,
            ">=" => actual >= number,
            var other => throw new InvalidOperationException(other),
        };
    }
}
