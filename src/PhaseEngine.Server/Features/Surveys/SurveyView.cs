using PhaseEngine.Core.Requirements.Survey;
using PhaseEngine.Data.Surveys;
using PhaseEngine.Server.Http;

namespace PhaseEngine.Server.Features.Surveys;

/// <summary>A survey as its organiser sees it.</summary>
/// <param name="Id">The survey.</param>
/// <param name="RunId">The run.</param>
/// <param name="Key">The requirement.</param>
/// <param name="Number">Which survey of the requirement.</param>
/// <param name="Opens">First day.</param>
/// <param name="Closes">Last day.</param>
/// <param name="Status">Open or closed.</param>
/// <param name="Groups">Who is asked.</param>
/// <param name="Answers">Sheets so far; null while fewer than five, so that nobody is found out by watching.</param>
/// <param name="Tally">What it found, once closed.</param>
/// <param name="Version">For its next change.</param>
internal sealed record SurveyView(
    Guid Id, Guid RunId, string Key, int Number, DateOnly Opens, DateOnly Closes, SurveyStatus Status, IReadOnlyList<SurveyView.Group> Groups, int? Answers,
    Tally? Tally, int Version) : IVersioned
{
    internal sealed record Group(int Number, string Name, int Asked, int Printed);

    public static SurveyView Of(Survey survey, IEnumerable<SurveyGroup> groups, int answers) => new(
        survey.Id, survey.RunId, survey.Key, survey.Round, survey.Opens, survey.Closes, survey.Status,
        [.. groups.OrderBy(g => g.Number).Select(g => new Group(g.Number, g.Name, g.Asked, g.Printed))], answers < SurveyKind.LeastShown ? null : answers,
        survey.Tally is { } tally ? Surveys.Tally.Read(tally) : null, survey.Version);
}
