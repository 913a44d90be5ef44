using System.CommandLine;
using PhaseEngine.Server.Settings;

namespace PhaseEngine.Server.Cli;

/// <summary>The settings as options of every verb: the common ones by name, the others with <c>--set</c>.</summary>
internal static class SettingOptions
{
    private static readonly Option<string?> Database = new("--database")
    {
        Description = "sqlite:PATH or postgres:CONNECTION", HelpName = "DATABASE", Recursive = true,
    };

    private static readonly Option<string?> Urls = new("--urls")
    {
        Description = "Where to listen, e.g. http://127.0.0.1:5000", HelpName = "URLS", Recursive = true,
    };

    private static readonly Option<string[]> Others = new("--set")
    {
        Description = "Any setting of docs/operations.md: --set Zone=Asia/Urumqi", HelpName = "NAME=VALUE", Recursive = true,
    };

    public static void AddTo(Command root)
    {
        root.Options.Add(Database);
        root.Options.Add(Urls);
        root.Options.Add(Others);
    }

    /// <summary>What was given, by the names of the settings.</summary>
    public static Dictionary<string, string?> Read(ParseResult parsed)
    {
        var settings = new Dictionary<string, string?>();
        foreach (var pair in parsed.GetValue(Others) ?? [])
        {
            if (pair.Split('=', 2) is not [{ Length: > 0 } name, var value]) throw new SettingsException([$"--set {pair}: NAME=VALUE is needed."]);
            settings[name] = value;
        }

        if (parsed.GetValue(Database) is { } database) settings["Database"] = database;
        if (parsed.GetValue(Urls) is { } urls) settings["Urls"] = urls;
        return settings;
    }
}
