using System.Net;
using Microsoft.IdentityModel.Tokens;
using PhaseEngine.Server.Tests.Running;

namespace PhaseEngine.Server.Tests.Features.People;

/// <summary>A server that knows an organisation's own sign-in, with a provider that runs inside the test; and browsers sent there and back.</summary>
public abstract class OidcCalls(RunningServer shared) : IAsyncLifetime
{
    /// <summary>One that knows none.</summary>
    protected RunningServer Shared { get; } = shared;

    protected RunningServer Server { get; private set; } = null!;

    private protected OidcProviderInside Provider { get; private set; } = null!;

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Provider = await OidcProviderInside.Start(Shared.Time);
        Server = await Shared.Another(
            ("SignIn:Oidc:Authority", Provider.Authority.AbsoluteUri), ("SignIn:Oidc:ClientId", OidcProviderInside.ClientId),
            ("SignIn:Oidc:ClientSecret", OidcProviderInside.ClientSecret), ("SignIn:Oidc:Name", "区委统一认证"));
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        await Provider.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected async Task<HttpClient> SignedIn(string userName)
    {
        var browser = Server.Browser();
        (await browser.Post("/api/v1/session", new { userName, password = Accounts.Password })).Is(HttpStatusCode.NoContent);
        return browser;
    }

    /// <summary>Where the browser is sent to.</summary>
    protected static async Task<Uri> Begin(HttpClient browser) => (await browser.Get("/sign-in/oidc")).Is(HttpStatusCode.Redirect).Response.Headers.Location!;

    protected static async Task<Uri> BeginLinking(HttpClient browser) =>
        new((string)(await browser.Post("/api/v1/me/oidc", new { password = Accounts.Password })).Is(HttpStatusCode.OK).Body!["address"]!);

    private protected async Task<Answer> Accept(HttpClient browser, string token, string subject)
    {
        var begun = await browser.Post("/api/v1/links/oidc", new { token });
        return await Come(browser, new((string)begun.Is(HttpStatusCode.OK).Body!["address"]!), subject);
    }

    private protected Task<Answer> Come(HttpClient browser, Uri begun, string subject, Action<SecurityTokenDescriptor>? twist = null) =>
        Answer(browser, Provider.SignIn(begun, subject, twist));

    private protected static Task<Answer> Answer(HttpClient browser, Uri back)
    {
        Assert.Equal("https://party.example/sign-in/oidc/answer", back.GetLeftPart(UriPartial.Path));
        return browser.Get(back.PathAndQuery);
    }
}
