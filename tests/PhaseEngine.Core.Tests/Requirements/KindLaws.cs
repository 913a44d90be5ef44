using FsCheck.Fluent;
using PhaseEngine.Core.Organisations;
using PhaseEngine.Core.Requirements;
using PhaseEngine.Core.Tests.Calendars;

namespace PhaseEngine.Core.Tests.Requirements;

/// <summary>What holds for every kind, whatever it counts.</summary>
public sealed class KindLaws
{
    public static TheoryData<string> AllKinds => [.. Kinds.All.Select(kind => kind.Name)];

    public static TheoryData<string> KindsThatCountMembers => [.. Kinds.All.Where(kind => kind.Marks.Count > 0).Select(kind => kind.Name)];

    [Theory]
    [MemberData(nameof(AllKinds))]
    public void Records_in_any_order_give_the_same_counters(string kind)
    {
        var cases =
            from history in Histories.Of(kind)
            from order in Gen.Shuffle(history)
            select (history, order);

        cases.Holds(c => Counters(kind, c.history).SequenceEqual(Counters(kind, c.order)));
    }

    [Theory]
    [MemberData(nameof(AllKinds))]
    public void Superseding_every_record_leaves_nothing(string kind)
    {
        var untouched = Counters(kind, []);

        Histories.Of(kind).Holds(history =>
        {
            var ledger = Histories.Ledger(KindOf(kind));
            var effects = history.Select(entry => ledger.Record(entry.Form, entry.Document)).ToList();

            effects.ForEach(ledger.Supersede);

            return ledger.Counters.SequenceEqual(untouched);
        });
    }

    [Theory]
    [MemberData(nameof(AllKinds))]
    public void Superseded_records_leave_the_counters_of_the_others(string kind)
    {
        var cases =
            from history in Histories.Of(kind)
            from kept in Gen.Elements(true, false).ArrayOf(history.Length)
            select history.Zip(kept).ToArray();

        cases.Holds(entries =>
        {
            var ledger = Histories.Ledger(KindOf(kind));
            var wrong = new List<EvidenceEffect>();
            foreach (var (entry, kept) in entries)
            {
                var effect = ledger.Record(entry.Form, entry.Document);
                if (!kept) wrong.Add(effect);
            }

            wrong.ForEach(ledger.Supersede);

            return ledger.Counters.SequenceEqual(Counters(kind, entries.Where(e => e.Second).Select(e => e.First)));
        });
    }

    [Theory]
    [MemberData(nameof(AllKinds))]
    public void Counters_are_never_negative(string kind) => Histories.Of(kind).Holds(history =>
    {
        var ledger = Histories.Ledger(KindOf(kind));
        return history.All(entry =>
        {
            ledger.Record(entry.Form, entry.Document);
            return ledger.Counters.All(counter => counter >= 0);
        });
    });

    [Theory]
    [MemberData(nameof(AllKinds))]
    public void Shares_never_exceed_the_whole(string kind) => Histories.Of(kind).Holds(history =>
    {
        var ledger = Histories.Ledger(KindOf(kind));
        ledger.Replay(history);
        return KindOf(kind).Metrics.Where(m => m.Type == MetricType.Percent).All(m => ledger.Figure(m.Name) is not > 100);
    });

    [Theory]
    [MemberData(nameof(KindsThatCountMembers))]
    public void Members_who_come_change_and_go_are_counted_as_they_are_at_the_end(string kind)
    {
        var facts = Gen.Elements<MemberFacts?>(new MemberFacts("inPost"), new MemberFacts("old"), new MemberFacts("ill"), new MemberFacts("leadingCadre"), null);
        var changes =
            from number in Gen.Choose(1, 5)
            from becomes in facts
            from after in Gen.Choose(0, 20)
            select (number, becomes, after);
        var cases =
            from history in Histories.Of(kind)
            from moves in changes.ArrayOf()
            select (history, moves);

        cases.Holds(c =>
        {
            var running = Histories.Ledger(KindOf(kind));
            for (var i = 0; i <= c.history.Length; i++)
            {
                foreach (var (number, becomes, _) in c.moves.Where(m => Math.Min(m.after, c.history.Length) == i)) running.Change(number, becomes);
                if (i < c.history.Length) running.Record(c.history[i].Form, c.history[i].Document);
            }

            var recounted = Histories.Ledger(KindOf(kind));
            foreach (var last in c.moves.OrderBy(m => Math.Min(m.after, c.history.Length)).GroupBy(m => m.number).Select(g => g.Last()))
                recounted.Change(last.number, last.becomes);
            recounted.Replay(c.history);
            return running.Counters.SequenceEqual(recounted.Counters);
        });
    }

    [Theory]
    [MemberData(nameof(KindsThatCountMembers))]
    public void Counting_everybody_anew_finds_what_was_counted_along(string kind) => Histories.Of(kind).Holds(history =>
    {
        var ledger = Histories.Ledger(KindOf(kind));
        return history.All(entry =>
        {
            ledger.Record(entry.Form, entry.Document);
            return ledger.CountAnew() is null;
        });
    });

    [Theory]
    [MemberData(nameof(KindsThatCountMembers))]
    public void Counting_everybody_anew_brings_back_what_was_lost(string kind) => Histories.Of(kind).Holds(history =>
    {
        var ledger = Histories.Ledger(KindOf(kind));
        ledger.Replay(history);
        var counted = ledger.Counters.ToList();

        ledger.Forget();
        if (ledger.CountAnew() is { } lost) ledger.Take(lost);

        return ledger.Counters.SequenceEqual(counted) && ledger.CountAnew() is null;
    });

    [Theory]
    [MemberData(nameof(KindsThatCountMembers))]
    public void A_member_of_whom_nothing_is_recorded_contributes_nothing(string kind)
    {
        var counters = new long[KindOf(kind).Counters.Count];

        KindOf(kind).Count(Ledger.Settings(KindOf(kind), """{"count":1,"hours":0}"""), new long[KindOf(kind).Marks.Count], counters);

        Assert.All(counters, counter => Assert.Equal(0, counter));
    }

    private static RequirementKind KindOf(string name) => Kinds.All.Single(kind => kind.Name == name);

    private static IReadOnlyList<long> Counters(string kind, IEnumerable<Histories.Entry> history)
    {
        var ledger = Histories.Ledger(KindOf(kind));
        ledger.Replay(history);
        return ledger.Counters;
    }
}
