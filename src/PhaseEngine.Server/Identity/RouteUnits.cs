using Microsoft.EntityFrameworkCore;
using PhaseEngine.Data;
using PhaseEngine.Data.Access;
using PhaseEngine.Data.Model;
using PhaseEngine.Data.Organisations;
using PhaseEngine.Server.Features.People;

namespace PhaseEngine.Server.Identity;

/// <summary>Where the thing named in an address stands in the tree.</summary>
/// <param name="Paths">The places of the units it belongs to.</param>
/// <param name="All">Whether rights are needed on each of them, or on one.</param>
internal sealed record Places(IReadOnlyList<string> Paths, bool All = true)
{
    public bool Allowed(Func<string, bool> may) => All ? Paths.All(may) : Paths.Any(may);
}

/// <summary>
/// The one list of what addresses name, by route parameter. Every parameter that names a thing stands here: that is how
/// rights are checked before a body is even read, and how the tests know what lies inside and outside.
/// </summary>
internal static class RouteUnits
{
    /// <summary>Finds the places of a thing for an act; null when there is no such thing.</summary>
    internal delegate Task<Places?> Find(PhaseEngineDb db, Guid id, string act, DateOnly today, CancellationToken ct);

    /// <summary>Most of what people do, they do to a run.</summary>
    private static readonly CompiledQuery<Func<PhaseEngineDb, Guid, CancellationToken, Task<string?>>> PlaceOfRun = new(() =>
        EF.CompileAsyncQuery((PhaseEngineDb db, Guid run, CancellationToken ct) => (
            from r in db.Runs
            where r.Id == run
            join unit in db.Units on r.UnitId equals unit.Id
            select EF.Property<string?>(unit, UnitPaths.Property)).SingleOrDefault()));

    public static readonly IReadOnlyDictionary<string, Find> ByParameter = new Dictionary<string, Find>
    {
        ["unitId"] = async (db, id, _, _, ct) => await db.Units.PathOf(id, ct) is { } path ? new([path]) : null,

        // By certificate the receiving unit sees the member as well (S.5), as long as it runs; the record stays with the unit of
        // affiliation.
        ["memberId"] = async (db, id, act, today, ct) =>
            await db.Members.Where(m => m.Id == id)
                .Select(m => new { m.UnitId, Receiving = m.CertificateUntil == null || today < m.CertificateUntil ? m.CertificateUnitId : null }).SingleOrDefaultAsync(ct) is { } member
                ? new(await PathsOf(db, act == Acts.MembersSee && member.Receiving is { } receiving ? [member.UnitId, receiving] : [member.UnitId], ct), All: false)
                : null,

        // A host belongs to everybody whose unit it houses: to rename it one answers for all of them. One that houses nobody
        // belongs to the installation.
        ["hostId"] = async (db, id, _, _, ct) =>
        {
            if (!await db.Hosts.AnyAsync(h => h.Id == id, ct)) return null;
            var units = await db.UnitHosts.Where(c => c.HostId == id).Select(c => (Guid?)c.UnitId).ToListAsync(ct);
            return new(await PathsOf(db, units is [] ? [null] : units, ct));
        },

        ["postId"] = async (db, id, act, _, ct) =>
        {
            var post = db.Posts.Where(p => p.Id == id);
            // To give and take posts one answers for as much; whoever lets another stand in for them holds the post.
            var places = act == Acts.PeopleManage ? await OfPosts(db, post, ct) : await PathsOf(db, await post.Select(p => p.UnitId).ToListAsync(ct), ct);
            return places is [] ? null : new(places);
        },

        // To take an invitation back one answers for what it gives.
        ["invitationId"] = async (db, id, _, _, ct) =>
            await db.Invitations.AsNoTracking().SingleOrDefaultAsync(i => i.Id == id && i.UserId == null, ct) is { } invitation
                ? new(await OfInvited(db, Links.PostsOf(invitation), ct))
                : null,

        // Somebody else's account is touched only by who answers for every post they hold.
        ["userId"] = async (db, id, _, today, ct) =>
        {
            if (!await db.Users.AnyAsync(u => u.Id == id, ct)) return null;
            var places = await OfPosts(db, db.Posts.Where(p => p.UserId == id && (p.Until == null || today < p.Until)), ct);
            return new(places is [] ? [HeldPost.Everywhere] : places);
        },

        // A list of a campaign's runs holds the reader's own units only, wherever those stand.
        ["campaignId"] = async (db, id, act, _, ct) =>
            await db.Campaigns.Where(c => c.Id == id).Select(c => new { c.UnitId }).SingleOrDefaultAsync(ct) is { } campaign
                ? new(act == Acts.RunsSee ? [] : await PathsOf(db, [campaign.UnitId], ct))
                : null,

        // To hold or close a run is for the office of its campaign, not for the unit's own.
        ["runId"] = async (db, id, act, _, ct) => act == Acts.CampaignsRun
            ? await db.Runs.Where(r => r.Id == id).Join(db.Campaigns, r => r.CampaignId, c => c.Id, (_, c) => new { c.UnitId }).SingleOrDefaultAsync(ct) is { } campaign
                ? new(await PathsOf(db, [campaign.UnitId], ct))
                : null
            : await PlaceOfRun.On(db)(db, id, ct) is { } path
                ? new([path])
                : null,

        ["evidenceId"] = (db, id, act, _, ct) => OfEvidence(db, id, act, ct),

        ["itemId"] = (db, id, _, _, ct) => OfRun(db, db.RectificationItems.Where(i => i.Id == id).Select(i => (Guid?)i.RunId), ct),

        ["meetingId"] = (db, id, _, _, ct) => OfRun(db, db.ReviewMeetings.Where(m => m.Id == id).Select(m => (Guid?)m.RunId), ct),

        ["surveyId"] = (db, id, _, _, ct) => OfRun(db, db.Surveys.Where(s => s.Id == id).Select(s => (Guid?)s.RunId), ct),

        ["attachmentId"] = async (db, id, act, _, ct) =>
            await db.Attachments.Where(a => a.Id == id).Select(a => (Guid?)a.EvidenceId).SingleOrDefaultAsync(ct) is { } evidence
                ? await OfEvidence(db, evidence, act, ct)
                : null,
    };

    /// <summary>The places of everything an address names; null when one of them does not exist.</summary>
    public static async Task<IReadOnlyList<Places>?> Of(HttpContext http, PhaseEngineDb db, string act, DateOnly today)
    {
        var places = new List<Places>();
        foreach (var (name, value) in http.Request.RouteValues)
        {
            if (!ByParameter.TryGetValue(name, out var find)) continue;
            if (!Guid.TryParse(value as string, out var id)) return null;
            if (await find(db, id, act, today, http.RequestAborted) is not { } found) return null;
            places.Add(found);
        }

        return places;
    }

    /// <summary>What belongs to a run stands where its unit stands.</summary>
    private static async Task<Places?> OfRun(PhaseEngineDb db, IQueryable<Guid?> run, CancellationToken ct)
    {
        var unit = await db.Runs.Where(r => run.Contains(r.Id)).Select(r => (Guid?)r.UnitId).SingleOrDefaultAsync(ct);
        return unit is null ? null : new(await PathsOf(db, [unit], ct));
    }

    /// <summary>A record belongs to every unit it serves: each of them reads it; to change it one answers for all of them.</summary>
    private static async Task<Places?> OfEvidence(PhaseEngineDb db, Guid evidence, string act, CancellationToken ct)
    {
        var recording = await db.Evidence.Where(e => e.Id == evidence).Select(e => (Guid?)e.UnitId).SingleOrDefaultAsync(ct);
        if (recording is null) return null;

        var served =
            from use in db.EvidenceUses
            where use.EvidenceId == evidence
            join run in db.Runs on use.RunId equals run.Id
            select (Guid?)run.UnitId;
        return new(await PathsOf(db, [recording, .. await served.ToListAsync(ct)], ct), All: act != Acts.RunsSee);
    }

    /// <summary>Where one has to be answerable for the holders of posts.</summary>
    private static async Task<IReadOnlyList<string>> OfPosts(PhaseEngineDb db, IQueryable<Post> posts, CancellationToken ct)
    {
        var held = await (
            from post in posts
            join unit in db.Units on post.UnitId equals unit.Id into units
            from unit in units.DefaultIfEmpty()
            select new { post.Role, Path = unit == null ? null : EF.Property<string>(unit, UnitPaths.Property), post.Subtree }).ToListAsync(ct);
        return [.. held.SelectMany(p => Appointing.Places(p.Role, p.Path ?? HeldPost.Everywhere, p.Subtree)).Distinct()];
    }

    private static async Task<IReadOnlyList<string>> OfInvited(PhaseEngineDb db, IReadOnlyList<InvitedPost> posts, CancellationToken ct)
    {
        var places = new List<string>();
        foreach (var post in posts)
            places.AddRange(Appointing.Places(post.Role, (await PathsOf(db, [post.UnitId], ct)).SingleOrDefault() ?? HeldPost.Everywhere, post.Subtree));
        return places;
    }

    /// <summary>No unit is the installation's own place.</summary>
    private static async Task<IReadOnlyList<string>> PathsOf(PhaseEngineDb db, IReadOnlyList<Guid?> units, CancellationToken ct)
    {
        var ids = units.OfType<Guid>().Distinct().ToList();
        var paths = await db.Units.Where(u => ids.Contains(u.Id)).Select(u => EF.Property<string>(u, UnitPaths.Property)).ToListAsync(ct);
        return units.Contains(null) ? [.. paths, HeldPost.Everywhere] : paths;
    }
}
