using System.Net;
using PhaseEngine.Server.Tests.Running;

namespace PhaseEngine.Server.Tests.Pages;

public sealed class SignInPagesTests(SqliteServer server)
{
    [Theory]
    [InlineData("/link", "zh-CN", "启用账号")]
    [InlineData("/sign-in", "zh-TW", "登入")]
    [InlineData("/sign-in", "en", "Sign in")]
    public async Task A_page_speaks_the_readers_language(string path, string language, string title)
    {
        var page = await server.Anonymous().Call(HttpMethod.Get, path, null, ("Accept-Language", language));

        var html = await page.Is(HttpStatusCode.OK).Text();
        Assert.Contains($"<html lang=\"{language}\">", html, StringComparison.Ordinal);
        Assert.Contains($"<h1>{title}</h1>", html, StringComparison.Ordinal);
    }

    /// <summary>The content security policy allows scripts from files of ours only.</summary>
    [Fact]
    public async Task A_page_holds_no_script_of_its_own_and_its_file_is_there()
    {
        var html = await (await server.Anonymous().Get("/link")).Text();
        var script = await server.Anonymous().Get("/pages.js");

        Assert.Contains("<script src=\"/pages.js\" defer></script>", html, StringComparison.Ordinal);
        Assert.Equal("text/javascript", script.Is(HttpStatusCode.OK).Response.Content.Headers.ContentType?.MediaType);
    }
}
