using PhaseEngine.Core;

namespace PhaseEngine.Server.Features.Campaigns;

internal static class CampaignProblems
{
    public static readonly Problem NotFound = new("campaign-not-found", ProblemKind.NotFound);

    public static readonly Problem NotRunning = new("campaign-not-running", ProblemKind.Conflict);

    public static readonly Problem ScopeEmpty = new("campaign-scope-empty", ProblemKind.Invalid);

    public static readonly Problem BatchesMissing = new("campaign-batches-missing", ProblemKind.Invalid);

    public static readonly Problem ExemptionReasonMissing = new("exemption-reason-missing", ProblemKind.Invalid);

    public static Problem TemplateNotPublished(string id, int version) =>
        new("template-not-published", ProblemKind.Conflict, ("template", id), ("version", version));

    public static Problem BatchUnknown(int batch) => new("campaign-batch-unknown", ProblemKind.Invalid, ("batch", batch));

    public static Problem UnitsElsewhere(IReadOnlyList<Guid> units) => new("campaign-units-elsewhere", ProblemKind.Invalid, ("units", units), ("count", units.Count));

    public static Problem UnitsTakePart(IReadOnlyList<Guid> units) => new("campaign-units-take-part", ProblemKind.Conflict, ("units", units), ("count", units.Count));

    public static Problem StartOutOfRange(DateOnly start) => new("campaign-start-out-of-range", ProblemKind.Invalid, ("start", start));

    public static Problem NotDraft(Guid campaign) => new("campaign-not-draft", ProblemKind.Conflict, ("campaign", campaign));

    public static Problem ZoneUnknown(string zone) => new("zone-unknown", ProblemKind.Invalid, ("zone", zone));

    public static Problem PhaseUnknown(string key) => new("activity-not-found", ProblemKind.NotFound, ("key", key));

    public static Problem NotLaunching(string status) => new("campaign-not-launching", ProblemKind.Conflict, ("status", status));
}
