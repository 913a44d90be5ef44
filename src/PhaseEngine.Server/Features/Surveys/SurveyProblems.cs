using PhaseEngine.Core;

namespace PhaseEngine.Server.Features.Surveys;

internal static class SurveyProblems
{
    public static Problem NotASurvey(string key) => new("not-a-survey", ProblemKind.NotFound, ("key", key));

    /// <summary>The unit assessed does not organise its own survey.</summary>
    public static Problem NotYours(string who) => new("survey-not-yours", ProblemKind.Forbidden, ("who", who));

    public static Problem OpenAlready(Guid survey) => new("survey-open-already", ProblemKind.Conflict, ("survey", survey));

    /// <summary>Too few answers twice: the superior decides on record.</summary>
    public static Problem TooFewTwice(int minimum) => new("survey-too-few-twice", ProblemKind.Conflict, ("minimum", minimum));

    public static readonly Problem DatesOutOfOrder = new("survey-dates-out-of-order", ProblemKind.Invalid);

    public static readonly Problem Closed = new("survey-closed", ProblemKind.Conflict);

    /// <summary>Links are printed once: what is printed is kept nowhere.</summary>
    public static readonly Problem Printed = new("survey-links-printed", ProblemKind.Conflict);

    public static readonly Problem NoSuchGroup = new("survey-group-unknown", ProblemKind.NotFound);

    public static readonly Problem RequirementNotOpen = new("survey-requirement-not-open", ProblemKind.Conflict);
}
