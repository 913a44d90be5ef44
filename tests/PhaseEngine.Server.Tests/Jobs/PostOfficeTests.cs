using System.Net;
using PhaseEngine.Server.Jobs.Mail;
using PhaseEngine.Server.Settings;
using PhaseEngine.Testing;

namespace PhaseEngine.Server.Tests.Jobs;

public sealed class PostOfficeTests : IDisposable
{
    private readonly string _folder = Scratch.Folder("mail");

    private static readonly NetworkCredential Account = new("office", "let me in");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_letter_reaches_the_mail_server_with_its_message_id()
    {
        await using var sink = new SmtpSink();

        var posting = await Relay(sink).Hand(LetterTo("li@example.org"), Ct);

        Assert.Equal(PostingOutcome.Accepted, posting.Outcome);
        Assert.Equal(1, sink.ByMessageId["<m1@example.org>"]);
    }

    [Fact]
    public async Task A_person_the_mail_server_does_not_know_is_not_tried_again()
    {
        await using var sink = new SmtpSink { Manner = SinkManner.Unknown };

        var posting = await Relay(sink).Hand(LetterTo("nobody@example.org"), Ct);

        Assert.Equal(PostingOutcome.Refused, posting.Outcome);
        Assert.Empty(sink.Taken);
    }

    [Fact]
    public async Task A_busy_mail_server_is_tried_again()
    {
        await using var sink = new SmtpSink { Manner = SinkManner.Busy };

        var posting = await Relay(sink).Hand(LetterTo("li@example.org"), Ct);

        Assert.Equal(PostingOutcome.Uncertain, posting.Outcome);
    }

    [Fact]
    public async Task A_line_that_breaks_after_the_letter_leaves_its_fate_open()
    {
        await using var sink = new SmtpSink { Manner = SinkManner.DropsAfterData };

        var posting = await Relay(sink).Hand(LetterTo("li@example.org"), Ct);

        Assert.Equal(PostingOutcome.Uncertain, posting.Outcome);
        Assert.Single(sink.Taken);
    }

    [Fact]
    public async Task A_mail_server_that_never_answers_is_left_after_a_while()
    {
        await using var sink = new SmtpSink { Manner = SinkManner.Hangs };

        var posting = await Relay(sink, patience: TimeSpan.FromMilliseconds(300)).Hand(LetterTo("li@example.org"), Ct);

        Assert.Equal(PostingOutcome.Uncertain, posting.Outcome);
    }

    [Fact]
    public async Task No_mail_server_at_all_leaves_it_open()
    {
        int port;
        await using (var gone = new SmtpSink()) port = gone.Port;

        var posting = await new SmtpRelay(new() { Host = "127.0.0.1", Port = port, Tls = false }).Hand(LetterTo("li@example.org"), Ct);

        Assert.Equal(PostingOutcome.Uncertain, posting.Outcome);
        Assert.False(string.IsNullOrWhiteSpace(posting.Why));
    }

    [Fact]
    public async Task A_mail_server_whose_certificate_is_not_trusted_learns_neither_password_nor_letter()
    {
        using var certificate = SelfSigned.ForLoopback();
        await using var sink = new SmtpSink { Certificate = certificate, Account = Account };

        var posting = await Secure(sink).Hand(LetterTo("li@example.org"), Ct);

        Assert.Equal(PostingOutcome.Uncertain, posting.Outcome);
        Assert.Equal("STARTTLS", sink.Heard[^1]);
        Assert.Empty(sink.Taken);
    }

    [Fact]
    public async Task A_mail_server_that_cannot_encrypt_learns_neither_password_nor_letter()
    {
        await using var sink = new SmtpSink { Account = Account };

        var posting = await Secure(sink).Hand(LetterTo("li@example.org"), Ct);

        Assert.Equal(PostingOutcome.Uncertain, posting.Outcome);
        Assert.All(sink.Heard, line => Assert.Matches("^(EHLO|QUIT)", line));
        Assert.Empty(sink.Taken);
    }

    [Fact]
    public async Task What_is_no_address_is_not_tried_again()
    {
        await using var sink = new SmtpSink();

        var posting = await Relay(sink).Hand(LetterTo("no address"), Ct);

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

    private static Letter LetterTo(string address) => new("<m1@example.org>", address, "您有 1 条提醒", "您好", "<p>您好</p>", []);
}
