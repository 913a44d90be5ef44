using System.CommandLine;
using PhaseEngine.Server.Texts;

namespace PhaseEngine.Server.Cli;

/// <summary>The language of what is about templates and tables; the command line itself speaks English.</summary>
internal static class LanguageOption
{
    public static Option<string> Make()
    {
        var option = new Option<string>("--lang")
        {
            Description = "Language of findings and titles: zh-CN, zh-TW or en", HelpName = "LANGUAGE", DefaultValueFactory = _ => "en",
        };
        option.AcceptOnlyFromAmong([.. Language.All]);
        return option;
    }
}
