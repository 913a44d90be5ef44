using Microsoft.EntityFrameworkCore;

namespace PhaseEngine.Data.Events;

/// <summary>Checks the seals: each by itself, all against the list outside, and what each of them says against the record.</summary>
internal sealed class SealCheck(PhaseEngineDb db, SealFiles files, List<ChainFinding> findings)
{
    private readonly SealedHeads heads = new(db);

    /// <summary>Seals read.</summary>
    public int Seals { get; private set; }

    /// <summary>Seals whose signature nobody could check, because the key is not on this machine.</summary>
    public int Unsigned { get; private set; }

    /// <summary>
    /// Every seal, since each says what no other does: only the streams that moved. They are read one at a time.
    /// </summary>
    /// <param name="campaign">Compares only what belongs to this campaign with the record.</param>
    /// <param name="ct">Gives up.</param>
    public async Task Verify(Guid? campaign, CancellationToken ct)
    {
        var lines = new SealList(files.SealFile).Read().ToList();
        for (var i = 0; i < lines.Count; i++)
        {
            if (lines[i] is null) findings.Add(new ChainFinding("seal-unreadable", null, i + 1));
        }

        var listed = lines.OfType<ListedSeal>().ToLookup(s => s.Number, s => s.Root);
        var lastListed = lines.Max(s => s?.Number) ?? 0;
        // Only whoever seals makes a key: with a new one every seal would look forged.
        using var key = File.Exists(files.KeyFile) ? SealKey.LoadOrCreate(files.KeyFile) : null;
        Seal? before = null;
        while (await After(before, ct) is { } seal)
        {
            for (var missing = (before?.Number ?? 0) + 1; missing < seal.Number; missing++) findings.Add(new ChainFinding("seal-missing", null, missing));
            // The newest seals are not listed yet.
            var isAsListed = listed.Contains(seal.Number) ? listed[seal.Number].All(root => root == Convert.ToHexString(seal.Root)) : seal.Number > lastListed;
            if (!isAsListed || !IsWhole(seal, before, key)) findings.Add(new ChainFinding("seal-forged", null, seal.Number));
            findings.AddRange(await heads.Compare(seal.Leaves, campaign, ct));
            if (key is null) Unsigned++;
            Seals++;
            before = seal;
        }

        var last = before?.Number ?? 0;
        findings.AddRange(listed.Select(s => s.Key).Where(number => number > last).Select(number => new ChainFinding("seal-missing", null, number)));
    }

    private Task<Seal?> After(Seal? before, CancellationToken ct)
    {
        var number = before?.Number ?? 0;
        return db.Seals.AsNoTracking().Where(s => s.Number > number).OrderBy(s => s.Number).FirstOrDefaultAsync(ct);
    }

    private static bool IsWhole(Seal seal, Seal? before, SealKey? key)
    {
        var followsOn = seal.Number != (before?.Number ?? 0) + 1 || seal.Previous.AsSpan().SequenceEqual(before?.Root ?? Chain.Empty);
        return followsOn
            && SealedHead.MerkleRoot(seal.Leaves).AsSpan().SequenceEqual(seal.Root)
            && key?.Signed(Sealer.Statement(seal.Number, seal.At, seal.Streams, seal.Root, seal.Previous), seal.Signature) != false;
    }
}
