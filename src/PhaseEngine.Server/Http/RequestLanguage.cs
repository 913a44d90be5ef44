using System.Globalization;
using PhaseEngine.Server.Texts;

namespace PhaseEngine.Server.Http;

/// <summary>The reader's language: what they chose on a plain page, else their own setting, else what the browser asks for, else Chinese.</summary>
internal static class RequestLanguage
{
    public const string Claim = "language";

    /// <summary>How the plain pages' links say it.</summary>
    public const string Query = "lang";

    public static Task Choose(HttpContext http, RequestDelegate next)
    {
        var chosen = http.Request.Query[Query].ToString();
        var language = Language.All.Contains(chosen) ? chosen : http.User.FindFirst(Claim)?.Value ?? Language.Choose(http.Request.GetTypedHeaders().AcceptLanguage);
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        return next(http);
    }
}
