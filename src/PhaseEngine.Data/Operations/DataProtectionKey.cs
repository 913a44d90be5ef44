namespace PhaseEngine.Data.Operations;

/// <summary>A key of ASP.NET data protection, where every node sees it.</summary>
public sealed class DataProtectionKey
{
    public required Guid Id { get; init; }

    public required string Name { get; init; }

    public required string Xml { get; init; }
}
