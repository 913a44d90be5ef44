namespace PhaseEngine.Data.Access;

/// <summary>A role held by a person on a unit. The only source of rights, and of who is reminded.</summary>
public sealed class Post
{
    public required Guid Id { get; init; }

    public required Guid UserId { get; init; }

    /// <summary>The unit; null for posts over the whole installation (system operator).</summary>
    public Guid? UnitId { get; init; }

    /// <summary>One of <see cref="Core.Organisations.Vocabulary.Roles"/>, or <c>clerk</c>, <c>campaignOffice</c>, <c>systemOperator</c>.</summary>
    public required string Role { get; init; }

    /// <summary>Whether it holds for the units below as well; an assignment to one unit does not.</summary>
    public required bool Subtree { get; set; }

    public required DateOnly From { get; set; }

    /// <summary>The first day it is no longer held; null: open.</summary>
    public DateOnly? Until { get; set; }

    /// <summary>The post it was delegated from; null: it is one of its own.</summary>
    public Guid? DelegatedFrom { get; init; }

    public int Version { get; set; } = 1;
}
