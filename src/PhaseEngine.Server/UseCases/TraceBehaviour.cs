using MediatR;
using PhaseEngine.Core;
using PhaseEngine.Server.Telemetry;

namespace PhaseEngine.Server.UseCases;

/// <summary>
/// A span, a line in the log and two measurements for each use case. Neither holds what was asked, only that it was: a
/// command's fields are personal data or secrets often enough.
/// </summary>
internal sealed class TraceBehaviour<TRequest, T>(ILogger<TraceBehaviour<TRequest, T>> log, TimeProvider clock)
    : IPipelineBehavior<TRequest, Result<T>>
    where TRequest : IRequest<Result<T>>
{
    // GateDecisions.Decide+Command says 'Decide'.
    private static readonly string UseCase = typeof(TRequest).DeclaringType?.Name ?? typeof(TRequest).Name;

    public async Task<Result<T>> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<Result<T>> next)
    {
        using var span = Instruments.Source.StartActivity(UseCase);
        var started = clock.GetTimestamp();
        var outcome = "failed";
        try
        {
            var result = await next();
            outcome = result.Problem?.Code ?? "ok";
            return result;
        }
        finally
        {
            var took = clock.GetElapsedTime(started);
            span?.SetTag("outcome", outcome);
            Instruments.UseCases.Record(took.TotalSeconds, new("use_case", UseCase), new("outcome", outcome));
            log.LogInformation("{UseCase}: {Outcome} in {Milliseconds:0.0} ms", UseCase, outcome, took.TotalMilliseconds);
        }
    }
}
