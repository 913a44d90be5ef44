using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core.Definitions;

namespace PhaseEngine.Data.Templates;

/// <summary>A definition as it is checked and compiled: an overlay laid on the published template it extends, and so on up (B.1).</summary>
public static class WholeTemplate
{
    /// <summary>Offices above one another; far more than there are levels.</summary>
    private const int MostLayers = 8;

    /// <summary>Merges; a definition that extends nothing is whole as it is. Whatever an overlay weakens is a finding of its own.</summary>
    public static async Task<OverlayMerge> Of(PhaseEngineDb db, TemplateDocument document, CancellationToken ct)
    {
        var layers = new Stack<TemplateDocument>([document]);
        while (layers.Peek().Extends is { } extends)
        {
            if (layers.Count > MostLayers || await Published(db, extends, ct) is not { } higher)
                return new OverlayMerge(null, [NoBase(extends)]);
            layers.Push(higher);
        }

        var whole = layers.Pop();
        while (layers.TryPop(out var overlay))
        {
            var merge = Overlay.Merge(whole, overlay);
            if (merge.Merged is null) return merge;
            whole = merge.Merged;
        }

        return new OverlayMerge(whole, []);
    }

    /// <summary>The whole template an overlay lies on; null when it extends nothing, or that is not there.</summary>
    public static async Task<TemplateDocument?> BaseOf(PhaseEngineDb db, TemplateDocument overlay, CancellationToken ct) =>
        overlay.Extends is { } extends && await Published(db, extends, ct) is { } higher ? (await Of(db, higher, ct)).Merged : null;

    /// <summary>Checks and compiles it as a whole.</summary>
    public static async Task<Compilation> Compile(PhaseEngineDb db, TemplateDocument document, CancellationToken ct)
    {
        var merge = await Of(db, document, ct);
        return merge.Merged is { } whole ? TemplateCompiler.Compile(whole) : new Compilation(null, merge.Findings);
    }

    private static async Task<TemplateDocument?> Published(PhaseEngineDb db, string named, CancellationToken ct)
    {
        var at = named.LastIndexOf('@');
        if (at < 1 || !int.TryParse(named.AsSpan(at + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var version)) return null;

        var id = named[..at];
        var definition = await db.TemplateVersions
            .Where(v => v.TemplateId == id && v.Version == version && v.Status == TemplateStatus.Published)
            .Select(v => v.Definition).SingleOrDefaultAsync(ct);
        return definition is null ? null : TemplateDocument.Read(Encoding.UTF8.GetBytes(definition)).Document;
    }

    private static Finding NoBase(string extends) => new(
        "PE101", Severity.Error, "/customProperties/phaseEngine/extends", null, null, null,
        new Dictionary<string, object?> { [Finding.Reason] = "base", ["extends"] = extends });
}
