using System.Net.Mail;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using PhaseEngine.Core;
using PhaseEngine.Server.Features.People;
using PhaseEngine.Server.Jobs.Mail;
using PhaseEngine.Server.Settings;
using PhaseEngine.Server.Texts;

namespace PhaseEngine.Server.Features.Me;

/// <summary>
/// Finds out whether a mail address is its owner's: a letter goes there with a link, and who opens it has it. Nothing is kept;
/// the link itself says, encrypted, whose address it confirms and until when.
/// </summary>
internal sealed class AddressCheck(IDataProtectionProvider protection, IPostOffice office, Links links, ServerSettings settings, TimeProvider clock)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(2);

    private readonly IDataProtector _protector = protection.CreateProtector("mail address");

    /// <param name="User">Whose.</param>
    /// <param name="Address">Which.</param>
    /// <param name="Until">From then on the link is worthless.</param>
    internal sealed record Proof(Guid User, string Address, DateTimeOffset Until);

    /// <summary>One address, and nothing else that a mail program could read as more.</summary>
    public static bool IsAddress(string text) =>
        MailAddress.TryCreate(text, out var read) && read.Address == text && !text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c is ',' or ';' or '<' or '>' or '"');

    /// <summary>Sends the letter. Outside of a transaction: a mail server may take its time.</summary>
    public async Task<Problem?> Ask(Guid user, string name, string address, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var proof = _protector.Protect(JsonSerializer.Serialize(new Proof(user, address, now + Lifetime), JsonSerializerOptions.Web));
        var link = new Uri(links.Home, $"mail#{proof}").ToString();
        var (greeting, please) = (Phrases.Say("reminders.mail.greeting", ("name", name)), Phrases.Say("pages.mail.letter"));
        var letter = new Letter(
            $"<{Guid.CreateVersion7(now):N}@{settings.Mail.Domain}>", address, now, Phrases.Say("pages.mail.subject"),
            $"{greeting}\n\n{please}\n{link}\n",
            $"""<!DOCTYPE html><html lang="{Language.Current}"><body style="font-family:sans-serif"><p>{Encoded(greeting)}</p><p>{Encoded(please)}</p><p><a href="{link}">{link}</a></p></body></html>""",
            []);
        var posting = await office.Hand(letter, ct);
        return posting.Outcome == PostingOutcome.Accepted ? null : MeProblems.MailNotSent;
    }

    /// <summary>What a link proves; null when it is none of ours or too old.</summary>
    public Proof? Read(string token)
    {
        try
        {
            var proof = JsonSerializer.Deserialize<Proof>(_protector.Unprotect(token), JsonSerializerOptions.Web);
            return proof is not null && clock.GetUtcNow() < proof.Until ? proof : null;
        }
        catch (Exception foreign) when (foreign is CryptographicException or JsonException)
        {
            return null;
        }
    }

    private static string Encoded(string text) => System.Net.WebUtility.HtmlEncode(text);
}
