using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace PhaseEngine.Data.Sqlite;

/// <summary>
/// A write transaction on SQLite, which has one writer: those of this process wait in order for their turn, instead of asking
/// again and again and being overtaken by a launch. Other processes are waited for by the busy timeout.
/// </summary>
internal sealed class WriteTurn : IDbContextTransaction, IInfrastructure<System.Data.Common.DbTransaction>
{
    private static readonly ConcurrentDictionary<string, SemaphoreSlim> Turns = new(StringComparer.Ordinal);

    private readonly IDbContextTransaction transaction;
    private SemaphoreSlim? turn;

    private WriteTurn(IDbContextTransaction transaction, SemaphoreSlim turn) => (this.transaction, this.turn) = (transaction, turn);

    public Guid TransactionId => transaction.TransactionId;

    public System.Data.Common.DbTransaction Instance => transaction.GetDbTransaction();

    public static async Task<IDbContextTransaction> Begin(DatabaseFacade database, CancellationToken ct)
    {
        var turn = Turns.GetOrAdd(database.GetConnectionString()!, _ => new SemaphoreSlim(1));
        await turn.WaitAsync(ct);
        try
        {
            // Takes the write lock at once (begin immediate), so that no transaction finds out later that it may not write.
            return new WriteTurn(await database.BeginTransactionAsync(ct), turn);
        }
        catch
        {
            turn.Release();
            throw;
        }
    }

    public void Commit()
    {
        transaction.Commit();
        PassOn();
    }

    public async Task CommitAsync(CancellationToken cancellationToken = default)
    {
        await transaction.CommitAsync(cancellationToken);
        PassOn();
    }

    public void Rollback()
    {
        transaction.Rollback();
        PassOn();
    }

    public async Task RollbackAsync(CancellationToken cancellationToken = default)
    {
        await transaction.RollbackAsync(cancellationToken);
        PassOn();
    }

    public void Dispose()
    {
        transaction.Dispose();
        PassOn();
    }

    public async ValueTask DisposeAsync()
    {
        await transaction.DisposeAsync();
        PassOn();
    }

    /// <summary>The next may write, once.</summary>
    private void PassOn() => Interlocked.Exchange(ref turn, null)?.Release();
}
