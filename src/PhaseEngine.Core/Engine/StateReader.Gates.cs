using System.Text.Json;

namespace PhaseEngine.Core.Engine;

/// <content>What a gate holds beside its activity's state.</content>
internal readonly partial struct StateReader
{
    private static GateState Gate(ref Utf8JsonReader json)
    {
        var status = GateStatus.Closed;
        Guid? askedBy = null;
        var conditionsMet = false;
        IReadOnlyList<string> missing = [], missingTwice = [], accepted = [], flagged = [];
        IReadOnlyList<Carried> carried = [];
        var flaggings = 0;
        DateOnly? reworkDue = null;
        Expect(ref json, JsonTokenType.StartObject);
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("s"u8)) status = (GateStatus)Int(ref json);
            else if (json.ValueTextEquals("by"u8)) askedBy = Id(ref json);
            else if (json.ValueTextEquals("met"u8)) conditionsMet = json.Read() && json.GetBoolean();
            else if (json.ValueTextEquals("missing"u8)) missing = Metrics(ref json);
            else if (json.ValueTextEquals("twice"u8)) missingTwice = Metrics(ref json);
            else if (json.ValueTextEquals("accepted"u8)) accepted = Metrics(ref json);
            else if (json.ValueTextEquals("flagged"u8)) flagged = Metrics(ref json);
            else if (json.ValueTextEquals("times"u8)) flaggings = Int(ref json);
            else if (json.ValueTextEquals("carried"u8)) carried = Carried(ref json);
            else if (json.ValueTextEquals("due"u8)) reworkDue = Day(ref json);
            else Unknown(ref json);
        }

        return new GateState
        {
            Status = status, AskedBy = askedBy, ConditionsMet = conditionsMet, Missing = missing, MissingTwice = missingTwice,
            Accepted = accepted, Flagged = flagged, Flaggings = flaggings, Carried = carried, ReworkDue = reworkDue,
        };
    }

    private static List<string> Metrics(ref Utf8JsonReader json)
    {
        var metrics = new List<string>();
        Expect(ref json, JsonTokenType.StartArray);
        while (json.Read() && json.TokenType == JsonTokenType.String) metrics.Add(json.GetString()!); // a string is one
        return metrics;
    }

    private static List<Carried> Carried(ref Utf8JsonReader json)
    {
        var carried = new List<Carried>();
        Expect(ref json, JsonTokenType.StartArray);
        while (json.Read() && json.TokenType == JsonTokenType.StartArray)
        {
            carried.Add(new Carried(Word(ref json), Day(ref json), Id(ref json)));
            Expect(ref json, JsonTokenType.EndArray);
        }

        return carried;
    }

    private static Guid Id(ref Utf8JsonReader json)
    {
        json.Read();
        return json.GetGuid();
    }
}
