using System.Collections.Concurrent;
using System.Text;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core.Definitions;
using PhaseEngine.Core.Engine;

namespace PhaseEngine.Data.Templates;

/// <summary>Plans of published template versions, compiled once per process. Published versions never change, so neither do plans.</summary>
public sealed class PlanCache
{
    private readonly ConcurrentDictionary<(string Template, int Version), Plan> plans = new();

    /// <summary>The plan of a template version.</summary>
    /// <exception cref="InvalidOperationException">There is no such published version, or it does not compile.</exception>
    public async ValueTask<Plan> Get(PhaseEngineDb db, string template, int version, CancellationToken ct)
    {
        if (plans.TryGetValue((template, version), out var known)) return known;

        var definition = await db.TemplateVersions.AsNoTracking()
            .Where(v => v.TemplateId == template && v.Version == version && v.Status == TemplateStatus.Published)
            .Select(v => v.Definition).SingleOrDefaultAsync(ct)
            ?? throw new InvalidOperationException($"Template {template} has no published version {version}.");
        var reading = TemplateDocument.Read(Encoding.UTF8.GetBytes(definition));
        var plan = reading.Document is { } document ? (await WholeTemplate.Compile(db, document, ct)).Plan : null;
        return plans[(template, version)] =
            plan ?? throw new InvalidOperationException($"Version {version} of template {template} is published and does not compile.");
    }
}
