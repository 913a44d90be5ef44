using System.Text.Json.Nodes;

namespace PhaseEngine.Core.Requirements;

/// <summary>
/// Calls the roll of a meeting or a session: people tick the absent only, the record names everybody (S.18, S.28). Done before a
/// record is stored, so that what is stored says by itself who was there.
/// </summary>
public static class Roll
{
    /// <summary>The field of those who were there.</summary>
    public const string Present = "present";

    /// <summary>The field of those who were asked and were not.</summary>
    public const string Absent = "absent";

    /// <summary>
    /// Fills in the list that is missing: everybody asked who is not in the other one. Where both are given, even if empty, they
    /// stand: a session of some members only says so by an empty list of absent ones.
    /// </summary>
    /// <param name="form">The record's form; one without a roll changes nothing.</param>
    /// <param name="document">The record, already checked against the form; changed in place.</param>
    /// <param name="asked">The members asked, on the day of the record.</param>
    public static void Call(EvidenceForm form, JsonObject document, IReadOnlyList<Guid> asked)
    {
        if (!form.Fields.Any(f => f.Name == Present) || !form.Fields.Any(f => f.Name == Absent)) return;

        if (document[Present] is null) document[Present] = Others(Absent);
        else if (document[Absent] is null) document[Absent] = Others(Present);

        JsonArray Others(string field)
        {
            var named = document.Members(field).ToHashSet();
            document[field] ??= new JsonArray();
            return [.. asked.Where(member => !named.Contains(member)).Select(member => JsonValue.Create(member.ToString("D")))];
        }
    }
}
