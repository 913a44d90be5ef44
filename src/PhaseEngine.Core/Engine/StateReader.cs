using System.Text.Json;
using PhaseEngine.Core.Organisations;

namespace PhaseEngine.Core.Engine;

/// <summary>Reads what <see cref="StateCodec"/> wrote.</summary>
internal readonly partial struct StateReader(Plan plan, StateNames names)
{
    private static readonly UnitFacts Nobody = new("branch", "branch", null, false, []);

    public RunState Read(ReadOnlySpan<byte> utf8)
    {
        var json = new Utf8JsonReader(utf8);
        var run = new RunState(plan, Nobody);
        Expect(ref json, JsonTokenType.StartObject);
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("status"u8)) run.Status = (RunStatus)Int(ref json);
            else if (json.ValueTextEquals("unit"u8)) run.Unit = Unit(ref json);
            else if (json.ValueTextEquals("at"u8)) ReadActivities(ref json, run);
            else if (json.ValueTextEquals("sub"u8)) ReadSubordinates(ref json, run);
            else if (json.ValueTextEquals("windows"u8)) ReadWindows(ref json, run);
            else Unknown(ref json);
        }

        return run;
    }

    private static UnitFacts Unit(ref Utf8JsonReader json)
    {
        var (type, level, sector, pilot) = ("branch", "branch", (string?)null, false);
        var roster = new List<RosterGroup>();
        Expect(ref json, JsonTokenType.StartObject);
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("type"u8)) type = Word(ref json);
            else if (json.ValueTextEquals("level"u8)) level = Word(ref json);
            else if (json.ValueTextEquals("sector"u8)) sector = Word(ref json);
            else if (json.ValueTextEquals("pilot"u8)) pilot = json.Read() && json.GetBoolean();
            else if (json.ValueTextEquals("roster"u8)) ReadRoster(ref json, roster);
            else Unknown(ref json);
        }

        return new UnitFacts(type, level, sector, pilot, roster);
    }

    private static void ReadRoster(ref Utf8JsonReader json, List<RosterGroup> roster)
    {
        Expect(ref json, JsonTokenType.StartArray);
        while (json.Read() && json.TokenType == JsonTokenType.StartArray)
        {
            var category = Word(ref json);
            var count = Int(ref json);
            var flags = Int(ref json);
            roster.Add(new RosterGroup(new MemberFacts(category, (flags & 1) != 0, (flags & 2) != 0, (flags & 4) != 0), count));
            Expect(ref json, JsonTokenType.EndArray);
        }
    }

    private void ReadActivities(ref Utf8JsonReader json, RunState run)
    {
        Expect(ref json, JsonTokenType.StartObject);
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var index = names.Activity(ref json);
            if (index < 0) Unknown(ref json);
            else ReadActivity(ref json, run, index);
        }
    }

    private void ReadActivity(ref Utf8JsonReader json, RunState run, int index)
    {
        ref var state = ref run.Activities[index];
        Expect(ref json, JsonTokenType.StartObject);
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            // What most activities have comes first.
            if (json.ValueTextEquals("s"u8)) state.Status = (ActivityStatus)Int(ref json);
            else if (json.ValueTextEquals("in"u8)) state.Entered = Day(ref json);
            else if (json.ValueTextEquals("due"u8)) state.Due = Day(ref json);
            else if (json.ValueTextEquals("r"u8)) state.RoundStatus = (RoundStatus)Int(ref json);
            else if (json.ValueTextEquals("n"u8)) state.Round = Int(ref json);
            else if (json.ValueTextEquals("o"u8)) state.Outcome = (Outcome)Int(ref json);
            else if (json.ValueTextEquals("done"u8)) state.Done = Day(ref json);
            else if (json.ValueTextEquals("c"u8)) ReadCounters(ref json, run, index);
            else if (json.ValueTextEquals("worked"u8)) state.Worked = json.Read() && json.GetBoolean();
            else if (json.ValueTextEquals("g"u8)) run.Gates[index] = Gate(ref json);
            else if (json.ValueTextEquals("asked"u8)) state.Asked = Int(ref json);
            else if (json.ValueTextEquals("v"u8)) state.Version = Id(ref json);
            else if (json.ValueTextEquals("handed"u8)) state.Handed = Day(ref json);
            else if (json.ValueTextEquals("ok"u8)) state.Answered = json.Read() ? json.GetUInt32() : 0;
            else if (json.ValueTextEquals("await"u8)) state.Awaiting = Day(ref json);
            else Unknown(ref json);
        }
    }

    private void ReadCounters(ref Utf8JsonReader json, RunState run, int index)
    {
        Expect(ref json, JsonTokenType.StartObject);
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var place = names.Counter(index, ref json);
            json.Read();
            if (place >= 0) run.Counters[((PlanRequirement)plan.Activities[index]).CounterBase + place] = json.GetInt64();
        }
    }

    private void ReadSubordinates(ref Utf8JsonReader json, RunState run)
    {
        Expect(ref json, JsonTokenType.StartArray);
        while (json.Read() && json.TokenType == JsonTokenType.StartArray)
        {
            var gate = Word(ref json);
            var ordinal = Int(ref json);
            var (units, satisfied) = (Int(ref json), Int(ref json));
            json.Read();
            var count = new SubordinateCount(units, satisfied, json.GetDateTimeOffset());
            var index = Array.FindIndex(plan.SubordinateLeaves, leaf => leaf.Gate == gate && leaf.Ordinal == ordinal);
            if (index >= 0) run.Subordinates[index] = count;
            Expect(ref json, JsonTokenType.EndArray);
        }
    }

    private static void ReadWindows(ref Utf8JsonReader json, RunState run)
    {
        Expect(ref json, JsonTokenType.StartObject);
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var key = json.GetString()!;
            var windows = new List<PastWindow>();
            Expect(ref json, JsonTokenType.StartArray);
            while (json.Read() && json.TokenType == JsonTokenType.Number) {
                var number = json.GetInt32();
                var to = Day(ref json);
                json.Read();
                windows.Add(new PastWindow(number, to, json.TokenType == JsonTokenType.Null ? null : json.GetInt32()));
            }

            run.Windows[key] = windows;
        }
    }

    private static int Int(ref Utf8JsonReader json)
    {
        json.Read();
        return json.GetInt32();
    }

    private static DateOnly Day(ref Utf8JsonReader json)
    {
        var number = Int(ref json);
        return new DateOnly(number / 10000, number / 100 % 100, number % 100);
    }

    private static string Word(ref Utf8JsonReader json)
    {
        json.Read();
        return json.GetString() ?? throw new JsonException("A word is missing.");
    }

    private static void Expect(ref Utf8JsonReader json, JsonTokenType token)
    {
        if (!json.Read() || json.TokenType != token) throw new JsonException($"A state has {token} here, not {json.TokenType}.");
    }

    private static void Unknown(ref Utf8JsonReader json)
    {
        json.Read();
        json.Skip();
    }
}
