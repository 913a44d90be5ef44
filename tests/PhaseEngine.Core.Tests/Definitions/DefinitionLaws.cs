using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using PhaseEngine.Core.Definitions;
using PhaseEngine.Core.Tests.Calendars;

namespace PhaseEngine.Core.Tests.Definitions;

/// <summary>What holds for every definition, good or not.</summary>
public sealed class DefinitionLaws
{
    private static readonly Gen<JsonObject> Template = Gen.Elements(Samples.Names.Select(n => n.Data).ToArray()).Select(Samples.Json);

    [Fact]
    public void What_is_not_known_survives_reading_and_writing_anywhere()
    {
        var cases = from template in Template from changes in Mutation.Some select (template, changes);

        cases.Holds(c =>
        {
            Mutation.AddUnknown(c.template, c.changes);

            var once = Samples.Document(c.template).ToJson();
            var twice = Samples.Document(once).ToJson();

            return JsonNode.DeepEquals(c.template, once) && JsonNode.DeepEquals(once, twice);
        });
    }

    [Fact]
    public void Bytes_written_are_read_as_the_same()
    {
        Template.Holds(template =>
        {
            var document = Samples.Document(template);

            var again = TemplateDocument.Read(document.Write()).Document!;

            return JsonNode.DeepEquals(document.ToJson(), again.ToJson()) && document.ContentHash == again.ContentHash;
        });
    }

    [Fact]
    public void The_order_of_lists_and_the_canvas_carry_no_meaning()
    {
        var cases = from template in Template from seed in Gen.Choose(0, int.MaxValue) select (template, seed);

        cases.Holds(c =>
        {
            var before = Samples.Document(c.template).ContentHash;
            Shuffle(c.template, new Random(c.seed));

            return Samples.Document(c.template).ContentHash == before;
        });
    }

    [Fact]
    public void Whatever_a_document_holds_it_is_compiled_or_refused_in_words()
    {
        var cases = from template in Template from changes in Mutation.Some select (template, changes);

        cases.Holds(c =>
        {
            Mutation.Apply(c.template, c.changes);
            var reading = TemplateDocument.Read(c.template);
            if (reading.Document is not { } document) return reading.Findings.Count == 1;

            var compilation = TemplateCompiler.Compile(document);
            return compilation.Plan is null == compilation.Errors.Any();
        });
    }

    [Fact]
    public void Whatever_a_document_holds_it_can_be_written_and_read_again()
    {
        var cases = from template in Template from changes in Mutation.Some select (template, changes);

        cases.Holds(c =>
        {
            Mutation.Apply(c.template, c.changes);
            if (TemplateDocument.Read(c.template).Document is not { } document) return true;

            var again = TemplateDocument.Read(document.Write()).Document!;
            var fromStudio = TemplateDocument.Read(document.ForStudio()).Document!.LaidOver(document, type => type);
            return again.ContentHash == document.ContentHash && fromStudio.Flows.Count == document.Flows.Count;
        });
    }

    [Fact]
    public void Whatever_bytes_come_reading_them_throws_nothing()
    {
        var bytes = Samples.Bytes("Definitions/Examples/parallel-measures.json");
        var cases = from at in Gen.Choose(0, bytes.Length - 1) from value in Gen.Choose(0, 255) from length in Gen.Choose(1, bytes.Length) select (at, value, length);

        cases.Holds(c =>
        {
            var broken = (byte[])bytes.Clone();
            broken[c.at] = (byte)c.value;

            var cut = TemplateDocument.Read(broken.AsMemory(0, c.length));
            var whole = TemplateDocument.Read(broken);
            if (whole.Document is { } document) TemplateCompiler.Compile(document);

            return cut.Document is null == cut.Findings.Any();
        });
    }

    private static void Shuffle(JsonObject template, Random random)
    {
        foreach (var json in Mutation.Nodes(template).OfType<JsonObject>().ToList())
        {
            foreach (var list in (string[])["activities", "connections"])
            {
                if (json[list] is not JsonArray items) continue;

                var shuffled = items.ToArray();
                random.Shuffle(shuffled);
                items.Clear();
                foreach (var item in shuffled) items.Add(item);
            }

            if (json.ContainsKey("type") && json.ContainsKey("id") && json.Parent is not null)
            {
                json["metadata"] = new JsonObject { ["displayText"] = random.Next().ToString(System.Globalization.CultureInfo.InvariantCulture) };
                json.Remove("nodeId");
            }
        }
    }
}
