using System.Net.Mail;
using System.Net.Mime;
using System.Text;

namespace PhaseEngine.Server.Jobs.Mail;

/// <summary>A mail, written.</summary>
/// <param name="MessageId">With its angle brackets; the same whenever it is sent again.</param>
/// <param name="To">One address.</param>
/// <param name="Subject">Nothing personal: subjects are shown on locked screens and kept in logs.</param>
/// <param name="Plain">The words.</param>
/// <param name="Html">The same words.</param>
/// <param name="Enclosures">Files.</param>
internal sealed record Letter(
    string MessageId, string To, string Subject, string Plain, string Html, IReadOnlyList<Enclosure> Enclosures)
{
    public MailMessage Pack(string from)
    {
        var message = new MailMessage(from, To)
        {
            Subject = Subject,
            SubjectEncoding = Encoding.UTF8,
            HeadersEncoding = Encoding.UTF8,
        };
        message.Headers.Add("Message-ID", MessageId);
        // Keeps absence notes from answering, and answers from coming back.
        message.Headers.Add("Auto-Submitted", "auto-generated");
        message.AlternateViews.Add(AlternateView.CreateAlternateViewFromString(Plain, Encoding.UTF8, MediaTypeNames.Text.Plain));
        message.AlternateViews.Add(AlternateView.CreateAlternateViewFromString(Html, Encoding.UTF8, MediaTypeNames.Text.Html));
        foreach (var enclosure in Enclosures)
            message.Attachments.Add(Attachment.CreateAttachmentFromString(enclosure.Content, enclosure.Name, Encoding.UTF8, enclosure.MediaType));
        return message;
    }
}

/// <summary>A text file that goes with a letter.</summary>
internal sealed record Enclosure(string Name, string MediaType, string Content);
