using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Data;
using PhaseEngine.Server.Settings;
using PhaseEngine.Server.Tests.Features.People;
using PhaseEngine.Server.Tests.Running;
using PhaseEngine.Testing;

namespace PhaseEngine.Server.Tests.Identity;

/// <summary>The keys of cookies, encrypted where they are stored.</summary>
public sealed class KeyCertificateTests
{
    private readonly string _folder = Scratch.Folder("keys");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Without_a_certificate_they_lie_in_the_database_as_they_are()
    {
        await using var server = await Server(await SqliteServer.NewDatabase(), certificate: null);

        await SignIn(server);

        Assert.Contains("masterKey", Assert.Single(await Keys(server)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("pem", null)]
    [InlineData("pem", "let me in")]
    [InlineData("pfx", "let me in")]
    public async Task With_one_nobody_reads_them_there_and_every_server_that_has_it_knows_the_cookies(string sort, string? password)
    {
        var database = await SqliteServer.NewDatabase();
        var certificate = Certificate(sort, password);
        await using var server = await Server(database, certificate, password);
        var browser = await SignIn(server);
        var cookie = browser.Cookie;

        await using var other = await Server(database, certificate, password);
        await using var stranger = await Server(database, Certificate(sort, password), password);

        Assert.All(await Keys(server), key => Assert.DoesNotContain("masterKey", key, StringComparison.Ordinal));
        (await Me(other, cookie)).Is(HttpStatusCode.OK);
        (await Me(stranger, cookie)).IsRefused(HttpStatusCode.Unauthorized, "not-signed-in");
    }

    [Fact]
    public async Task Keys_that_lay_there_as_they_are_are_used_no_more()
    {
        var database = await SqliteServer.NewDatabase();
        string cookie;
        await using (var before = await Server(database, certificate: null)) cookie = (await SignIn(before)).Cookie;

        await using var after = await Server(database, Certificate("pem", null));

        (await Me(after, cookie)).IsRefused(HttpStatusCode.Unauthorized, "not-signed-in");
    }

    [Fact]
    public async Task A_certificate_that_cannot_be_used_is_named_at_the_start()
    {
        var broken = Path.Combine(_folder, "broken.pem");
        await File.WriteAllTextAsync(broken, "nothing", Ct);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["SignIn:KeyCertificate"] = broken }).Build();

        var wrong = Assert.Throws<SettingsException>(() => ServerSettings.Read(configuration));

        Assert.StartsWith("SignIn:KeyCertificate:", Assert.Single(wrong.Findings), StringComparison.Ordinal);
    }

    private static async Task<(HttpClient Browser, string Cookie)> SignIn(RunningServer server)
    {
        var userName = await Accounts.Make(server);
        var browser = server.Browser();
        var signedIn = await browser.Post("/api/v1/session", new { userName, password = Accounts.Password });
        return (browser, signedIn.Is(HttpStatusCode.NoContent).Response.Headers.GetValues("Set-Cookie").Single().Split(';')[0]);
    }

    private static Task<Answer> Me(RunningServer server, string cookie) =>
        server.Anonymous().Call(HttpMethod.Get, "/api/v1/me", null, ("Cookie", cookie));

    private static Task<List<string>> Keys(RunningServer server) =>
        server.InScope(services => services.GetRequiredService<PhaseEngineDb>().DataProtectionKeys.Select(k => k.Xml).ToListAsync(Ct));

    private string Certificate(string sort, string? password)
    {
        using var certificate = SelfSigned.ForLoopback();
        var file = Path.Combine(_folder, $"{Path.GetRandomFileName()}.{sort}");
        using var key = certificate.GetRSAPrivateKey()!;
        if (sort == "pfx") File.WriteAllBytes(file, certificate.Export(X509ContentType.Pfx, password));
        else if (password is null) File.WriteAllText(file, $"{certificate.ExportCertificatePem()}\n{key.ExportPkcs8PrivateKeyPem()}");
        else File.WriteAllText(file, $"{certificate.ExportCertificatePem()}\n{key.ExportEncryptedPkcs8PrivateKeyPem(password, new(System.Security.Cryptography.PbeEncryptionAlgorithm.Aes256Cbc, System.Security.Cryptography.HashAlgorithmName.SHA256, 1000))}");
        return file;
    }

    private static async Task<RunningServer> Server(string database, string? certificate, string? password = null)
    {
        var server = new On(database);
        server.Set("SignIn:KeyCertificate", certificate);
        server.Set("SignIn:KeyCertificatePassword", password);
        await server.InitializeAsync();
        return server;
    }

    private sealed class On(string database) : RunningServer
    {
        public void Set(string name, string? value) => Settings[name] = value;

        protected override Task<string> Database() => Task.FromResult(database);
    }
}
