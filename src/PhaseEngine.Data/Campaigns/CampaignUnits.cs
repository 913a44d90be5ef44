using NpgsqlTypes;
using PhaseEngine.Data.Sql;

namespace PhaseEngine.Data.Campaigns;

/// <summary>Writes who takes part in a campaign, as many as there are.</summary>
public static class CampaignUnits
{
    private sealed record Row(Guid Campaign, Guid Unit, int Batch, string? ExemptReason, Guid? ExemptBy);

    private static readonly Table<Row> Table = new("campaign_units", ["campaign_id", "unit_id"],
    [
        Column.Of<Row, Guid>("campaign_id", NpgsqlDbType.Uuid, r => r.Campaign),
        Column.Of<Row, Guid>("unit_id", NpgsqlDbType.Uuid, r => r.Unit),
        Column.Of<Row, int>("batch", NpgsqlDbType.Integer, r => r.Batch),
        Column.Of<Row, string>("exempt_reason", NpgsqlDbType.Text, r => r.ExemptReason),
        Column.Of<Row, Guid>("exempt_by", NpgsqlDbType.Uuid, r => r.ExemptBy),
    ]);

    /// <summary>Adds the units of one batch, within the caller's transaction.</summary>
    /// <param name="db">The database.</param>
    /// <param name="campaign">The campaign.</param>
    /// <param name="batch">The batch's number.</param>
    /// <param name="units">Each with the reason why it is exempt, or null.</param>
    /// <param name="by">Who exempts.</param>
    /// <param name="ct">Cancels.</param>
    public static Task Add(
        PhaseEngineDb db, Guid campaign, int batch, IReadOnlyList<(Guid Unit, string? ExemptReason)> units, Guid by, CancellationToken ct) =>
        db.Sets.Insert(
            db, Table, [.. units.Select(u => new Row(campaign, u.Unit, batch, u.ExemptReason, u.ExemptReason is null ? null : by))], ct);
}
