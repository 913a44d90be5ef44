using System.Text.Json.Nodes;
using PhaseEngine.Core.Requirements;

namespace PhaseEngine.Core.Tests.Requirements;

public sealed class RollTests
{
    private static readonly EvidenceForm Form =
        new("session", [EvidenceForm.Owner], [new(Roll.Present, FieldType.Members), new(Roll.Absent, FieldType.Members)]);

    private static readonly Guid[] Asked = [Ledger.Id(1), Ledger.Id(2), Ledger.Id(3)];

    [Theory]
    [InlineData("{}", "1,2,3", "")]
    [InlineData("""{"absent":[2]}""", "1,3", "2")]
    [InlineData("""{"absent":[1,2,3]}""", "", "1,2,3")]
    [InlineData("""{"present":[2]}""", "2", "1,3")]
    [InlineData("""{"present":[2],"absent":[]}""", "2", "")]
    [InlineData("""{"present":[1,9],"absent":[2]}""", "1,9", "2")]
    public void Names_everybody(string given, string present, string absent)
    {
        var document = JsonNode.Parse(given)!.AsObject();
        foreach (var (field, numbers) in document.ToList())
            document[field] = JsonNode.Parse(Ledger.Ids([.. numbers!.AsArray().Select(n => (int)n!)]));

        Roll.Call(Form, document, Asked);

        Assert.Equal(Ids(present), document[Roll.Present]!.ToJsonString());
        Assert.Equal(Ids(absent), document[Roll.Absent]!.ToJsonString());
    }

    [Fact]
    public void A_form_without_a_roll_is_left_alone()
    {
        var document = new JsonObject();

        Roll.Call(new EvidenceForm("own", [EvidenceForm.Owner], [new("members", FieldType.Members)]), document, Asked);

        Assert.Empty(document);
    }

    private static string Ids(string numbers) =>
        Ledger.Ids([.. numbers.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(n => int.Parse(n, null))]);
}
