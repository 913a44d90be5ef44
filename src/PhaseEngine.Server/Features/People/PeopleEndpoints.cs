using PhaseEngine.Server.Http;
using PhaseEngine.Server.Identity;
using PhaseEngine.Server.Identity.Oidc;

namespace PhaseEngine.Server.Features.People;

internal static class PeopleEndpoints
{
    public static IServiceCollection AddPeople(this IServiceCollection services) => services.AddSingleton<Links>().AddScoped<PostRules>().AddScoped<Delegations>().AddSingleton<OidcErrands>().AddSingleton<OidcDoor>();

    /// <summary>Outside the API: a link somebody clicks.</summary>
    public static void MapDemoSignIn(this IEndpointRouteBuilder app) =>
        app.MapGet("/demo/sign-in/{token}", DemoSignIn.Handle).WithName(nameof(DemoSignIn)).AllowAnonymous().ExcludeFromDescription();

    /// <summary>Outside the API: where browsers are sent to the organisation's own sign-in, and come back from it.</summary>
    public static void MapOidcSignIn(this IEndpointRouteBuilder app)
    {
        var oidc = app.MapGroup("/sign-in/oidc").AllowAnonymous().RequireRateLimiting(IdentitySetup.SignInLimit).ExcludeFromDescription();
        oidc.MapGet("", SignInWithOidc.Begin).WithName(nameof(SignInWithOidc));
        oidc.MapGet("/answer", SignInWithOidc.End).WithName("EndSignInWithOidc");
    }

    public static void MapPeople(this RouteGroupBuilder api)
    {
        var people = api.MapGroup("").WithTags("People");
        people.MapPost("/session", SignIn.Handle).WithName(nameof(SignIn)).AllowAnonymous().RequireRateLimiting(IdentitySetup.SignInLimit).WithMetadata(new AnswerNotKept());
        people.MapDelete("/session", SignOut.Handle).WithName(nameof(SignOut)).RequireAuthorization(Acts.SignedIn);
        people.MapPost("/links/preview", PreviewLink.Handle).WithName(nameof(PreviewLink)).AllowAnonymous().RequireRateLimiting(IdentitySetup.SignInLimit).WithMetadata(new AnswerNotKept());
        people.MapPost("/links/acceptance", AcceptLink.Handle).WithName(nameof(AcceptLink)).AllowAnonymous().RequireRateLimiting(IdentitySetup.SignInLimit).WithMetadata(new AnswerNotKept());
        people.MapPost("/links/oidc", AcceptLinkWithOidc.Handle).WithName(nameof(AcceptLinkWithOidc)).AllowAnonymous().RequireRateLimiting(IdentitySetup.SignInLimit).WithMetadata(new AnswerNotKept());

        people.MapGet("/people", ListPeople.Handle).WithName(nameof(ListPeople)).RequireAuthorization(Acts.PeopleSee);
        people.MapPost("/people/{userId}/reset-link", ResetPassword.Handle).WithName(nameof(ResetPassword)).RequireAuthorization(Acts.PeopleManage).WithMetadata(new AnswerNotKept());
        people.MapDelete("/people/{userId}/sessions", EndSessions.Handle).WithName(nameof(EndSessions)).RequireAuthorization(Acts.PeopleManage);

        people.MapGet("/units/{unitId}/posts", ListPosts.Handle).WithName(nameof(ListPosts)).RequireAuthorization(Acts.PeopleSee);
        people.MapPost("/units/{unitId}/posts", GrantPost.Handle).WithName(nameof(GrantPost)).RequireAuthorization(Acts.PeopleManage);
        people.MapPost("/units/{unitId}/invitations", InvitePerson.Handle).WithName(nameof(InvitePerson)).RequireAuthorization(Acts.PeopleManage).WithMetadata(new AnswerNotKept());
        people.MapGet("/units/{unitId}/invitations", ListInvitations.Handle).WithName(nameof(ListInvitations)).RequireAuthorization(Acts.PeopleManage);
        people.MapDelete("/invitations/{invitationId}", WithdrawInvitation.Handle).WithName(nameof(WithdrawInvitation)).RequireAuthorization(Acts.PeopleManage);
        people.MapPut("/posts/{postId}/end", EndPost.Handle).WithName(nameof(EndPost)).RequireAuthorization(Acts.PeopleManage);
        people.MapPost("/posts/{postId}/hand-over", HandOverPost.Handle).WithName(nameof(HandOverPost)).RequireAuthorization(Acts.PeopleManage);
    }
}
