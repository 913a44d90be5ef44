using System.Net;
using PhaseEngine.Testing;

namespace PhaseEngine.Server.Tests.Crash;

/// <summary>
/// Mail through a server that wants an encrypted line and a password. Which certificates are trusted is a matter of the machine,
/// so a process of its own is told.
/// </summary>
[Collection(nameof(NodeProcess))]
public sealed class TlsMailTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_server_signs_in_over_an_encrypted_line_and_hands_its_mail_over()
    {
        using var certificate = SelfSigned.ForLoopback();
        var trusted = Path.Combine(Scratch.Folder("certificates"), "trusted.pem");
        await File.WriteAllTextAsync(trusted, certificate.ExportCertificatePem(), Ct);
        await using var sink = new SmtpSink { Certificate = certificate, Account = new NetworkCredential("office", "let me in") };
        await using var district = await District.Launched(branches: 1);
        await district.Remind();
        (string, string)[] settings =
        [
            ("Mail:Host", "127.0.0.1"), ("Mail:Port", $"{sink.Port}"), ("Mail:User", "office"), ("Mail:Password", "let me in"), ("Mail:GatherFor", "00:00:00"),
            ("Jobs:Every:send-mail", "00:00:01"),
        ];

        await using var node = await NodeProcess.Start(district.Database, settings, ("SSL_CERT_FILE", trusted));
        await sink.Arrival(Ct);

        Assert.Single(sink.ByMessageId);
        Assert.Contains("STARTTLS", sink.Heard);
    }
}
