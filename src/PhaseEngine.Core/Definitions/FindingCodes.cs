using System.Collections.Frozen;

namespace PhaseEngine.Core.Definitions;

/// <summary>All codes of template-format §8. Codes are never used for anything else again.</summary>
public static class FindingCodes
{
    /// <summary>Every code with its severity.</summary>
    public static readonly FrozenDictionary<string, Severity> All = Codes().ToFrozenDictionary(c => c.Code, c => c.Severity);

    /// <summary>The cases of codes that have words of their own (<see cref="Finding.TextKey"/>).</summary>
    public static readonly FrozenSet<string> WithReason = FrozenSet.Create(
        StringComparer.Ordinal,
        "PE101/overlay", "PE101/base", "PE101/size", "PE101/depth", "PE101/syntax", "PE101/activities", "PE105/long",
        "PE201/join", "PE201/fork", "PE201/decision", "PE201/script", "PE201/timer", "PE201/subflow",
        "PE203/into", "PE205/body",
        "PE207/otherFlow", "PE207/port", "PE207/twice", "PE207/malformed", "PE208/circle",
        "PE303/text", "PE303/whole", "PE303/number", "PE303/range", "PE303/bool", "PE303/list", "PE303/row",
        "PE305/twice", "PE309/file", "PE309/many",
        "PE401/op", "PE401/value", "PE401/empty", "PE401/of", "PE401/share", "PE402/agendaFrom",
        "PE403/Bool", "PE403/Percent", "PE403/Date", "PE403/Word",
        "PE404/Unit", "PE404/Met", "PE404/of", "PE404/members",
        "PE405/own", "PE406/otherWay", "PE410/always",
        "PE501/span", "PE501/offset", "PE501/rhythm", "PE502/openEnded", "PE503/beforeStart");

    private static IEnumerable<(string Code, Severity Severity)> Codes()
    {
        string[] errors =
        [
            "PE101", "PE102", "PE103", "PE104", "PE105", "PE106",
            "PE201", "PE202", "PE203", "PE204", "PE205", "PE206", "PE207", "PE208", "PE209", "PE210", "PE211", "PE212", "PE213",
            "PE301", "PE302", "PE303", "PE304", "PE305", "PE306", "PE309", "PE310", "PE311", "PE312",
            "PE401", "PE402", "PE403", "PE404", "PE405", "PE406", "PE407", "PE408", "PE409",
            "PE501", "PE502", "PE503", "PE505",
            "PE603",
        ];
        string[] warnings = ["PE214", "PE215", "PE216", "PE307", "PE308", "PE410", "PE411", "PE504", "PE601", "PE602"];
        return errors.Select(c => (c, Severity.Error)).Concat(warnings.Select(c => (c, Severity.Warning)));
    }
}
