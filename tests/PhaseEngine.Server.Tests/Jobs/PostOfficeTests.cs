using System.Net;
using PhaseEngine.Server.Jobs.Mail;
using PhaseEngine.Server.Settings;
using PhaseEngine.Testing;

namespace PhaseEngine.Server.Tests.Jobs;

public sealed class PostOfficeTests : IDisposable
{
    private readonly string _folder = Scratch.Folder("mail");

    private static readonly NetworkCredential Account = new("office", "let me in");

    private static DateTimeOffset TheDay { get; } = new(2026, 3, 1, 9, 0, 0, TimeSpan.FromHours(8));

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_letter_reaches_the_mail_server_with_its_message_id()
    {
        await using var sink = new SmtpSink();
        await using var relay = Relay(sink);

        var posting = await relay.Hand(LetterTo("li@example.org"), Ct);

        Assert.Equal(PostingOutcome.Accepted, posting.Outcome);
        Assert.Equal(1, sink.ByMessageId["<m1@example.org>"]);
    }

    [Fact]
    public async Task A_person_the_mail_server_does_not_know_is_not_tried_again()
    {
        await using var sink = new SmtpSink { Manner = SinkManner.Unknown };
        await using var relay = Relay(sink);

        var posting = await relay.Hand(LetterTo("nobody@example.org"), Ct);

        Assert.Equal(PostingOutcome.Refused, posting.Outcome);
        Assert.Empty(sink.Taken);
    }

    [Fact]
    public async Task A_busy_mail_server_is_tried_again()
    {
        await using var sink = new SmtpSink { Manner = SinkManner.Busy };
        await using var relay = Relay(sink);

        var posting = await relay.Hand(LetterTo("li@example.org"), Ct);

        Assert.Equal(PostingOutcome.Uncertain, posting.Outcome);
    }

    [Fact]
    public async Task A_line_that_breaks_after_the_letter_leaves_its_fate_open()
    {
        await using var sink = new SmtpSink { Manner = SinkManner.DropsAfterData };
        await using var relay = Relay(sink);

        var posting = await relay.Hand(LetterTo("li@example.org"), Ct);

        Assert.Equal(PostingOutcome.Uncertain, posting.Outcome);
        Assert.Single(sink.Taken);
    }

    [Theory]
    [InlineData(SinkManner.Hangs)]
    [InlineData(SinkManner.Silent)]
    public async Task A_mail_server_that_never_answers_is_left_after_a_while(SinkManner manner)
    {
        await using var sink = new SmtpSink { Manner = manner };
        await using var relay = Relay(sink, patience: TimeSpan.FromMilliseconds(300));

        var posting = await relay.Hand(LetterTo("li@example.org"), Ct);

        Assert.Equal(PostingOutcome.Unreachable, posting.Outcome);
        Assert.Equal("No answer within 0 s.", posting.Why);
    }

    [Fact]
    public async Task Letters_that_wait_for_a_mail_server_hold_no_thread()
    {
        const int letters = 300;
        await using var sink = new SmtpSink { Manner = SinkManner.Hangs };
        await using var relay = Relay(sink, patience: TimeSpan.FromMinutes(5));

        var waiting = Task.WhenAll(Enumerable.Range(0, letters).Select(_ => relay.Hand(LetterTo("li@example.org"), Ct)));
        for (var arrived = 0; arrived < letters; arrived++) await sink.Arrival(Ct);
        var threads = ThreadPool.ThreadCount;
        sink.Release();

        Assert.All(await waiting, posting => Assert.Equal(PostingOutcome.Accepted, posting.Outcome));
        Assert.InRange(threads, 1, letters - 1);
    }

    [Fact]
    public async Task Letters_go_one_after_the_other_on_one_line_that_ends_with_a_goodbye()
    {
        await using var sink = new SmtpSink();

        await using (var relay = Relay(sink))
            for (var i = 0; i < 3; i++) Assert.Equal(PostingOutcome.Accepted, (await relay.Hand(LetterTo("li@example.org"), Ct)).Outcome);

        Assert.Equal((3, 1), (sink.Taken.Count, sink.Connections));
        Assert.Equal("QUIT", sink.Heard[^1]);
    }

    [Fact]
    public async Task A_letter_that_was_refused_does_not_spoil_the_line_for_the_next()
    {
        await using var sink = new SmtpSink { Manner = SinkManner.Unknown };
        await using var relay = Relay(sink);
        await relay.Hand(LetterTo("nobody@example.org"), Ct);
        sink.Manner = SinkManner.Accepts;

        var posting = await relay.Hand(LetterTo("li@example.org"), Ct);

        Assert.Equal(PostingOutcome.Accepted, posting.Outcome);
        Assert.Equal((1, 1), (sink.Taken.Count, sink.Connections));
    }

    [Fact]
    public async Task A_line_that_the_mail_server_has_closed_meanwhile_is_opened_again()
    {
        await using var sink = new SmtpSink { Manner = SinkManner.Closes };
        await using var relay = Relay(sink);
        await relay.Hand(LetterTo("li@example.org"), Ct);

        var posting = await relay.Hand(LetterTo("wang@example.org"), Ct);

        Assert.Equal(PostingOutcome.Accepted, posting.Outcome);
        Assert.Equal((2, 2), (sink.Taken.Count, sink.Connections));
    }

    [Fact]
    public async Task A_letter_reads_as_it_was_written_however_long_its_words_are()
    {
        await using var sink = new SmtpSink();
        await using var relay = Relay(sink);
        var subject = string.Concat(Enumerable.Repeat("您有提醒𠮷", 20));
        var plain = "您好：\n.\n" + new string('长', 1000);
        var letter = new Letter("<m1@example.org>", "li@党建.example", TheDay, subject, plain, "<p>您好</p>", [new("meeting-1.ics", "text/calendar", "BEGIN:VCALENDAR")]);

        Assert.Equal(PostingOutcome.Accepted, (await relay.Hand(letter, Ct)).Outcome);

        var arrived = Assert.Single(sink.Taken);
        Assert.Equal(subject, Letters.Subject(arrived));
        Assert.Equal(plain.ReplaceLineEndings("\r\n"), Letters.Plain(arrived));
        Assert.Equal("<p>您好</p>", Letters.Part(arrived, "text/html"));
        Assert.Equal("BEGIN:VCALENDAR", Letters.Part(arrived, "text/calendar"));
        Assert.Contains("Date: Sun, 01 Mar 2026 01:00:00 +0000", arrived, StringComparison.Ordinal);
        Assert.Contains("RCPT TO:<li@xn--", string.Join('\n', sink.Heard), StringComparison.Ordinal);
        Assert.All(arrived.Split("\r\n"), line => Assert.InRange(line.Length, 0, 78));
    }

    [Fact]
    public async Task No_mail_server_at_all_leaves_it_open()
    {
        int port;
        await using (var gone = new SmtpSink()) port = gone.Port;
        await using var relay = new SmtpRelay(new() { Host = "127.0.0.1", Port = port, Tls = false });

        var posting = await relay.Hand(LetterTo("li@example.org"), Ct);

        Assert.Equal(PostingOutcome.Unreachable, posting.Outcome);
        Assert.False(string.IsNullOrWhiteSpace(posting.Why));
    }

    [Fact]
    public async Task A_mail_server_whose_certificate_is_not_trusted_learns_neither_password_nor_letter()
    {
        using var certificate = SelfSigned.ForLoopback();
        await using var sink = new SmtpSink { Certificate = certificate, Account = Account };
        await using var relay = Secure(sink);

        var posting = await relay.Hand(LetterTo("li@example.org"), Ct);

        Assert.Equal(PostingOutcome.Unreachable, posting.Outcome);
        Assert.Equal("STARTTLS", sink.Heard[^1]);
        Assert.Empty(sink.Taken);
    }

    [Fact]
    public async Task A_mail_server_that_cannot_encrypt_learns_neither_password_nor_letter()
    {
        await using var sink = new SmtpSink { Account = Account };
        await using var relay = Secure(sink);

        var posting = await relay.Hand(LetterTo("li@example.org"), Ct);

        Assert.Equal(PostingOutcome.Unreachable, posting.Outcome);
        Assert.All(sink.Heard, line => Assert.Matches("^(EHLO|QUIT)", line));
        Assert.Empty(sink.Taken);
    }

    [Fact]
    public async Task What_is_no_address_is_not_tried_again()
    {
        await using var sink = new SmtpSink();
        await using var relay = Relay(sink);

        var posting = await relay.Hand(LetterTo("no address"), Ct);

        Assert.Equal(PostingOutcome.Refused, posting.Outcome);
    }

    [Fact]
    public async Task A_letter_in_the_pickup_folder_is_a_file_named_by_its_message_id()
    {
        var posting = await Pickup().Hand(LetterTo("li@example.org"), Ct);

        var file = Assert.Single(Directory.GetFiles(_folder));
        Assert.Equal(PostingOutcome.Accepted, posting.Outcome);
        Assert.Equal("m1@example.org.eml", Path.GetFileName(file));
        Assert.Contains("Message-ID: <m1@example.org>", await File.ReadAllTextAsync(file, Ct), StringComparison.OrdinalIgnoreCase);
        Assert.Empty(Directory.GetFileSystemEntries(Path.Combine(_folder, ".drafts")));
    }

    [Fact]
    public async Task The_same_letter_again_replaces_its_file()
    {
        await Pickup().Hand(LetterTo("li@example.org"), Ct);

        await Pickup().Hand(LetterTo("li@example.org"), Ct);

        Assert.Single(Directory.GetFiles(_folder));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static SmtpRelay Relay(SmtpSink sink, TimeSpan? patience = null) =>
        new(new() { Host = "127.0.0.1", Port = sink.Port, Tls = false, Patience = patience ?? TimeSpan.FromSeconds(30) });

    private static SmtpRelay Secure(SmtpSink sink) =>
        new(new() { Host = "127.0.0.1", Port = sink.Port, User = Account.UserName, Password = Account.Password });

    private PickupFolder Pickup() => new(new ServerSettings { Mail = new() { Pickup = _folder } });

    private static Letter LetterTo(string address) => new("<m1@example.org>", address, TheDay, "您有 1 条提醒", "您好", "<p>您好</p>", []);
}
