using PhaseEngine.Testing;

namespace PhaseEngine.Server.Tests.Crash;

/// <summary>Of two servers over one PostgreSQL one is killed or stands still while its mails are on their way, and the other sends them.</summary>
[Collection(nameof(NodeProcess))]
public sealed class MailKillTests
{
    private const int People = 40;

    /// <summary>How many mails are on their way at once: <c>Mail:Connections</c>.</summary>
    private const int Handful = 4;

    private const string Unsent = "select count(*) from reminders r left join deliveries d on d.id = r.delivery_id where not r.gathered or d.state <> 'sent'";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Mails_on_their_way_go_out_again_under_the_same_message_id_and_the_rest_once(bool frozen)
    {
        await using var sink = new SmtpSink { Manner = SinkManner.Hangs };
        await using var district = await District.Launched(branches: 1, People);
        await using var nodes = await TwoNodes.Start(district, Through(sink));
        var first = nodes.One;
        // So that whatever is on its way is on its way from the first.
        await nodes.Other.Freeze();
        await district.Remind();
        for (var arrived = 0; arrived < Handful; arrived++) await sink.Arrival(Ct);
        sink.Release();
        for (var arrived = 0; arrived < Handful; arrived++) await sink.Arrival(Ct);
        var onTheirWay = sink.Taken.Skip(Handful).Select(SmtpSink.MessageIdOf).ToList();

        await (frozen ? first.Freeze() : first.Kill());
        await nodes.Other.Thaw();
        sink.Manner = SinkManner.Accepts;
        await district.Until(Unsent, unsent => unsent == 0);
        sink.Release();
        if (frozen) await nodes.Thaw(first, "send-mail");

        Assert.Equal(People, await district.Count("select count(*) from deliveries where state = 'sent'"));
        Assert.Equal(People, sink.ByMessageId.Count);
        Assert.All(onTheirWay, id => Assert.True(sink.ByMessageId[id] > 1));
        // On a machine so slow that patience ends, a mail may be tried once more without arriving.
        Assert.InRange(sink.Taken.Count, People + Handful, await district.Count("select sum(attempts) from deliveries"));
    }

    private static (string, string)[] Through(SmtpSink sink) =>
        [("Mail:Host", "127.0.0.1"), ("Mail:Port", $"{sink.Port}"), ("Mail:Tls", "false"), ("Mail:Patience", "00:00:25"), ("Mail:Lease", "00:00:30")];
}
