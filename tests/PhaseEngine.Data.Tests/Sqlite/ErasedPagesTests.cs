using Microsoft.EntityFrameworkCore;
using PhaseEngine.Data.Evidence;

namespace PhaseEngine.Data.Tests.Sqlite;

public sealed class ErasedPagesTests() : Conformance(TestDatabases.Sqlite)
{
    [Fact]
    public async Task What_was_erased_stands_nowhere_in_the_file()
    {
        var words = string.Concat(Enumerable.Repeat("Somebody's illness, in so many words. ", 400)); // several pages of the file
        var record = Guid.CreateVersion7();
        Db.Add(new EvidenceItem { Id = record, Kind = "PhaseEngine.Document", Form = "draft", UnitId = Guid.CreateVersion7(), On = new(2005, 8, 1), RecordedAt = DateTimeOffset.UnixEpoch, RecordedBy = Guid.CreateVersion7() });
        Db.Add(new EvidenceContent { EvidenceId = record, Document = words, Salt = [1], Commitment = [2] });
        await Db.SaveChangesAsync(Ct);
        Assert.Contains("Somebody's illness", await Written());

        await Db.Set<EvidenceContent>().ExecuteUpdateAsync(set => set.SetProperty(c => c.Document, (string?)null), Ct);

        Assert.DoesNotContain("Somebody's illness", await Written());
    }

    /// <summary>The whole file, after what the log holds has gone into it.</summary>
    private async Task<string> Written()
    {
        await Db.Database.ExecuteSqlRawAsync("pragma wal_checkpoint(truncate)", Ct);
        await using var file = new FileStream(Services.GetRequiredService<Database>().SqlitePath, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(file, System.Text.Encoding.Latin1);
        return await reader.ReadToEndAsync(Ct);
    }
}
