using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core.Engine;
using PhaseEngine.Data;
using PhaseEngine.Data.Evidence;
using PhaseEngine.Server.Texts;

namespace PhaseEngine.Server.Features.Audit;

/// <summary>What the reader of a record may be told.</summary>
/// <param name="Members">Members by name; else somebody is 'a member', and no reason that concerns them is told.</param>
/// <param name="Plan">Knows what the keys of a campaign are called.</param>
internal sealed record Reading(bool Members, Plan? Plan = null);

/// <summary>
/// Acts beside those of runs, in sentences of the reader's language (Texts/audit.json). Facts hold ids and never names: those
/// are looked up as they are called today, for a whole page at once.
/// </summary>
internal sealed class ActSentences(PhaseEngineDb db, Remarks remarks)
{
    private const int Named = 3;

    public async Task<IReadOnlyList<string>> Of(IReadOnlyList<(string Act, JsonElement Facts)> acts, Reading reading, CancellationToken ct)
    {
        var names = await NamesOf([.. acts.SelectMany(a => Ids(a.Facts)).Distinct()], reading, ct);
        var words = await remarks.Read(acts.SelectMany(a => TextsOf(a.Facts)), Phrases.Say("runs.fact.erased"), ct);
        return [.. acts.Select(a => Say(a.Act, a.Facts, new(names, words), reading))];
    }

    private static string Say(string act, JsonElement facts, Known known, Reading reading)
    {
        var told = facts.EnumerateObject().ToDictionary(f => f.Name, f => Told(f.Value, known));
        foreach (var many in facts.EnumerateObject().Where(f => f.Value.ValueKind == JsonValueKind.Array))
            told[$"{many.Name}Count"] = many.Value.GetArrayLength();
        if (told.GetValueOrDefault("key") is string key && reading.Plan?.IndexOf(key) is >= 0 and var index) told["key"] = reading.Plan.Activities[index].Title.Said();
        var undoes = facts.TryGetProperty("undoes", out var move) && move.ValueKind == JsonValueKind.String;
        return Phrases.Find($"audit.{act}{VariantOf(act, told, undoes, reading)}", told) ?? Phrases.Find($"audit.{act}", told) ?? act;
    }

    /// <summary>The same act told otherwise, by what became of it.</summary>
    private static string VariantOf(string act, Dictionary<string, object?> facts, bool undoes, Reading reading) => act switch
    {
        "dueMoved" when undoes => "-undone",
        "extensionAnswered" when facts.GetValueOrDefault("granted") is false => "-refused",
        "unitChanged" when facts.GetValueOrDefault("dissolvedOn") is not null => "-dissolved",
        "recused" when facts.GetValueOrDefault("to") is null => "-up",
        "memberLeft" when !reading.Members => "-quietly",
        "postGranted" or "personInvited" when facts.GetValueOrDefault("subtree") is true => "-below",
        _ => "",
    };

    private static object? Told(JsonElement fact, Known known) => fact.ValueKind switch
    {
        JsonValueKind.String when fact.TryGetGuid(out var id) => known.Names.GetValueOrDefault(id),
        JsonValueKind.String when DateOnly.TryParseExact(fact.GetString(), "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) => day,
        JsonValueKind.String => known.Words(fact.GetString()),
        JsonValueKind.Number => fact.GetDecimal(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Array => fact.EnumerateArray().Take(Named).Select(one => Told(one, known)).OfType<string>().ToList(),
        _ => null,
    };

    private static IEnumerable<Guid> Ids(JsonElement fact) => fact.ValueKind switch
    {
        JsonValueKind.Object => fact.EnumerateObject().SelectMany(f => Ids(f.Value)),
        JsonValueKind.Array => fact.EnumerateArray().Take(Named).SelectMany(Ids),
        JsonValueKind.String when fact.TryGetGuid(out var id) => [id],
        _ => [],
    };

    private static IEnumerable<string?> TextsOf(JsonElement facts) =>
        facts.EnumerateObject().Where(f => f.Value.ValueKind == JsonValueKind.String).Select(f => f.Value.GetString());

    private async Task<IReadOnlyDictionary<Guid, string>> NamesOf(List<Guid> ids, Reading reading, CancellationToken ct)
    {
        var names = new Dictionary<Guid, string>();
        foreach (var unit in await db.Units.Where(u => ids.Contains(u.Id)).Select(u => new { u.Id, u.Name }).ToListAsync(ct)) names[unit.Id] = unit.Name;
        foreach (var user in await db.Users.Where(u => ids.Contains(u.Id)).Select(u => new { u.Id, u.Name }).ToListAsync(ct)) names[user.Id] = user.Name;
        foreach (var host in await db.Hosts.Where(h => ids.Contains(h.Id)).Select(h => new { h.Id, h.Name }).ToListAsync(ct)) names[host.Id] = host.Name;
        foreach (var member in await db.Members.Where(m => ids.Contains(m.Id)).Select(m => new { m.Id, m.Name }).ToListAsync(ct))
            names[member.Id] = reading.Members ? member.Name : Phrases.Say("audit.a-member");

        var posts =
            from post in db.Posts
            where ids.Contains(post.Id)
            join user in db.Users on post.UserId equals user.Id
            join unit in db.Units on post.UnitId equals unit.Id into units
            from unit in units.DefaultIfEmpty()
            select new { post.Id, post.Role, User = user.Name, Unit = unit.Name };
        foreach (var post in await posts.ToListAsync(ct)) names[post.Id] = Phrases.Say("audit.a-post", ("user", post.User), ("unit", post.Unit), ("role", post.Role));
        return names;
    }

    /// <param name="Names">What ids are called today.</param>
    /// <param name="Words">The words behind what stands for them on record.</param>
    private sealed record Known(IReadOnlyDictionary<Guid, string> Names, Func<string?, string?> Words);
}
