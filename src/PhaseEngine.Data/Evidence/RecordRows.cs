using NpgsqlTypes;
using PhaseEngine.Data.Runs;
using PhaseEngine.Data.Sql;

namespace PhaseEngine.Data.Evidence;

/// <summary>
/// What records add to the tables, gathered while an act makes them and written with the event that tells of them, in one round
/// trip (<see cref="RunStore"/>). Each row is written once, with the first run that is saved after it was added.
/// </summary>
public sealed class RecordRows
{
    private static readonly Table<EvidenceItem> Items = new("evidence", ["id"],
    [
        Column.Of<EvidenceItem, Guid>("id", NpgsqlDbType.Uuid, i => i.Id),
        Column.Of<EvidenceItem, string>("kind", NpgsqlDbType.Text, i => i.Kind),
        Column.Of<EvidenceItem, string>("form", NpgsqlDbType.Text, i => i.Form),
        Column.Of<EvidenceItem, Guid>("unit_id", NpgsqlDbType.Uuid, i => i.UnitId),
        Column.Of<EvidenceItem, DateOnly>("on", NpgsqlDbType.Date, i => i.On),
        Column.Of<EvidenceItem, DateTimeOffset>("recorded_at", NpgsqlDbType.TimestampTz, i => i.RecordedAt),
        Column.Of<EvidenceItem, Guid>("recorded_by", NpgsqlDbType.Uuid, i => i.RecordedBy),
        Column.Of<EvidenceItem, Guid>("supersedes", NpgsqlDbType.Uuid, i => i.Supersedes),
    ]);

    private static readonly Table<EvidenceContent> Contents = new("evidence_contents", ["evidence_id"],
    [
        Column.Of<EvidenceContent, Guid>("evidence_id", NpgsqlDbType.Uuid, c => c.EvidenceId),
        Column.Of<EvidenceContent, string>("document", NpgsqlDbType.Text, c => c.Document),
        Column.Of<EvidenceContent, byte[]>("salt", NpgsqlDbType.Bytea, c => c.Salt),
        Column.Of<EvidenceContent, byte[]>("commitment", NpgsqlDbType.Bytea, c => c.Commitment),
    ]);

    private static readonly Table<EvidenceUse> Uses = new("evidence_uses", ["evidence_id", "run_id", "key"],
    [
        Column.Of<EvidenceUse, Guid>("evidence_id", NpgsqlDbType.Uuid, u => u.EvidenceId),
        Column.Of<EvidenceUse, Guid>("run_id", NpgsqlDbType.Uuid, u => u.RunId),
        Column.Of<EvidenceUse, string>("key", NpgsqlDbType.Text, u => u.Key),
        Column.Of<EvidenceUse, string>("effect", NpgsqlDbType.Text, u => u.Effect),
    ]);

    private static readonly Table<MemberMarks> Sums = new("member_marks", ["run_id", "key", "member_id"],
    [
        Column.Of<MemberMarks, Guid>("run_id", NpgsqlDbType.Uuid, m => m.RunId),
        Column.Of<MemberMarks, string>("key", NpgsqlDbType.Text, m => m.Key),
        Column.Of<MemberMarks, Guid>("member_id", NpgsqlDbType.Uuid, m => m.MemberId),
        Column.Of<MemberMarks, string>("marks", NpgsqlDbType.Text, m => m.Marks),
    ]);

    private readonly List<EvidenceItem> items = [];
    private readonly List<EvidenceContent> contents = [];
    private readonly List<EvidenceUse> uses = [];
    private readonly Dictionary<(Guid Run, string Key, Guid Member), MemberMarks> sums = [];

    /// <param name="item">A record.</param>
    /// <param name="content">What it says; null for one that only takes another back.</param>
    public void Add(EvidenceItem item, EvidenceContent? content)
    {
        items.Add(item);
        if (content is not null) contents.Add(content);
    }

    /// <param name="use">That a record serves a requirement.</param>
    public void Add(EvidenceUse use) => uses.Add(use);

    /// <param name="marks">A member's sums as they are from now on.</param>
    public void Set(MemberMarks marks) => sums[(marks.RunId, marks.Key, marks.MemberId)] = marks;

    /// <summary>A member's sums as they were set and are still to be written; null when the table is right.</summary>
    public MemberMarks? SumsOf(Guid run, string key, Guid member) => sums.GetValueOrDefault((run, key, member));

    internal void MoveTo(RowBatch batch)
    {
        foreach (var item in items) batch.Insert(Items, item);
        foreach (var content in contents) batch.Insert(Contents, content);
        foreach (var use in uses) batch.Insert(Uses, use);
        batch.Upsert(Sums, [.. sums.Values]);
        items.Clear();
        contents.Clear();
        uses.Clear();
        sums.Clear();
    }
}
