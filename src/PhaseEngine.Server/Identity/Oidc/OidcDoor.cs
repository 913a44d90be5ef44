using PhaseEngine.Core;
using PhaseEngine.Server.Features.People;
using PhaseEngine.Server.Settings;

namespace PhaseEngine.Server.Identity.Oidc;

/// <summary>The way to the organisation's own sign-in and back; closed where none is set up.</summary>
internal sealed class OidcDoor(ServerSettings settings, OidcErrands errands, Links links, TimeProvider clock, ILogger<OidcProvider> log) : IDisposable
{
    private readonly OidcProvider? _provider = settings.SignIn.Oidc is { } oidc ? new(oidc, clock, log) : null;

    /// <summary>What people know it by; null where there is none.</summary>
    public string? Name => _provider?.Name;

    /// <summary>Where the provider sends people back to.</summary>
    private Uri AnswerTo => new(links.Home, "sign-in/oidc/answer");

    /// <summary>Gives the browser an errand, and says where to go with it.</summary>
    /// <param name="http">The request.</param>
    /// <param name="purpose">What for.</param>
    /// <param name="about">What else there is to know.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Result<Uri>> Send(HttpContext http, OidcPurpose purpose, Func<OidcErrand, OidcErrand> about, CancellationToken ct)
    {
        if (_provider is null) return OidcProblems.NotSetUp;
        var errand = about(OidcErrand.New(purpose, clock.GetUtcNow()));
        var address = await _provider.AddressFor(errand, AnswerTo, ct);
        if (address.IsOk) errands.Give(http, errand);
        return address;
    }

    /// <summary>Takes the errand back, with who it is.</summary>
    public async Task<Result<(OidcErrand Errand, OidcPerson Person)>> Receive(HttpContext http, string? code, string? state, CancellationToken ct)
    {
        if (_provider is null) return OidcProblems.NotSetUp;
        if (errands.Take(http) is not { } errand || !errand.IsAnsweredBy(state) || string.IsNullOrEmpty(code)) return OidcProblems.AnswerNotValid;
        var person = await _provider.PersonOf(errand, code, AnswerTo, ct);
        return person.IsOk ? (errand, person.Value) : person.Problem;
    }

    public void Dispose() => _provider?.Dispose();
}
