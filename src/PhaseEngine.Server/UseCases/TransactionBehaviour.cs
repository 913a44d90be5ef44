using MediatR;
using PhaseEngine.Core;
using PhaseEngine.Data;

namespace PhaseEngine.Server.UseCases;

/// <summary>
/// One transaction round each command: what it changed, the events that tell of it and the kept answer of its idempotency
/// key are saved together or not at all. A command sent by another command, or under an idempotency key, joins the
/// transaction that is open.
/// </summary>
internal sealed class TransactionBehaviour<TCommand, T>(PhaseEngineDb db) : IPipelineBehavior<TCommand, Result<T>>
    where TCommand : ICommand<T>
{
    public async Task<Result<T>> Handle(TCommand request, CancellationToken cancellationToken, RequestHandlerDelegate<Result<T>> next)
    {
        if (db.Database.CurrentTransaction is not null) return await next();

        await using var transaction = await db.BeginWrite(cancellationToken);
        var result = await next();
        if (result.IsOk) await transaction.CommitAsync(cancellationToken);
        return result;
    }
}
