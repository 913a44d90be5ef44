using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using PhaseEngine.Core.Definitions;
using PhaseEngine.Core.Engine;
using PhaseEngine.Core.Tests.Engine;
using PhaseEngine.Testing;

namespace PhaseEngine.Core.Tests.Histories;

/// <summary>
/// Stories of runs, told act by act; what became so is approved text. A published template keeps its history whatever the engine
/// learns later, and a bug report becomes a story here.
/// </summary>
public sealed class HistoryTests
{
    private static readonly string Folder = Repository.PathOf("tests", "PhaseEngine.Core.Tests", "Histories");

    private static readonly JsonSerializerOptions Legible = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static TheoryData<string> Stories =>
        [.. Directory.EnumerateFiles(Folder, "*.json").Select(file => Path.GetFileNameWithoutExtension(file)!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Stories))]
    public void A_history_is_as_approved(string name)
    {
        var told = JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, $"{name}.json")))!.AsObject();

        var (history, _) = Play(told);

        Approved.Matches(name, history);
    }

    [Theory]
    [MemberData(nameof(Stories))]
    public void Its_facts_rebuild_the_run(string name)
    {
        var told = JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, $"{name}.json")))!.AsObject();

        var (_, story) = Play(told);

        Assert.Equal(Snapshot.Of(story), Snapshot.Of(Core.Engine.Facts.Rebuild(story.Plan, story.Facts)));
    }

    private static (string History, Story Story) Play(JsonObject told)
    {
        var template = TemplateDocument.Read(File.ReadAllBytes(Path.Combine(Folder, "Templates", $"{told["template"]}.json"))).Document!;
        var unit = told["unit"]!;
        var compilation = TemplateCompiler.Compile(template);
        Assert.Empty(compilation.Errors);
        var story = new Story(
            compilation.Plan!,
            Given.UnitOf((int)unit["members"]!, (string?)unit["type"] ?? "branch", (bool?)unit["pilot"] ?? false),
            (string)told["start"]!);

        List<string> text = [(string)told["story"]!, "", $"{story.Day:yyyy-MM-dd} launched"];
        Tell(text, story.Facts, story.Effects);
        foreach (var act in told["acts"]!.AsArray().Select(act => act!.AsObject()))
        {
            var known = story.Facts.Count;
            story.On((string)act["on"]!);
            text.Add($"{story.Day:yyyy-MM-dd} {string.Join(", ", act.Where(p => p.Key != "on").Select(p => $"{p.Key} {p.Value!.ToJsonString(Legible)}"))}");
            if ((string?)act["refused"] is { } code)
            {
                Assert.Equal(code, story.Refused(Input(story, act)));
                continue;
            }

            story.Do(Input(story, act));
            Tell(text, story.Facts.Skip(known), story.Effects);
        }

        var statuses = story.Plan.Activities.Where(a => a is PlanPhase or PlanGate or PlanRequirement).Select(a => $"{a.Key} {story.Status(a.Key!)}");
        return (string.Join('\n', [.. text, "", $"{story.Run.Status}: {string.Join(", ", statuses)}"]), story);
    }

    private static void Tell(List<string> text, IEnumerable<Fact> facts, IEnumerable<Effect> effects)
    {
        foreach (var fact in JsonNode.Parse(FactCodec.Write([.. facts]))!.AsArray()) text.Add($"  {fact!.ToJsonString(Legible)}");
        foreach (var effect in effects)
        {
            text.Add(effect switch
            {
                Notify notify => $"  > tell {string.Join('+', notify.To)}: {notify.Key} {notify.Round} {notify.Stage}",
                Convene convene => $"  > convene {convene.Key} {convene.Window}: {convene.From:yyyy-MM-dd}..{convene.To:yyyy-MM-dd}, proposed {convene.ProposedOn:yyyy-MM-dd}",
                _ => throw new InvalidOperationException(effect.ToString()),
            });
        }
    }

    private static Input Input(Story story, JsonObject act)
    {
        DateOnly? due = act["due"] is { } day ? Calendars.Written.Day((string)day!) : null;
        var reason = (string?)act["reason"];
        string? Named(string what) => (string?)act[what];
        return act.First(property => property.Key != "on").Key switch
        {
            "record" => Record(story, act, Named("record")!, act["happened"] is { } on ? Calendars.Written.Day((string)on!) : story.Day),
            "ask" => new GateAsked(Named("ask")!, Story.Secretary, (bool?)act["despite"] ?? false),
            "withdraw" => new GateWithdrawn(Named("withdraw")!),
            "decide" => new Decided(
                Named("decide")!, (int)act["row"]!, Enum.Parse<DecisionWord>(Named("word")!, ignoreCase: true), (int)act["row"]! == 0 ? Story.Instructor : Story.Superior,
                story[Named("decide")!].Asked, reason, Due: due, Responsible: Story.Secretary),
            "reopen" => new GateReopened(Named("gate")!, [.. act["reopen"]!.AsArray().Select(key => (string)key!)], due, Story.Superior, reason!),
            "keep" => new GateKept(Named("keep")!, Story.Superior, reason!),
            "waive" => new RequirementWaived(Named("waive")!, Story.Superior, reason!),
            "extend" => new DueChanged(Named("extend")!, due!.Value, reason!),
            "order" => new StatusOrdered(Enum.Parse<RunStatus>(Named("order")!, ignoreCase: true), reason!),
            "count" => new SubordinatesChanged([(Named("count")!, 0, new SubordinateCount((int)act["units"]!, (int)act["satisfied"]!, story.Now))]),
            "time" => new TimeReached(story.Now.AddDays(-1)),
            var other => throw new InvalidOperationException($"A story tells of '{other}'"),
        };
    }

    /// <summary>Differences of the kind's counters; of an essay, by how many members.</summary>
    private static EvidenceRecorded Record(Story story, JsonObject act, string key, DateOnly on)
    {
        long[] by = act["members"] is { } members ? [(long)members, 0, 0, (long)members] : [.. act["by"]!.AsArray().Select(number => (long)number!)];
        return story.RecordOn(on, key, by[0] < 0 ? -1 : 1, by) with { Supersedes = (bool?)act["correction"] ?? false };
    }
}
