using System.Globalization;
using PhaseEngine.Server.Texts;

namespace PhaseEngine.Server.Http;

/// <summary>The reader's language: their own setting, else what the browser asks for, else Chinese.</summary>
internal static class RequestLanguage
{
    public const string Claim = "language";

    public static Task Choose(HttpContext http, RequestDelegate next)
    {
        var language = http.User.FindFirst(Claim)?.Value ?? Language.Choose(http.Request.GetTypedHeaders().AcceptLanguage);
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        return next(http);
    }
}
