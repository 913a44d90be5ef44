using System.Net.Mail;
using PhaseEngine.Server.Settings;

namespace PhaseEngine.Server.Jobs.Mail;

/// <summary>
/// Letters as files, for a mail server that collects them, or to look at. A file appears whole or not at all, and is named by
/// its Message-ID, so that a letter handed in again replaces itself.
/// </summary>
internal sealed class PickupFolder(ServerSettings settings) : IPostOffice
{
    public string Folder { get; } = Path.GetFullPath(settings.Mail.Pickup ?? Path.Combine(settings.DataDirectory, "mail"));

    public async Task<Posting> Hand(Letter letter, CancellationToken ct)
    {
        // On the same disk as the folder, so that moving is renaming.
        var drafts = Directory.CreateDirectory(Path.Combine(Folder, ".drafts", Path.GetRandomFileName()));
        try
        {
            using var message = letter.Pack(settings.Mail.From);
            using var writer = new SmtpClient
            {
                DeliveryMethod = SmtpDeliveryMethod.SpecifiedPickupDirectory,
                PickupDirectoryLocation = drafts.FullName,
            };
            await writer.SendMailAsync(message, ct);

            var draft = drafts.EnumerateFiles().Single().FullName;
            await using (var file = new FileStream(draft, FileMode.Open, FileAccess.Write)) file.Flush(flushToDisk: true);
            File.Move(draft, Path.Combine(Folder, $"{letter.MessageId.Trim('<', '>')}.eml"), overwrite: true);
            return Posting.Accepted;
        }
        catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException or SmtpException)
        {
            return new(PostingOutcome.Uncertain, unwritable.Message);
        }
        finally
        {
            drafts.Delete(recursive: true);
        }
    }
}
