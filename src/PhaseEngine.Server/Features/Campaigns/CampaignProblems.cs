using PhaseEngine.Core;

namespace PhaseEngine.Server.Features.Campaigns;

internal static class CampaignProblems
{
    public static readonly Problem NotFound = new("campaign-not-found", ProblemKind.NotFound);

    public static readonly Problem ScopeEmpty = new("campaign-scope-empty", ProblemKind.Invalid);

    public static readonly Problem BatchesMissing = new("campaign-batches-missing", ProblemKind.Invalid);

    public static readonly Problem ExemptionReasonMissing = new("exemption-reason-missing", ProblemKind.Invalid);

    public static Problem TemplateNotPublished(string id, int version) =>
        new("template-not-published", ProblemKind.Conflict, ("template", id), ("version", version));

    public static Problem StartOutOfRange(DateOnly start) => new("campaign-start-out-of-range", ProblemKind.Invalid, ("start", start));

    public static Problem ZoneUnknown(string zone) => new("zone-unknown", ProblemKind.Invalid, ("zone", zone));

    public static Problem PhaseUnknown(string key) => new("activity-not-found", ProblemKind.NotFound, ("key", key));

    public static Problem NotLaunching(string status) => new("campaign-not-launching", ProblemKind.Conflict, ("status", status));
}
