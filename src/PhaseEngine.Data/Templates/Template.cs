namespace PhaseEngine.Data.Templates;

/// <summary>A template: all versions of one definition.</summary>
public sealed class Template
{
    /// <summary>The definition's own id (<c>definitionId</c>).</summary>
    public required string Id { get; init; }

    /// <summary>The zh-CN title of the newest version, for lists.</summary>
    public required string Name { get; set; }

    /// <summary>Its event stream.</summary>
    public required Guid StreamId { get; init; }

    /// <summary>The unit whose office keeps it; null: everybody's, as the library's are.</summary>
    public Guid? UnitId { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }
}

public enum TemplateStatus
{
    /// <summary>May hold errors and be changed.</summary>
    Draft,

    /// <summary>Immutable.</summary>
    Published,
}

/// <summary>One version of a template.</summary>
public sealed class TemplateVersion
{
    public required string TemplateId { get; init; }

    public required int Version { get; init; }

    /// <summary>The Elsa definition, as JSON.</summary>
    public required string Definition { get; set; }

    /// <summary>Content hash, hexadecimal.</summary>
    public required string Hash { get; set; }

    public required TemplateStatus Status { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public Guid? CreatedBy { get; init; }

    public DateTimeOffset? PublishedAt { get; set; }

    public Guid? PublishedBy { get; set; }

    /// <summary>Moves by one with every save of a draft; the concurrency token and the ETag.</summary>
    public int Revision { get; set; } = 1;
}
