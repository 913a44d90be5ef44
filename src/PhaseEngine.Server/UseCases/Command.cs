using MediatR;
using PhaseEngine.Core;

namespace PhaseEngine.Server.UseCases;

/// <summary>An act: changes something, in one transaction. Refused, it has changed nothing.</summary>
internal interface ICommand<T> : IRequest<Result<T>>;

/// <summary>A question: changes nothing, and runs without a transaction.</summary>
internal interface IQuery<T> : IRequest<Result<T>>;

internal interface ICommandHandler<in TCommand, T> : IRequestHandler<TCommand, Result<T>>
    where TCommand : ICommand<T>;

internal interface IQueryHandler<in TQuery, T> : IRequestHandler<TQuery, Result<T>>
    where TQuery : IQuery<T>;

/// <summary>The value of a command that has nothing to say but that it is done.</summary>
internal readonly record struct Done
{
    public static readonly Done It;
}
