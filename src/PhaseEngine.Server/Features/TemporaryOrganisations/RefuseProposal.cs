using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using PhaseEngine.Core;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.Identity;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Features.TemporaryOrganisations;

/// <summary>Refuses what is proposed for these hosts, with the reason; it is proposed again when somebody new joins.</summary>
internal static class RefuseProposal
{
    /// <param name="HostIds">The hosts of the proposal.</param>
    /// <param name="Reason">Why.</param>
    internal sealed record Body([property: Filled] IReadOnlyList<Guid> HostIds, [property: Filled, AtMost(500)] string Reason);

    internal sealed record Command(Guid By, Guid FounderId, IReadOnlyList<Guid> HostIds, string Reason) : ICommand<Done>;

    public static async Task<Results<NoContent, Refused>> Handle(Guid unitId, Body body, Caller caller, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new Command(caller.UserId, unitId, body.HostIds, body.Reason), ct)).Done();

    internal sealed class Handler(Proposals proposals) : ICommandHandler<Command, Done>
    {
        public async Task<Result<Done>> Handle(Command request, CancellationToken cancellationToken)
        {
            if (await proposals.Of(request.FounderId, request.HostIds, cancellationToken) is not { } proposal) return Proposals.NotProposed(request.HostIds);
            await proposals.Refuse(proposal, request.By, request.Reason, cancellationToken);
            return Done.It;
        }
    }
}
