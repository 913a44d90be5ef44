using PhaseEngine.Server.Jobs.Mail;

namespace PhaseEngine.Server.Settings;

/// <summary>How mail leaves: through a mail server where <see cref="Host"/> is set, otherwise as files in a folder.</summary>
internal sealed record MailSettings
{
    /// <summary>The sender's address; what stands behind the @ also ends the Message-IDs.</summary>
    public string From { get; init; } = "phaseengine@localhost";

    public string? Host { get; init; }

    public int Port { get; init; } = 587;

    /// <summary>STARTTLS, before anything else is said. TLS from the first byte (port 465) is not spoken.</summary>
    public bool Tls { get; init; } = true;

    public string? User { get; init; }

    public string? Password { get; init; }

    /// <summary>The folder, when there is no mail server; null: <c>mail</c> in the data directory.</summary>
    public string? Pickup { get; init; }

    /// <summary>How many mails are on their way at once, each on a connection of its own.</summary>
    public int Connections { get; init; } = 4;

    /// <summary>How long one mail may take.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a mail belongs to the node that took it. Longer than <see cref="Patience"/>.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>For how long reminders of one person are gathered into one mail: longer than a sweep takes.</summary>
    public TimeSpan GatherFor { get; init; } = TimeSpan.FromMinutes(1);

    public string Domain => Mime.Address(From).Split('@')[^1];

    public IEnumerable<string> Findings()
    {
        if (!IsAddress(From)) yield return $"Mail:From: '{From}' is no mail address.";
        if (Port is < 1 or > 65535) yield return $"Mail:Port: {Port} is no port.";
        if (Connections is < 1 or > 64) yield return "Mail:Connections: from 1 to 64.";
        if (Patience <= TimeSpan.Zero) yield return "Mail:Patience: some time is needed.";
        if (Lease <= Patience) yield return "Mail:Lease: longer than Mail:Patience, or two nodes send the same mail.";
    }

    private static bool IsAddress(string text)
    {
        try
        {
            return Mime.Address(text).Length > 0;
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
