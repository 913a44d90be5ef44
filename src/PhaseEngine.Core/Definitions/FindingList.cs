namespace PhaseEngine.Core.Definitions;

/// <summary>Collects findings while a document is read, checked and compiled.</summary>
internal sealed class FindingList
{
    private readonly List<Finding> findings = [];

    public IReadOnlyList<Finding> All => findings;

    public bool HasErrors { get; private set; }

    public void Add(string code, TemplateActivity? activity, string pointer, params ReadOnlySpan<(string Name, object? Value)> facts)
    {
        var named = new Dictionary<string, object?>(facts.Length, StringComparer.Ordinal);
        foreach (var (name, value) in facts) named[name] = value;
        Add(new Finding(code, FindingCodes.All[code], pointer, activity?.Id, activity?.Key, activity?.Title, named));
    }

    public void Add(Finding finding)
    {
        findings.Add(finding);
        HasErrors |= finding.Severity == Severity.Error;
    }
}
