using PhaseEngine.Core;
using PhaseEngine.Core.Definitions;

namespace PhaseEngine.Server.Features.Templates;

internal static class TemplateProblems
{
    public static readonly Problem NotFound = new("template-not-found", ProblemKind.NotFound);

    public static readonly Problem IdMissing = new("template-id-missing", ProblemKind.Invalid);

    public static Problem Exists(string id) => new("template-exists", ProblemKind.Conflict, ("template", id));

    public static Problem IdDiffers(string id, string given) => new("template-id-differs", ProblemKind.Invalid, ("template", id), ("given", given));

    /// <summary>A published version is never rewritten; a new draft is.</summary>
    public static Problem Published(string id, int version) =>
        new("template-published", ProblemKind.Conflict, ("template", id), ("version", version));

    public static Problem DraftExists(string id, int version) =>
        new("template-draft-exists", ProblemKind.Conflict, ("template", id), ("version", version));

    public static Problem Changed(string id, int version) =>
        new("template-changed", ProblemKind.Stale, ("template", id), ("version", version));

    /// <summary>It cannot even be read.</summary>
    public static Problem Unreadable(IEnumerable<Finding> findings) =>
        new("template-unreadable", ProblemKind.Invalid, ("findings", FindingView.Of(findings, document: null)));

    public static Problem HasErrors(Compilation compilation) => new(
        "template-has-errors", ProblemKind.Conflict, ("errors", compilation.Errors.Count()), ("findings", FindingView.Of(compilation.Errors, compilation.Document)));
}
