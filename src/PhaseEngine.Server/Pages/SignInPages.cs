using PhaseEngine.Server.Identity.Oidc;
using PhaseEngine.Server.Texts;

namespace PhaseEngine.Server.Pages;

/// <summary>
/// Where people come in: the page that takes a one-use link (invitation, new password, first set-up), the one that confirms a
/// mail address and the one that asks for name and password. All only call the API, as any program could.
/// </summary>
internal static class SignInPages
{
    public static void MapSignInPages(this IEndpointRouteBuilder app)
    {
        app.MapGet("/link", Link).WithName("LinkPage").AllowAnonymous().ExcludeFromDescription();
        app.MapGet("/mail", Mail).WithName("MailPage").AllowAnonymous().ExcludeFromDescription();
        app.MapGet("/sign-in", SignIn).WithName("SignInPage").AllowAnonymous().ExcludeFromDescription();
        app.MapGet("/pages.js", Script).WithName("PagesScript").AllowAnonymous().ExcludeFromDescription();
    }

    /// <summary>What it asks for is known only when the link was looked at; until then nothing is shown that would go away again.</summary>
    private static IResult Link(OidcDoor door) => Page.Of(Phrases.Say("pages.link.title"),
        $"""
         <p class="hint" data-until-known>{Page.Words("link.checking")}</p>
         <noscript><p class="problem">{Page.Words("needs-script")}</p></noscript>
         <p role="alert" class="problem"></p>
         <form data-post="/api/v1/links/acceptance" data-then="/" data-preview="/api/v1/links/preview" data-token hidden>
         <p id="greeting" hidden>{Page.Words("link.greeting")}<strong id="name"></strong></p>
         <ul id="posts" hidden></ul>
         <div data-for="set-up">{Page.Field("name", "name", "text", "name")}</div>
         <div data-for="new">{Page.Field("userName", "user-name", "text", "username")}</div>
         {Page.Field("password", "new-password", "password", "new-password")}
         <div data-for="new">{Page.Field("mail", "mail.field", "email", "email", required: false)}</div>
         <button>{Page.Words("link.submit")}</button>
         {(door.Name is { } name ? $"""<div data-for="new"><button type="button" class="other" data-go="/api/v1/links/oidc">{Page.Words("oidc.accept", ("name", name))}</button></div>""" : "")}
         </form>
         """, scripted: true);

    private static IResult Mail() => Page.Of(Phrases.Say("pages.mail.title"),
        $"""
         <p role="alert" class="problem"></p>
         <p data-done hidden>{Page.Words("mail.done")}</p>
         <noscript><p class="problem">{Page.Words("needs-script")}</p></noscript>
         <form data-post="/api/v1/mail-address/confirmation" data-token>
         <p>{Page.Words("mail.ask")}</p>
         <button>{Page.Words("mail.submit")}</button>
         </form>
         """, scripted: true);

    private static IResult SignIn(OidcDoor door) => Page.Of(Phrases.Say("pages.sign-in.title"),
        $"""
         <p role="alert" class="problem"></p>
         <noscript><p class="problem">{Page.Words("needs-script")}</p></noscript>
         <form data-post="/api/v1/session" data-then="/">
         {Page.Field("userName", "user-name", "text", "username")}
         {Page.Field("password", "password", "password", "current-password")}
         <button>{Page.Words("sign-in.submit")}</button>
         </form>
         {(door.Name is { } name ? $"""<p><a class="other" href="/sign-in/oidc">{Page.Words("oidc.sign-in", ("name", name))}</a></p>""" : "")}
         <p class="hint">{Page.Words("sign-in.no-account")}</p>
         """, scripted: true);

    private static IResult Script() =>
        Results.Stream(typeof(SignInPages).Assembly.GetManifestResourceStream("Pages/pages.js")!, "text/javascript; charset=utf-8");
}
