using PhaseEngine.Core;
using PhaseEngine.Core.Requirements;
using PhaseEngine.Server.Texts;

namespace PhaseEngine.Server.Features.Evidence;

internal static class EvidenceProblems
{
    public static Problem FormUnknown(string form, RequirementKind kind) => new(
        "evidence-form-unknown", ProblemKind.Invalid, ("form", form), ("forms", kind.Forms.Select(f => f.Name).ToList()),
        ("titles", kind.Forms.Select(f => Words.Form(kind.Name, f.Name)).ToList()));

    /// <summary>The form is for other roles to record.</summary>
    public static Problem NotYours(string kind, string form, IReadOnlyList<string> roles, string level) => new(
        "evidence-not-yours", ProblemKind.Forbidden, ("form", form), ("title", Words.Form(kind, form)), ("roles", roles),
        ("who", roles.Select(role => Words.Role(role, level)).ToList()));

    /// <summary>A member records what they did themselves, and nothing about others.</summary>
    public static readonly Problem AboutOthers = new("evidence-about-others", ProblemKind.Forbidden);

    /// <summary>The unit's own officers give no opinion about it, and change none.</summary>
    public static readonly Problem OpinionOnOwnUnit = new("opinion-own-unit", ProblemKind.Forbidden);

    /// <summary>Only who gave an opinion changes it; others give their own.</summary>
    public static readonly Problem OpinionOfAnother = new("opinion-not-yours", ProblemKind.Forbidden);

    /// <summary>One record serves requirements of one kind only.</summary>
    public static Problem OtherKind(string key, string kind) =>
        new("evidence-serves-other-kind", ProblemKind.Invalid, ("key", key), ("kind", kind), ("sort", Words.Kind(kind)));

    public static Problem ServesTwice(string key) => new("evidence-serves-twice", ProblemKind.Invalid, ("key", key));

    /// <summary>Members named who are unknown, or count in none of the units taking part.</summary>
    public static Problem MembersElsewhere(IReadOnlyList<Guid> members) =>
        new("evidence-members-elsewhere", ProblemKind.Invalid, ("count", members.Count), ("members", members));

    public static Problem Superseded(Guid by) => new("evidence-superseded", ProblemKind.Conflict, ("by", by));

    /// <summary>A correction that says the same.</summary>
    public static readonly Problem Unchanged = new("evidence-unchanged", ProblemKind.Conflict);

    public static readonly Problem Erased = new("evidence-erased", ProblemKind.Conflict);

    public static Problem AttachmentType(string name) => new("attachment-type-refused", ProblemKind.Invalid, ("name", name));

    public static readonly Problem AttachmentEmpty = new("attachment-empty", ProblemKind.Invalid);

    public static Problem TooManyAttachments(int most) => new("attachment-too-many", ProblemKind.Conflict, ("most", most));
}
