using System.Net;
using PhaseEngine.Data.Events;

namespace PhaseEngine.Server.Settings;

/// <summary>
/// What an installation sets: in <c>appsettings.json</c>, as <c>PHASEENGINE_…</c> variables or on the command line, the later
/// winning. Listed for operators in <c>docs/operations.md</c>.
/// </summary>
internal sealed record ServerSettings
{
    public string Database { get; init; } = "sqlite:phaseengine.db";

    /// <summary>Attachments and what else is no table, on a single node.</summary>
    public string DataDirectory { get; init; } = "phaseengine-data";

    /// <summary>The address people reach the server under, for links in mails and on slips; null: the one it listens on.</summary>
    public Uri? PublicUrl { get; init; }

    /// <summary>The installation's time zone: what day it is for posts and rosters, and the default of campaigns.</summary>
    public string Zone { get; init; } = "Asia/Shanghai";

    /// <summary>Proxies whose word about the caller's address is believed.</summary>
    public IReadOnlyList<string> TrustedProxies { get; init; } = [];

    /// <summary>Attempts to sign in or to use a link, per minute and address.</summary>
    public int SignInsPerMinute { get; init; } = 20;

    /// <summary>Whether <c>serve</c> brings the database's schema up to date; otherwise it refuses to start on an older one.</summary>
    public bool UpgradeAtStart { get; init; } = true;

    /// <summary>Base64 of the secret, at least 32 bytes, that national ids are hashed with; null: one is made and kept in the data directory.</summary>
    public string? NationalIdKey { get; init; }

    /// <summary>Whether the log is written as JSON, one object per line.</summary>
    public bool JsonLog { get; init; }

    /// <summary>Where traces and metrics are sent to (OTLP over gRPC); null: nowhere.</summary>
    public Uri? Otlp { get; init; }

    /// <summary>The key that seals are signed with and the seals themselves: outside the database, where somebody with its password cannot write.</summary>
    internal SealFiles SealFiles => new(Path.GetFullPath(Path.Combine(DataDirectory, "seal-key.pem")), Path.GetFullPath(Path.Combine(DataDirectory, "seals.jsonl")));

    public JobSettings Jobs { get; init; } = new();

    public MailSettings Mail { get; init; } = new();

    public SignInSettings SignIn { get; init; } = new();

    public static ServerSettings Read(IConfiguration configuration)
    {
        var settings = Bind(configuration);
        var wrong = settings.Findings().ToList();
        return wrong.Count == 0 ? settings : throw new SettingsException(wrong);
    }

    private static ServerSettings Bind(IConfiguration configuration)
    {
        try
        {
            return configuration.Get<ServerSettings>() ?? new();
        }
        catch (InvalidOperationException unreadable)
        {
            throw new SettingsException([unreadable.InnerException is null ? unreadable.Message : $"{unreadable.Message} {unreadable.InnerException.Message}"]);
        }
    }

    private IEnumerable<string> Findings()
    {
        if (DatabaseFinding() is { } database) yield return database;
        if (string.IsNullOrWhiteSpace(DataDirectory)) yield return "DataDirectory: a folder is needed.";
        if (PublicUrl is { IsAbsoluteUri: false }) yield return $"PublicUrl: '{PublicUrl}' is not a whole address (https://host).";
        if (Otlp is { IsAbsoluteUri: false }) yield return $"Otlp: '{Otlp}' is not a whole address (http://collector:4317).";
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(Zone, out _)) yield return $"Zone: '{Zone}' is no time zone of this machine.";
        if (NationalIdKey is not null && !IsKey(NationalIdKey)) yield return "NationalIdKey: base64 of at least 32 bytes.";
        if (SignInsPerMinute < 1) yield return "SignInsPerMinute: at least 1.";
        if (Jobs.Standstill < TimeSpan.FromSeconds(1)) yield return "Jobs:Standstill: at least a second.";
        foreach (var finding in Mail.Findings()) yield return finding;
        foreach (var finding in SignIn.Findings()) yield return finding;
        foreach (var proxy in TrustedProxies.Where(p => !IPAddress.TryParse(p, out _))) yield return $"TrustedProxies: '{proxy}' is no address.";
    }

    private static bool IsKey(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) && length >= 32;
    }

    private string? DatabaseFinding()
    {
        try
        {
            PhaseEngine.Data.Database.Parse(Database);
            return null;
        }
        catch (FormatException)
        {
            // Not the value itself: a connection string holds a password.
            return "Database: it is written 'sqlite:PATH' or 'postgres:CONNECTION'.";
        }
    }
}

/// <summary>The settings do not fit; every finding at once.</summary>
internal sealed class SettingsException(IReadOnlyList<string> findings) : Exception(string.Join(Environment.NewLine, findings))
{
    public IReadOnlyList<string> Findings { get; } = findings;
}

/// <summary>Whether this server shows demo data: set by the verb that makes them, never by a setting.</summary>
internal sealed record DemoMode(bool On);

/// <summary>What day it is for the installation.</summary>
internal sealed class Today(TimeProvider clock, ServerSettings settings)
{
    private readonly TimeZoneInfo _zone = TimeZoneInfo.FindSystemTimeZoneById(settings.Zone);

    public DateOnly Date => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), _zone).DateTime);
}
