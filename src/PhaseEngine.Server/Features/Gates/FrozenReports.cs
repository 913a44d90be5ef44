using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core.Engine;
using PhaseEngine.Core.Gates;
using PhaseEngine.Data;
using PhaseEngine.Data.Events;

namespace PhaseEngine.Server.Features.Gates;

/// <summary>The reports of a gate as they stood when it was asked for: they live in the events of the askings.</summary>
internal sealed class FrozenReports(PhaseEngineDb db)
{
    public const string GateAsked = "gateAsked";

    /// <summary>The report of one asking, from 1; null when it was never asked so often.</summary>
    public async Task<GateReport?> Find(Guid run, string gate, int asking, CancellationToken ct)
    {
        var payloads = await db.Events.AsNoTracking()
            .Where(e => e.Stream == run && e.Act == GateAsked).OrderBy(e => e.Seq).Select(e => e.Payload).ToListAsync(ct);
        return payloads.SelectMany(EventPayload.Facts).OfType<Asked>()
            .Where(asked => asked.Key == gate && asked.Report is not null).Select(asked => asked.Report).ElementAtOrDefault(asking - 1);
    }
}
