using System.Net;
using System.Net.Mail;
using PhaseEngine.Server.Settings;

namespace PhaseEngine.Server.Jobs.Mail;

/// <summary>A mail server that takes letters over SMTP.</summary>
internal sealed class SmtpRelay(MailSettings settings) : IPostOffice
{
    public async Task<Posting> Hand(Letter letter, CancellationToken ct)
    {
        try
        {
            using var message = letter.Pack(settings.From);
            // A connection for each letter: one that breaks spoils no other.
            using var client = new SmtpClient(settings.Host, settings.Port)
            {
                EnableSsl = settings.Tls,
                Timeout = (int)settings.Patience.TotalMilliseconds,
                Credentials = settings.User is null ? null : new NetworkCredential(settings.User, settings.Password),
            };
            // Leaving the block breaks the line; the client itself would wait for an answer even when told to stop.
            await client.SendMailAsync(message, CancellationToken.None).WaitAsync(settings.Patience, ct);
            return Posting.Accepted;
        }
        catch (SmtpFailedRecipientException nobody) when ((int)nobody.StatusCode is >= 550 and <= 559)
        {
            return new(PostingOutcome.Refused, nobody.Message);
        }
        catch (FormatException noAddress)
        {
            return new(PostingOutcome.Refused, noAddress.Message);
        }
        catch (TimeoutException)
        {
            return new(PostingOutcome.Uncertain, $"No answer within {settings.Patience.TotalSeconds:0} s.");
        }
        catch (Exception unknown) when (unknown is SmtpException or IOException)
        {
            return new(PostingOutcome.Uncertain, unknown.InnerException is null ? unknown.Message : $"{unknown.Message} {unknown.InnerException.Message}");
        }
    }
}
