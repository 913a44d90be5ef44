using PhaseEngine.Server.Identity;

namespace PhaseEngine.Server.Features.Me;

internal static class MeEndpoints
{
    public static void MapMe(this RouteGroupBuilder api)
    {
        var me = api.MapGroup("/me").WithTags("Me").RequireAuthorization(Acts.SignedIn);
        me.MapGet("", GetMe.Handle).WithName(nameof(GetMe));
        me.MapPut("/language", ChangeLanguage.Handle).WithName(nameof(ChangeLanguage));
        me.MapPut("/mail", ChangeMail.Handle).WithName(nameof(ChangeMail));
        me.MapPut("/password", ChangePassword.Handle).WithName(nameof(ChangePassword));
        me.MapDelete("/sessions", EndMySessions.Handle).WithName(nameof(EndMySessions));
        me.MapGet("/tokens", ListTokens.Handle).WithName(nameof(ListTokens));
        me.MapPost("/tokens", MakeToken.Handle).WithName(nameof(MakeToken));
        me.MapDelete("/tokens/{tokenId}", RevokeToken.Handle).WithName(nameof(RevokeToken));
    }
}
