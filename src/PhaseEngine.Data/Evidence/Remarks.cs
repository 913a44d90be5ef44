using System.Buffers.Text;
using System.Text;
using Microsoft.EntityFrameworkCore;

namespace PhaseEngine.Data.Evidence;

/// <summary>Keeps what people write with their acts beside the chain, and finds it again.</summary>
public sealed class Remarks(PhaseEngineDb db)
{
    /// <summary>The act by which words are erased, on the installation's record.</summary>
    public const string Erasure = "remarkErased";

    private const char Sign = '~';
    private const int Length = 44;

    /// <summary>Signs of this act. Only these pass for signs: what somebody types is words, whatever it looks like.</summary>
    private readonly HashSet<string> made = [];

    /// <summary>Stores words, in the caller's transaction.</summary>
    /// <returns>What stands for them in an event; nothing where nothing was written, and the same for the sign of words kept in this act, which stand on two records.</returns>
    public async Task<string> Keep(string words, DateTimeOffset now, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(words) || made.Contains(words)) return words;
        var salt = Commitment.NewSalt();
        var remark = new Remark { Id = Sign + Base64Url.EncodeToString(Commitment.Of(salt, words)), Words = words, Salt = salt, WrittenAt = now };
        db.Remarks.Add(remark);
        await db.SaveChangesAsync(ct);
        made.Add(remark.Id);
        return remark.Id;
    }

    /// <summary>The words behind what stands in events.</summary>
    /// <param name="said">What stands there.</param>
    /// <param name="erased">What to say of those that were erased.</param>
    /// <param name="ct">Gives up.</param>
    public async Task<Func<string?, string?>> Read(IEnumerable<string?> said, string erased, CancellationToken ct)
    {
        var known = new Dictionary<string, string?>();
        foreach (var chunk in said.OfType<string>().Where(IsOne).Distinct().Chunk(1000))
            foreach (var remark in await db.Remarks.AsNoTracking().Where(r => chunk.Contains(r.Id)).ToListAsync(ct)) known[remark.Id] = remark.Words;
        return text => text is not null && IsOne(text) ? known.GetValueOrDefault(text) ?? erased : text;
    }

    /// <summary>Every sign of words in an event.</summary>
    public static IReadOnlyList<string> In(ReadOnlySpan<byte> payload)
    {
        List<string>? found = null;
        for (var at = payload.IndexOf("\"~"u8); at >= 0; at = payload.IndexOf("\"~"u8))
        {
            payload = payload[(at + 1)..];
            if (payload.Length > Length && payload[Length] == '"' && Encoding.UTF8.GetString(payload[..Length]) is var text && IsOne(text)) (found ??= []).Add(text);
        }

        return found ?? (IReadOnlyList<string>)[];
    }

    private static bool IsOne(string text) => text.Length == Length && text[0] == Sign && Base64Url.IsValid(text.AsSpan(1));
}
