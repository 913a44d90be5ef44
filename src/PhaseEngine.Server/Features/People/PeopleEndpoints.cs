using PhaseEngine.Server.Http;
using PhaseEngine.Server.Identity;

namespace PhaseEngine.Server.Features.People;

internal static class PeopleEndpoints
{
    public static IServiceCollection AddPeople(this IServiceCollection services) => services.AddSingleton<Links>().AddScoped<PostRules>();

    /// <summary>Outside the API: a link somebody clicks.</summary>
    public static void MapDemoSignIn(this IEndpointRouteBuilder app) =>
        app.MapGet("/demo/sign-in/{token}", DemoSignIn.Handle).WithName(nameof(DemoSignIn)).AllowAnonymous().ExcludeFromDescription();

    public static void MapPeople(this RouteGroupBuilder api)
    {
        var people = api.MapGroup("").WithTags("People");
        people.MapPost("/session", SignIn.Handle).WithName(nameof(SignIn)).AllowAnonymous().RequireRateLimiting(IdentitySetup.SignInLimit).WithMetadata(new AnswerNotKept());
        people.MapDelete("/session", SignOut.Handle).WithName(nameof(SignOut)).RequireAuthorization(Acts.SignedIn);
        people.MapPost("/links/preview", PreviewLink.Handle).WithName(nameof(PreviewLink)).AllowAnonymous().RequireRateLimiting(IdentitySetup.SignInLimit);
        people.MapPost("/links/acceptance", AcceptLink.Handle).WithName(nameof(AcceptLink)).AllowAnonymous().RequireRateLimiting(IdentitySetup.SignInLimit).WithMetadata(new AnswerNotKept());

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
