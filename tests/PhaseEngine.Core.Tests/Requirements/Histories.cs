using FsCheck;
using FsCheck.Fluent;
using PhaseEngine.Core.Requirements;
using PhaseEngine.Core.Requirements.Register;

namespace PhaseEngine.Core.Tests.Requirements;

/// <summary>
/// Histories as units really make them, for the laws: each kind turns a row of random numbers into records that are valid in
/// their order (no action is done that was not decided on, no item moved from where it is not).
/// </summary>
internal static class Histories
{
    private static readonly Dictionary<string, Func<int[], IEnumerable<Entry>>> ByKind = new()
    {
        ["Document"] = numbers => numbers.Select(n => new Entry("version", $$"""{"title":"第{{n}}稿"}""")),
        ["Meeting"] = numbers => Meetings(numbers, informed: false),
        ["ReviewMeetings"] = numbers => Meetings(numbers, informed: true),
        ["Study"] = numbers => numbers.Select(StudyRecord),
        ["MemberTask"] = numbers => numbers.Select(TaskRecord),
        ["Survey"] = numbers => numbers.Select(n => new Entry(
            "tally", $$"""{"handedOut":{{n % 50}},"answers":{{n % 50}},"results":[{"question":"q","answers":{{n % 50}},"satisfied":{{n % 50 / 2}}}]}""")),
        ["Opinion"] = numbers => numbers.Select(n => new Entry(
            "opinion", $$"""{"favourable":{{(n % 2 == 0 ? "true" : "false")}},"text":"意见","signedBy":"某某"}""")),
        ["Register"] = Items,
    };

    /// <summary>Some histories of a kind.</summary>
    public static Gen<Entry[]> Of(string kind) => Gen.Choose(0, 99_999).ArrayOf().Select(numbers => ByKind[kind](numbers).ToArray());

    /// <summary>A requirement of the kind, with members asked and not asked, narrowed figures and rules that differ by member.</summary>
    public static Ledger Ledger(RequirementKind kind, IEnumerable<string>? categories = null)
    {
        var settings = kind.Name switch
        {
            "Study" => """{"hours":3}""",
            "MemberTask" => """{"task":"exam","count":2,"passMark":60}""",
            _ => "{}",
        };
        var ofTheOld = kind.Name switch
        {
            "Study" => """{"hours":1}""",
            "MemberTask" => """{"count":1}""",
            _ => "{}",
        };
        return new Ledger(
            kind, settings, approvals: [new("instructor", Core.Engine.ApprovalAct.Review)], members: Members.Of([.. categories ?? Categories]),
            asks: Members.NotIn("ill"), groups: [["leadingCadre"], ["old", "laidOff"]], memberVariants: [(Members.In("old"), ofTheOld)]);
    }

    public static readonly string[] Categories = ["leadingCadre", "inPost", "inPost", "old", "ill"];

    public static void Replay(this Ledger ledger, IEnumerable<Entry> history)
    {
        foreach (var (form, document) in history) ledger.Record(form, document);
    }

    private static IEnumerable<Entry> Meetings(int[] numbers, bool informed)
    {
        var (open, silent) = (0, 0);
        foreach (var n in numbers)
        {
            if (n % 4 == 0 && open > 0)
            {
                open--;
                yield return new("action", $$"""{"action":"{{Requirements.Ledger.Id(n)}}","result":"已办"}""");
            }
            else if (informed && n % 4 == 1 && silent > 0)
            {
                silent--;
                yield return new("informed", $$"""{"meeting":"{{Requirements.Ledger.Id(n)}}","how":"通报"}""");
            }
            else
            {
                var actions = n % 3;
                (open, silent) = (open + actions, silent + 1);
                yield return new("meeting", $$"""
                    {"ledBy":"secretary","present":{{Some(n)}},"absent":{{Some(~n)}},
                     "actions":[{{string.Join(',', Enumerable.Repeat("""{"what":"事项","who":"某某"}""", actions))}}]}
                    """);
            }
        }
    }

    private static Entry StudyRecord(int n) => (n % 5) switch
    {
        0 => new("own", $$"""{"form":"self","minutes":{{1 + (n % 200)}},"members":{{Some(n | 1)}}}"""),
        1 => new("absence", $$"""{"settledBy":"makeUp","absences":{{1 + (n % 2)}},"minutes":45,"members":{{Some(n | 1)}}}"""),
        2 when n % 3 == 0 => new("absence", $$"""{"settledBy":"exempt","reason":"病重","members":{{Some(n | 1)}}}"""),
        _ => new("session", $$"""{"form":"group","minutes":{{1 + (n % 200)}},"present":{{Some(n)}},"absent":{{Some(~n)}}}"""),
    };

    private static Entry TaskRecord(int n) => n % 2 == 0
        ? new("done", $$"""{"members":{{Some(n | 1)}}}""")
        : new("scores", $$"""{"results":[{"member":"{{Requirements.Ledger.Id(1 + (n % 5))}}","score":{{n % 101}}.5}]}""");

    private static IEnumerable<Entry> Items(int[] numbers)
    {
        var states = new List<string>();
        foreach (var n in numbers)
        {
            var item = states.Count == 0 ? -1 : n % (states.Count + 1) - 1;
            if (item < 0)
            {
                var itemClass = new[] { "concentrate", "explain", "redo", "keep" }[n % 4];
                states.Add(ItemState.OfClass(itemClass));
                yield return new("item", $$"""{"problem":"问题","source":"masses","priority":"main","class":"{{itemClass}}","responsible":"某某"}""");
                continue;
            }

            var from = states[item];
            var settled = from is ItemState.Solved or ItemState.Explained;
            var (form, to) = (settled, n % 3) switch
            {
                (true, 0) => ("redo", ItemState.Redo),
                (true, _) => ("relapse", ItemState.Relapsed),
                (false, 0) => ("result", ItemState.Explained),
                _ => ("result", ItemState.Solved),
            };
            states[item] = to;
            var result = form == "result" ? $"\"to\":\"{to}\",\"understanding\":\"理解\"," : "";
            yield return new(form, $$"""{"item":"{{Requirements.Ledger.Id(item)}}","from":"{{from}}",{{result}}"text":"情况"}""");
        }
    }

    /// <summary>The members whose bit is set.</summary>
    private static string Some(int bits) => Requirements.Ledger.Ids([.. Enumerable.Range(1, 5).Where(number => (bits >> (number - 1) & 1) == 1)]);

    internal sealed record Entry(string Form, string Document);
}
