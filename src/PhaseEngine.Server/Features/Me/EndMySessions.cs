using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using PhaseEngine.Data.Access;
using PhaseEngine.Server.Features.People;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.Identity;

namespace PhaseEngine.Server.Features.Me;

/// <summary>Signs out everywhere and revokes one's tokens: the same act as an administrator's, on oneself.</summary>
internal static class EndMySessions
{
    public static async Task<Results<NoContent, Refused>> Handle(
        Caller caller, IMediator mediator, SignInManager<User> signIn, CancellationToken ct)
    {
        var ended = await mediator.Send(new EndSessions.Command(caller.UserId, caller.UserId), ct);
        await signIn.SignOutAsync();
        return ended.Done();
    }
}
