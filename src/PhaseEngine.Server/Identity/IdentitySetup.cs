using System.Security.Claims;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using PhaseEngine.Data;
using PhaseEngine.Data.Access;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.Settings;

namespace PhaseEngine.Server.Identity;

internal static class IdentitySetup
{
    public const string SignInLimit = "sign-in";
    private const string CookieOrToken = "CookieOrToken";

    /// <summary>Accounts and how people and programs prove who they are: a cookie, or a bearer token.</summary>
    public static IServiceCollection AddSignIn(this IServiceCollection services, ServerSettings settings)
    {
        services.AddIdentityCore<User>(options =>
            {
                options.User.AllowedUserNameCharacters = "";
                options.Password = new() { RequiredLength = 10, RequireDigit = false, RequireLowercase = false, RequireUppercase = false, RequireNonAlphanumeric = false };
                // Wrong passwords are counted by name and address (SignInAttempts): by name alone, anybody could lock anybody out.
                options.Lockout = new() { AllowedForNewUsers = false };
                options.ClaimsIdentity.UserIdClaimType = ClaimTypes.NameIdentifier;
            })
            .AddEntityFrameworkStores<PhaseEngineDb>()
            .AddSignInManager()
            .AddClaimsPrincipalFactory<ClaimsWithLanguage>();

        services.AddAuthentication(options => options.DefaultScheme = CookieOrToken)
            .AddPolicyScheme(CookieOrToken, null, options => options.ForwardDefaultSelector = http =>
                http.Request.Headers.ContainsKey("Authorization") ? TokenSignIn.SchemeName : IdentityConstants.ApplicationScheme)
            .AddScheme<AuthenticationSchemeOptions, TokenSignIn>(TokenSignIn.SchemeName, null)
            .AddCookie(IdentityConstants.ApplicationScheme, options =>
            {
                options.Cookie.Name = "phaseengine";
                options.Cookie.HttpOnly = true;
                options.Cookie.SameSite = SameSiteMode.Strict;
                // A proxy that ends TLS may be one whose word is not believed: what people type decides.
                options.Cookie.SecurePolicy = settings.PublicUrl?.Scheme == Uri.UriSchemeHttps ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
                options.ExpireTimeSpan = TimeSpan.FromHours(12);
                options.SlidingExpiration = true;
                options.Events.OnSigningIn = SessionCheck.Begin;
                options.Events.OnValidatePrincipal = SessionCheck.StillOpen;
            });

        var keys = services.AddDataProtection().SetApplicationName("PhaseEngine");
        var certificate = settings.SignIn.LoadKeyCertificate();
        if (certificate is not null) keys.ProtectKeysWithCertificate(certificate);
        services.AddOptions<KeyManagementOptions>().Configure<IServiceScopeFactory, TimeProvider>(
            (options, scopes, clock) => options.XmlRepository = new KeyRing(scopes, clock, encrypted: certificate is not null));
        return services;
    }

    /// <summary>One policy per act, and nobody gets in where an endpoint says nothing.</summary>
    public static IServiceCollection AddRights(this IServiceCollection services)
    {
        services.AddHttpContextAccessor();
        services.AddScoped<Caller>();
        services.AddSingleton<Today>();
        services.AddScoped<IAuthorizationHandler, ActPolicy>();
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, DeniedAnswer>();

        var authorization = services.AddAuthorizationBuilder();
        authorization.AddPolicy(Acts.SignedIn, p => p.RequireAuthenticatedUser());
        authorization.SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        foreach (var act in Acts.All)
            authorization.AddPolicy(act, p => p.RequireAuthenticatedUser().AddRequirements(new ActRequirement(act)));
        return services;
    }

    /// <summary>Guessing passwords and links is slow, from each address.</summary>
    public static IServiceCollection AddSignInLimit(this IServiceCollection services, ServerSettings settings) =>
        services.AddRateLimiter(limits =>
        {
            limits.OnRejected = async (rejected, _) => await rejected.HttpContext.WriteProblem(HttpProblems.TooManyRequests);
            limits.AddPolicy(SignInLimit, http => RateLimitPartition.GetFixedWindowLimiter(
                http.Connection.RemoteIpAddress?.ToString() ?? "",
                _ => new FixedWindowRateLimiterOptions { PermitLimit = settings.SignInsPerMinute, Window = TimeSpan.FromMinutes(1) }));
        });

    private sealed class ClaimsWithLanguage(UserManager<User> users, IOptions<IdentityOptions> options)
        : UserClaimsPrincipalFactory<User>(users, options)
    {
        protected override async Task<ClaimsIdentity> GenerateClaimsAsync(User user)
        {
            var identity = await base.GenerateClaimsAsync(user);
            identity.AddClaim(new Claim(RequestLanguage.Claim, user.Language));
            return identity;
        }
    }
}
