using PhaseEngine.Core.Engine;

namespace PhaseEngine.Core.Tests.Engine.Laws;

/// <summary>
/// A template drawn from a seed: phases in a row or side by side, choices, requirements of every kind with and without approvals,
/// gates with conditions over what is there by then, ways back. Whoever does everything asked for can pass all of it.
/// </summary>
internal sealed class RandomTemplate
{
    private static readonly string[] Kinds = ["Document", "Essay", "Meeting", "Study", "Register", "Opinion", "Survey"];

    private static readonly string[] Reviews =
    [
        """[{"role":"instructor","act":"review","within":"2wd"}]""",
        """[{"role":"instructor","act":"advise","within":"1wd"},{"role":"supervisor","act":"approve"}]""",
        """[{"role":"supervisor","act":"file"},{"role":"instructor","act":"review"}]""",
        """[{"role":"supervisor","act":"file","within":"5wd"}]""",
    ];

    private static readonly string?[] GateApprovals =
    [
        null,
        Given.Approved,
        """[{"role":"instructor","act":"review"},{"role":"supervisor","act":"approve","within":"3wd"}]""",
        """[{"role":"instructor","act":"advise","within":"1wd"},{"role":"supervisor","act":"approve"}]""",
    ];

    private readonly Random random;
    private readonly List<string> leaves = [];

    private RandomTemplate(int seed) => random = new Random(seed);

    public static Plan Of(int seed) => Given.Template(new RandomTemplate(seed).Root);

    private void Root(Flow root)
    {
        var phases = 1 + random.Next(3);
        var inARow = random.Next(3) > 0;
        var path = "start";
        for (var n = 0; n < phases; n++)
        {
            var key = $"p{n}";
            var length = random.Next(5) == 0 ? "" : $"\"length\":\"{10 + random.Next(60)}d\"";
            var seen = leaves.ToList();
            root.Phase(key, body => Body(body, key), $"{{{length}}}");
            if (inARow) path += $" > {key}";
            else leaves.RemoveAll(leaf => !seen.Contains(leaf));
        }

        if (random.Next(4) == 0)
        {
            root.Choice("way", Given.Is("unit.members", ">=", 8)).Phase("aside", body => body.Document("a-doc")).Path("start > way.Yes > aside");
        }

        var closing = !inARow || random.Next(2) == 0;
        if (inARow) root.Path(closing ? $"{path} > closing" : path);
        if (closing) root.Gate("closing").Path("closing.Passed > end");
        if (closing && !inARow) root.Path("start > closing");
    }

    private void Body(Flow body, string phase)
    {
        var requirements = new List<string>();
        var count = 1 + random.Next(4);
        for (var n = 0; n < count; n++)
        {
            var key = $"{phase}-r{n}";
            AddRequirement(body, key);
            if (requirements.Count > 0 && random.Next(3) == 0) body.Path($"start > {requirements[^1]} > {key}");
            requirements.Add(key);
        }

        if (random.Next(3) > 0)
        {
            body.Meetings($"{phase}-m", random.Next(2) == 0 ? "{}" : """{"repeat":"7d"}""");
        }

        AddGate(body, phase, requirements);
    }

    private void AddRequirement(Flow body, string key)
    {
        var kind = Kinds[random.Next(Kinds.Length)];
        var due = random.Next(3) switch { 0 => "\"due\":\"08-10\"", 1 => "\"due\":\"entry+5d\"", _ => "\"due\":\"start+9d\"" };
        switch (kind)
        {
            case "Essay":
                body.Essay(key, $"{{{due}}}");
                leaves.Add(Given.Is($"{key}.coverage", ">=", 60 + (10 * random.Next(5))));
                leaves.Add(Given.Not(Given.Is($"{key}.passed", "<", 50)));
                break;
            case "Document":
                body.Document(key, random.Next(2) == 0 ? $"{{{due}}}" : $"{{{due},\"approvals\":{Reviews[random.Next(Reviews.Length)]}}}");
                leaves.Add(Given.Is($"{key}.submitted", "=", true));
                break;
            case "Survey":
                body.Requirement(kind, key, $$"""{{{due}},"respondents":["masses"]}""");
                leaves.Add(Given.Is($"{key}.satisfaction", ">=", 80));
                break;
            default:
                body.Requirement(kind, key, $"{{{due}}}");
                break;
        }

        leaves.Add(Given.Is($"{key}.status", "in", new[] { "done", "waived", "notAsked" }));
    }

    private void AddGate(Flow body, string phase, List<string> requirements)
    {
        var gate = $"{phase}-g";
        var reopens = requirements.Where(_ => random.Next(2) == 0).Select(key => $"\"{key}\"");
        var properties = $$"""{"allows":["condition","override"],"reopens":[{{string.Join(',', reopens)}}]}""";
        var approvals = GateApprovals[random.Next(GateApprovals.Length)];
        var tree = random.Next(4) == 0 ? null : Tree(2);
        body.Gate(gate, tree, approvals, properties);
        body.Path(random.Next(2) == 0 ? $"start > {gate}.Passed > end" : $"{requirements[^1]} > {gate}.Passed > end");
        if (approvals is null || random.Next(2) == 0) return;

        body.Document($"{phase}-w").Path($"{gate}.Returned > {phase}-w > {gate}");
    }

    private string Tree(int depth)
    {
        if (depth == 0 || random.Next(3) == 0) return leaves[random.Next(leaves.Count)];

        string[] parts = [.. Enumerable.Range(0, 1 + random.Next(3)).Select(_ => Tree(depth - 1))];
        return random.Next(3) == 0 ? Given.Any(parts) : Given.All(parts);
    }
}
