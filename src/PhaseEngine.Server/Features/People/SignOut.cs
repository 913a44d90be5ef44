using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using PhaseEngine.Data.Access;

namespace PhaseEngine.Server.Features.People;

/// <summary>Ends this browser's session. There is nothing to decide and nothing to store: the cookie goes.</summary>
internal static class SignOut
{
    public static async Task<NoContent> Handle(SignInManager<User> signIn)
    {
        await signIn.SignOutAsync();
        return TypedResults.NoContent();
    }
}
