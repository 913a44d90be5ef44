namespace PhaseEngine.Data.Surveys;

public enum SurveyStatus
{
    Open,
    Closed,
}

/// <summary>A survey of a requirement (S.26): the first, or another one after too few answers or in a later round.</summary>
public sealed class Survey
{
    public required Guid Id { get; init; }

    public required Guid RunId { get; init; }

    public required string Key { get; init; }

    /// <summary>Which survey of the requirement, from 1.</summary>
    public required int Round { get; init; }

    public required DateOnly Opens { get; set; }

    /// <summary>The last day answers are taken.</summary>
    public required DateOnly Closes { get; set; }

    public SurveyStatus Status { get; set; }

    /// <summary>The figures at closing, as JSON.</summary>
    public string? Tally { get; set; }

    public int Version { get; set; } = 1;
}

/// <summary>Those asked together: links say which group they are for, never which person.</summary>
public sealed class SurveyGroup
{
    public required Guid SurveyId { get; init; }

    /// <summary>From 1.</summary>
    public required int Number { get; init; }

    public required string Name { get; set; }

    /// <summary>How many people were asked.</summary>
    public required int Asked { get; set; }

    /// <summary>How many links were made.</summary>
    public int Printed { get; set; }
}

/// <summary>A link that can be answered once. No person, no time.</summary>
public sealed class SurveyLink
{
    /// <summary>SHA-256 of the token.</summary>
    public required byte[] TokenHash { get; init; }

    public required Guid SurveyId { get; init; }

    public required int GroupNumber { get; init; }

    public bool Used { get; set; }
}

/// <summary>One answered sheet. No person, no link, no time; the id is random, so that not even the order is kept.</summary>
public sealed class SurveyAnswer
{
    public required Guid Id { get; init; }

    public required Guid SurveyId { get; init; }

    public required int GroupNumber { get; init; }

    /// <summary>JSON, question key to answer.</summary>
    public required string Answers { get; init; }
}
