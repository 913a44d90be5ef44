using System.Globalization;
using PhaseEngine.Core;

namespace PhaseEngine.Server.Texts;

/// <summary>Small things said the same way everywhere, in the reader's language.</summary>
internal static class Words
{
    /// <summary>What a survey asks about where its template asks nothing in particular.</summary>
    public static readonly Text Everything = new("您对整体工作是否满意？", "Are you satisfied on the whole?", "您對整體工作是否滿意？");

    /// <summary>A text of a template.</summary>
    public static string Said(this Text text) => text.In(Language.Current);

    /// <summary>A day of a campaign, where the year goes without saying.</summary>
    public static string Day(DateOnly day) => day.ToString(Language.Current == "en" ? "d MMMM" : "M月d日", CultureInfo.InvariantCulture);

    /// <summary>What a form of a kind of requirement is called.</summary>
    public static string Form(string kind, string form) => Phrases.Find($"kinds.{kind}.forms.{form}.title") ?? form;

    /// <summary>What a kind of requirement is called.</summary>
    public static string Kind(string kind) => Phrases.Find($"kinds.{kind}.title") ?? kind;

    /// <summary>Who holds a role, as people call them: a branch has a branch secretary.</summary>
    /// <param name="role">The role.</param>
    /// <param name="level">The level of the unit concerned.</param>
    public static string Role(string role, string level) =>
        (role == "secretary" ? Phrases.Find($"gates.secretary.{level}") : null) ?? Phrases.Find($"gates.role.{role}") ?? role;
}
