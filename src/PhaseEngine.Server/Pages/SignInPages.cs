namespace PhaseEngine.Server.Pages;

/// <summary>
/// Where people come in: the page that takes a one-use link (invitation, new password, first set-up) and the one that asks for
/// name and password. Both only call the API, as any program could.
/// </summary>
internal static class SignInPages
{
    public static void MapSignInPages(this IEndpointRouteBuilder app)
    {
        app.MapGet("/link", Link).WithName("LinkPage").AllowAnonymous().ExcludeFromDescription();
        app.MapGet("/sign-in", SignIn).WithName("SignInPage").AllowAnonymous().ExcludeFromDescription();
        app.MapGet("/pages.js", Script).WithName("PagesScript").AllowAnonymous().ExcludeFromDescription();
    }

    private static IResult Link() => Page.Of(Texts.Phrases.Say("pages.link.title"),
        $"""
         <p id="greeting" hidden>{Page.Words("link.greeting")} <strong id="name"></strong></p>
         <form data-post="/api/v1/links/acceptance" data-then="/" data-preview="/api/v1/links/preview">
         <div data-for="set-up">{Page.Field("name", "name", "text", "name")}</div>
         <div data-for="new">{Page.Field("userName", "user-name", "text", "username")}</div>
         {Page.Field("password", "new-password", "password", "new-password")}
         <p role="alert"></p>
         <button>{Page.Words("link.submit")}</button>
         </form>
         """);

    private static IResult SignIn() => Page.Of(Texts.Phrases.Say("pages.sign-in.title"),
        $"""
         <form data-post="/api/v1/session" data-then="/">
         {Page.Field("userName", "user-name", "text", "username")}
         {Page.Field("password", "password", "password", "current-password")}
         <p role="alert"></p>
         <button>{Page.Words("sign-in.submit")}</button>
         </form>
         """);

    private static IResult Script() =>
        Results.Stream(typeof(SignInPages).Assembly.GetManifestResourceStream("Pages/pages.js")!, "text/javascript; charset=utf-8");
}
