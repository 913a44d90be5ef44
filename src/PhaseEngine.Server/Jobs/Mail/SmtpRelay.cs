using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Security.Authentication;
using PhaseEngine.Server.Settings;

namespace PhaseEngine.Server.Jobs.Mail;

/// <summary>
/// A mail server that takes letters over SMTP. It lives as long as a turn of sending; lines that are free are used again until
/// then. However slow the server is, no thread waits for it, and each letter has only so long.
/// </summary>
internal sealed class SmtpRelay(MailSettings settings) : IPostOffice, IAsyncDisposable
{
    private readonly ConcurrentBag<SmtpLine> _free = [];

    public async Task<Posting> Hand(Letter letter, CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(settings.Patience);
        SmtpLine? line = null;
        try
        {
            var (envelope, content) = (Mime.Address(letter.To), Mime.Write(letter, settings.From));
            line = await FreeLine(patience.Token) ?? await SmtpLine.Open(settings, patience.Token);
            var posting = await line.Hand(Mime.Address(settings.From), envelope, content, patience.Token);
            _free.Add(line);
            line = null;
            return posting;
        }
        catch (FormatException noAddress)
        {
            return new(PostingOutcome.Refused, noAddress.Message);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return new(PostingOutcome.Unreachable, $"No answer within {settings.Patience.TotalSeconds:0} s.");
        }
        catch (Exception broken) when (broken is IOException or SocketException or AuthenticationException)
        {
            // A line that broke over a letter may have broken because of it.
            return new(line is null ? PostingOutcome.Unreachable : PostingOutcome.Uncertain, broken.InnerException is { } why ? $"{broken.Message} {why.Message}" : broken.Message);
        }
        finally
        {
            line?.Dispose();
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var line in _free) await line.Quit();
    }

    /// <summary>One that still stands; null when there is none.</summary>
    private async Task<SmtpLine?> FreeLine(CancellationToken ct)
    {
        while (_free.TryTake(out var line))
        {
            if (await line.IsReady(ct)) return line;
            line.Dispose();
        }

        return null;
    }
}
