using PhaseEngine.Data.Reminders;
using PhaseEngine.Server.Jobs.Mail;
using PhaseEngine.Server.Settings;

namespace PhaseEngine.Server.Jobs;

/// <summary>
/// Gathers reminders into mails and sends what is due. While a mail is on its way no transaction is open; a mail whose fate is
/// not known goes out again with the same Message-ID.
/// </summary>
[Recurring("send-mail", everySeconds: 15)]
internal sealed class SendMail(Outbox outbox, ReminderLetter letters, IPostOffice office, ServerSettings settings, TimeProvider clock, ILogger<SendMail> log)
    : IRecurringJob
{
    private const int GatheredAtOnce = 1000;

    public async Task<int> Run(CancellationToken ct)
    {
        while (await outbox.Gather(clock.GetUtcNow() - settings.Mail.GatherFor, clock.GetUtcNow(), settings.Mail.Domain, GatheredAtOnce, ct) > 0)
        {
        }

        var sent = 0;
        // As many as there are lines, each with its own, so that one that hangs delays others no longer than one patience lasts.
        while (await outbox.Claim(clock.GetUtcNow(), settings.Mail.Lease, settings.Mail.Connections, ct) is { Count: > 0 } claimed)
        {
            var (left, goOn) = await Send(claimed, ct);
            sent += left;
            // A mail server that is away or does not answer is left alone until the next turn.
            if (!goOn) break;
        }

        await outbox.GiveUp(clock.GetUtcNow(), ct);
        return sent;
    }

    private async Task<(int Sent, bool GoOn)> Send(IReadOnlyList<Delivery> claimed, CancellationToken ct)
    {
        var written = new List<Letter>();
        foreach (var delivery in claimed) written.Add(await letters.Write(delivery, ct));

        // A machine that stood still for a while must not send what another has taken over by now.
        if (claimed.Any(d => clock.GetUtcNow() + settings.Mail.Patience >= d.LeaseUntil)) return (0, true);

        var postings = await Task.WhenAll(written.Select(letter => office.Hand(letter, ct)));
        var sent = 0;
        foreach (var (delivery, posting) in claimed.Zip(postings))
        {
            var state = posting.Outcome switch
            {
                PostingOutcome.Accepted => DeliveryState.Sent,
                PostingOutcome.Refused => DeliveryState.Failed,
                _ => DeliveryState.Waiting,
            };
            if (!await outbox.Close(delivery, state, posting.Why, clock.GetUtcNow(), ct))
                log.LogWarning("Mail {Mail} was taken over by another node while it was being sent", delivery.Id);
            else if (state == DeliveryState.Sent)
                sent++;
            else
                log.LogWarning("Mail {Mail} was not sent: {Reason}", delivery.Id, posting.Why);
        }

        return (sent, postings.Any(p => p.Outcome != PostingOutcome.Unreachable));
    }
}
