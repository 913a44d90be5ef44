using System.Data.Common;
using PhaseEngine.Data.Postgres;
using PhaseEngine.Server.Settings;

namespace PhaseEngine.Server.Jobs;

/// <summary>
/// Frees what a node that stands still has locked. No job: the clock's own rows may be what is locked, so this looks by itself
/// and begins before the clock does.
/// </summary>
internal sealed class EndStuckSessions(StuckSessions sessions, ServerSettings settings, ILogger<EndStuckSessions> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var turns = new PeriodicTimer(settings.Jobs.Standstill / StuckSessions.Looks);
        while (await turns.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                if (await sessions.Look(stoppingToken) is > 0 and var ended)
                    log.LogWarning("Ended {Sessions} database sessions that stood still in a transaction: a server was paused, or is gone without a word", ended);
            }
            catch (DbException unreachable)
            {
                log.LogWarning(unreachable, "Cannot look for database sessions that stand still");
            }
        }
    }
}
