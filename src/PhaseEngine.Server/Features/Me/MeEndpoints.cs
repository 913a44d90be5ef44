using PhaseEngine.Server.Http;
using PhaseEngine.Server.Identity;

namespace PhaseEngine.Server.Features.Me;

internal static class MeEndpoints
{
    public static IServiceCollection AddMe(this IServiceCollection services) => services.AddScoped<AddressCheck>();

    public static void MapMe(this RouteGroupBuilder api)
    {
        var me = api.MapGroup("/me").WithTags("Me").RequireAuthorization(Acts.SignedIn);
        me.MapGet("", GetMe.Handle).WithName(nameof(GetMe));
        me.MapGet("/membership", GetMembership.Handle).WithName(nameof(GetMembership));
        me.MapPut("/language", ChangeLanguage.Handle).WithName(nameof(ChangeLanguage));
        me.MapPut("/mail", ChangeMail.Handle).WithName(nameof(ChangeMail));
        // Each sends a letter.
        me.MapPut("/mail-address", ChangeMailAddress.Handle).WithName(nameof(ChangeMailAddress)).RequireRateLimiting(IdentitySetup.SignInLimit)
            .WithMetadata(new AnswerNotKept());
        // Whoever sits at somebody else's screen guesses no faster than at the door.
        me.MapPut("/password", ChangePassword.Handle).WithName(nameof(ChangePassword)).RequireRateLimiting(IdentitySetup.SignInLimit).WithMetadata(new AnswerNotKept());
        me.MapPost("/oidc", LinkOidc.Handle).WithName(nameof(LinkOidc)).RequireRateLimiting(IdentitySetup.SignInLimit).WithMetadata(new AnswerNotKept());
        me.MapDelete("/oidc", UnlinkOidc.Handle).WithName(nameof(UnlinkOidc));
        me.MapDelete("/sessions", EndMySessions.Handle).WithName(nameof(EndMySessions));
        me.MapGet("/tokens", ListTokens.Handle).WithName(nameof(ListTokens));
        me.MapPost("/tokens", MakeToken.Handle).WithName(nameof(MakeToken)).WithMetadata(new AnswerNotKept());
        me.MapDelete("/tokens/{tokenId}", RevokeToken.Handle).WithName(nameof(RevokeToken));

        api.MapPost("/mail-address/confirmation", ConfirmMailAddress.Handle).WithTags("Me").WithName(nameof(ConfirmMailAddress)).AllowAnonymous()
            .RequireRateLimiting(IdentitySetup.SignInLimit);
    }
}
