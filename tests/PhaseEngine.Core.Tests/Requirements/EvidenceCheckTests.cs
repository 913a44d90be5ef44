using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using PhaseEngine.Core.Requirements;
using PhaseEngine.Core.Tests.Calendars;

namespace PhaseEngine.Core.Tests.Requirements;

public sealed class EvidenceCheckTests
{
    private static readonly EvidenceForm Form = new("session", [EvidenceForm.Owner],
    [
        new("on", FieldType.Date, Required: true),
        new("title", FieldType.Line),
        new("short", FieldType.Line, Max: 3),
        new("text", FieldType.Text),
        new("minutes", FieldType.Whole, Min: 1, Max: 600),
        new("score", FieldType.Number, Min: 0, Max: 100),
        new("open", FieldType.Bool),
        new("way", FieldType.Word, Words: ["a", "b"]),
        new("who", FieldType.Member),
        new("item", FieldType.Item),
        new("present", FieldType.Members),
        new("actions", FieldType.Rows, Rows: [new("what", FieldType.Line, Required: true), new("due", FieldType.Date)]),
    ]);

    [Fact]
    public void A_record_as_the_form_wants_it_is_taken()
    {
        var problem = Check($$"""
            {"on":"2005-08-01","title":"第一讲","text":"两\n行","minutes":90,"score":87.5,"open":false,"way":"b","who":"{{Ledger.Id(1)}}",
             "item":"{{Ledger.Id(2)}}","present":{{Ledger.Ids(1, 2)}},"actions":[{"what":"公示","due":"2005-08-02"}]}
            """);

        Assert.Null(problem);
    }

    [Theory]
    [InlineData("""{}""", "on", "required")]
    [InlineData("""{"on":null}""", "on", "required")]
    [InlineData("""{"on":"  "}""", "on", "required")]
    [InlineData("""{"on":"2005-02-29"}""", "on", "type")]
    [InlineData("""{"on":"01.08.2005"}""", "on", "type")]
    [InlineData("""{"on":20050801}""", "on", "type")]
    [InlineData("""{"on":"2005-08-01","titel":"x"}""", "titel", "unknown")]
    [InlineData("""{"on":"2005-08-01","title":7}""", "title", "type")]
    [InlineData("""{"on":"2005-08-01","title":"a\nb"}""", "title", "type")]
    [InlineData("""{"on":"2005-08-01","short":"abcd"}""", "short", "long")]
    [InlineData("""{"on":"2005-08-01","minutes":"90"}""", "minutes", "type")]
    [InlineData("""{"on":"2005-08-01","minutes":1.5}""", "minutes", "type")]
    [InlineData("""{"on":"2005-08-01","minutes":0}""", "minutes", "least")]
    [InlineData("""{"on":"2005-08-01","minutes":601}""", "minutes", "greatest")]
    [InlineData("""{"on":"2005-08-01","minutes":1e400}""", "minutes", "type")]
    [InlineData("""{"on":"2005-08-01","score":100.01}""", "score", "greatest")]
    [InlineData("""{"on":"2005-08-01","open":"true"}""", "open", "type")]
    [InlineData("""{"on":"2005-08-01","way":"c"}""", "way", "word")]
    [InlineData("""{"on":"2005-08-01","way":1}""", "way", "type")]
    [InlineData("""{"on":"2005-08-01","who":"张三"}""", "who", "type")]
    [InlineData("""{"on":"2005-08-01","item":["x"]}""", "item", "type")]
    [InlineData("""{"on":"2005-08-01","present":["张三"]}""", "present", "type")]
    [InlineData("""{"on":"2005-08-01","present":[null]}""", "present", "type")]
    [InlineData("""{"on":"2005-08-01","present":{}}""", "present", "type")]
    [InlineData("""{"on":"2005-08-01","actions":"x"}""", "actions", "type")]
    [InlineData("""{"on":"2005-08-01","actions":["x"]}""", "actions[0]", "type")]
    [InlineData("""{"on":"2005-08-01","actions":[{"what":"a"},{"due":"2005-08-01"}]}""", "actions[1].what", "required")]
    [InlineData("""{"on":"2005-08-01","actions":[{"what":"a","due":"soon","x":1}]}""", "actions[0].x|actions[0].due", "unknown|type")]
    public void Faults_are_named_with_their_fields(string document, string fields, string reasons)
    {
        var problem = Check(document);

        Assert.Equal(fields.Split('|').Zip(reasons.Split('|'), (field, reason) => new FieldFault(field, reason)), Faults.Of(problem));
    }

    [Fact]
    public void All_faults_are_reported_at_once()
    {
        var problem = Check("""{"minutes":0,"way":"c","x":1}""");

        Assert.Equal([new("x", "unknown"), new("on", "required"), new("minutes", "least"), new("way", "word")], Faults.Of(problem));
    }

    [Fact]
    public void Sizes_are_capped()
    {
        var problem = EvidenceCheck.Check(Form, new JsonObject
        {
            ["on"] = "2005-08-01",
            ["title"] = new string('字', EvidenceCheck.LongestLine + 1),
            ["text"] = new string('字', EvidenceCheck.LongestText + 1),
            ["present"] = new JsonArray([.. Enumerable.Range(0, EvidenceCheck.MostMembers + 1).Select(n => JsonValue.Create(Ledger.Id(n).ToString()))]),
            ["actions"] = new JsonArray([.. Enumerable.Range(0, EvidenceCheck.MostRows + 1).Select(_ => new JsonObject { ["what"] = "x" })]),
        });

        Assert.Equal([new("title", "long"), new("text", "long"), new("present", "long"), new("actions", "long")], Faults.Of(problem));
    }

    [Fact]
    public void A_member_stands_once_in_a_list() =>
        Assert.Equal([new("present", "twice")], Faults.Of(Check($$"""{"on":"2005-08-01","present":{{Ledger.Ids(1, 2, 1)}}}""")));

    [Fact]
    public void Whatever_a_record_holds_the_answer_is_a_value_and_what_passes_can_be_read()
    {
        string[] odd =
        [
            "null", "true", "1", "-1", "1.5", "1e400", "9e18", "\"\"", "\"a\"", "\"2005-08-01\"", $"\"{Ledger.Id(1)}\"", "[]", "[1]",
            $"[\"{Ledger.Id(1)}\"]", "[null]", "{}", "[{}]", "[{\"what\":\"x\"}]",
        ];
        Gen<string> ValueOf(Field field) => Gen.Frequency((9, Plausible(field)), (1, Gen.Elements(odd)));
        var cases =
            from form in Gen.Elements(Kinds.All.SelectMany(kind => kind.Forms.Select(form => (Kind: kind, Form: form))).ToArray())
            from chosen in Gen.CollectToArray(form.Form.Fields, ValueOf)
            select (form, chosen);

        cases.Holds(c =>
        {
            var (kind, form) = c.form;
            var document = new JsonObject(form.Fields.Zip(c.chosen, (field, value) => KeyValuePair.Create(field.Name, JsonNode.Parse(value))));
            if (EvidenceCheck.Check(form, document) is { Code: var code }) return code == "evidence-invalid";

            var read = kind.Read(new Ledger(kind).Rules, form.Name, document);
            return read.IsOk || read.Problem.Code == "evidence-invalid";
        });
    }

    /// <summary>A value such as people fill in; what it says may still be at odds with another field.</summary>
    private static Gen<string> Plausible(Field field) => field.Type switch
    {
        FieldType.Date => Gen.Constant("\"2005-08-01\""),
        FieldType.Number or FieldType.Whole => Gen.Choose(1, 60).Select(n => $"{n}"),
        FieldType.Bool => Gen.Elements("true", "false"),
        FieldType.Word => Gen.Elements([.. field.Words!]).Select(word => $"\"{word}\""),
        FieldType.Member or FieldType.Item => Gen.Choose(1, 5).Select(n => $"\"{Ledger.Id(n)}\""),
        FieldType.Members => Gen.SubListOf(1, 2, 3, 4, 5).Select(numbers => Ledger.Ids([.. numbers])),
        FieldType.Rows => Gen.CollectToArray(field.Rows!, Plausible)
            .Select(values => $"{{{string.Join(',', field.Rows!.Zip(values, (f, value) => $"\"{f.Name}\":{value}"))}}}")
            .ListOf().Select(rows => $"[{string.Join(',', rows)}]"),
        _ => Gen.Elements("\"说明\"", "\"\""),
    };

    private static Problem? Check(string document) => EvidenceCheck.Check(Form, JsonNode.Parse(document)!.AsObject());
}
