using Microsoft.EntityFrameworkCore;
using PhaseEngine.Data;

namespace PhaseEngine.Server.Doctor;

/// <summary>Whether this machine's clock agrees with the database's and does not lie before what is on record.</summary>
internal sealed class ClockCheckUp(PhaseEngineDb db, Database database, TimeProvider clock) : ICheckUp
{
    /// <summary>Leases and links bear some seconds; more is a clock nobody sets.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(5);

    public int Order => 20;

    public async Task<IReadOnlyList<CheckUp>> Look(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var latest = await db.Events.MaxAsync(e => (DateTimeOffset?)e.At, ct);
        if (latest > now + Tolerance) return [new("clock", false, $"{now:u}, but events are on record up to {latest:u}: set the clock")];
        if (database.IsSqlite) return [new("clock", true, $"{now:u}")];

        var there = await db.Database.SqlQueryRaw<DateTimeOffset>("select clock_timestamp() as \"Value\"").SingleAsync(ct);
        var apart = (there - clock.GetUtcNow()).Duration();
        return [new("clock", apart <= Tolerance, $"{now:u}, {apart.TotalSeconds:0.0} s from the database's{(apart > Tolerance ? ": let both follow one time server" : "")}")];
    }
}
