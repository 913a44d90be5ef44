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
        await using var district = await District.Launched(branches: 1, people: 9);
        await district.Remind();
        (string, string)[] settings =
        [
            ("Mail:Host", "127.0.0.1"), ("Mail:Port", $"{sink.Port}"), ("Mail:User", "office"), ("Mail:Password", "let me in"), ("Mail:GatherFor", "00:00:00"),
            ("Jobs:Every:send-mail", "00:00:01"),
        ];

        await using var node = await NodeProcess.Start(district.Database, settings, ("SSL_CERT_FILE", trusted));
        for (var arrived = 0; arrived < 9; arrived++) await sink.Arrival(Ct);

        Assert.Equal(9, sink.ByMessageId.Count);
        // As many lines as Mail:Connections says, or as many turns as it took with one each.
        Assert.InRange(sink.Connections, 1, 9);
        Assert.Equal(sink.Connections, sink.Heard.Count(line => line == "STARTTLS"));
        Assert.Equal(sink.Connections, sink.Heard.Count(line => line.StartsWith("AUTH LOGIN", StringComparison.Ordinal)));
    }
}
