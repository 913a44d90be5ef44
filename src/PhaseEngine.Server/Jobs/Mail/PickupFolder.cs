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
        try
        {
            var written = Mime.Write(letter, settings.Mail.From);
            // On the same disk as the folder, so that moving is renaming.
            var drafts = Directory.CreateDirectory(Path.Combine(Folder, ".drafts"));
            var draft = Path.Combine(drafts.FullName, Path.GetRandomFileName());
            await using (var file = new FileStream(draft, FileMode.CreateNew, FileAccess.Write))
            {
                await file.WriteAsync(written, ct);
                file.Flush(flushToDisk: true);
            }

            File.Move(draft, Path.Combine(Folder, $"{letter.MessageId.Trim('<', '>')}.eml"), overwrite: true);
            return Posting.Accepted;
        }
        catch (FormatException noAddress)
        {
            return new(PostingOutcome.Refused, noAddress.Message);
        }
        catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException)
        {
            return new(PostingOutcome.Unreachable, unwritable.Message);
        }
    }
}
