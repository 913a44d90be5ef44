using System.Text.Json;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core;
using PhaseEngine.Data;
using PhaseEngine.Data.Access;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.Identity;
using PhaseEngine.Server.Settings;

namespace PhaseEngine.Server.Features.People;

/// <summary>A one-use link as it is printed on a slip. It is shown this once: only its hash is kept.</summary>
/// <param name="Name">Whom it is for.</param>
/// <param name="Link">The token stands behind '#', which browsers send to no server and in no Referer.</param>
/// <param name="Qr">The same as a QR code, SVG.</param>
/// <param name="ExpiresAt">When it ends, used or not.</param>
internal sealed record Slip(string Name, string Link, string Qr, DateTimeOffset ExpiresAt) : IShownOnce;

/// <summary>A post that comes with an invitation.</summary>
internal sealed record InvitedPost(Guid? UnitId, string Role, bool Subtree, DateOnly From, DateOnly? Until);

/// <summary>One-use links that let a person in.</summary>
internal sealed class Links(ServerSettings settings, IServer server, TimeProvider clock)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);

    /// <summary>Where people reach this server.</summary>
    public Uri Home => settings.PublicUrl
        ?? new Uri(server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? "http://localhost");

    /// <summary>Adds a link to the context; it counts once saved.</summary>
    /// <param name="db">Where to.</param>
    /// <param name="name">Whom it is for.</param>
    /// <param name="user">Their account, when they have one: then it lets them set a new password.</param>
    /// <param name="posts">What a new person gets.</param>
    /// <param name="by">Who issues it; null: the product, at its first start.</param>
    public Slip Issue(PhaseEngineDb db, string name, Guid? user, IReadOnlyList<InvitedPost> posts, Guid? by)
    {
        var (invitation, token) = Add(db, name, user, posts, by);
        // Behind '#' the token goes to no server, no log and no Referer.
        var link = new Uri(Home, $"link#{token.Text}").ToString();
        return new(name, link, QrCode.Svg(link), invitation.ExpiresAt);
    }

    /// <summary>A link that signs in at once as a person of the demo data (<see cref="DemoSignIn"/>).</summary>
    public Uri IssueDemo(PhaseEngineDb db, User user) =>
        new(Home, $"demo/sign-in/{Add(db, user.Name, user.Id, [], by: null).Token.Text}");

    private (Invitation Invitation, OneTimeToken Token) Add(PhaseEngineDb db, string name, Guid? user, IReadOnlyList<InvitedPost> posts, Guid? by)
    {
        var token = OneTimeToken.Make("");
        var now = clock.GetUtcNow();
        var invitation = new Invitation
        {
            Id = Guid.CreateVersion7(now),
            TokenHash = token.Hash,
            UserId = user,
            Name = name,
            Posts = JsonSerializer.Serialize(posts, JsonSerializerOptions.Web),
            CreatedAt = now,
            CreatedBy = by,
            ExpiresAt = now + Lifetime,
        };
        db.Invitations.Add(invitation);
        return (invitation, token);
    }

    public static IReadOnlyList<InvitedPost> PostsOf(Invitation invitation) =>
        JsonSerializer.Deserialize<List<InvitedPost>>(invitation.Posts, JsonSerializerOptions.Web)!;

    /// <summary>Uses one up that is still good; of two who use it at once one is refused.</summary>
    public static async Task<Result<Invitation>> Use(PhaseEngineDb db, byte[] hash, DateTimeOffset now, CancellationToken ct)
    {
        var link = await db.Invitations.SingleOrDefaultAsync(i => i.TokenHash == hash, ct);
        if (link is null || link.UsedAt is not null || link.ExpiresAt <= now) return PeopleProblems.LinkNotValid;

        link.UsedAt = now;
        try
        {
            await db.SaveChangesAsync(ct);
            return link;
        }
        catch (DbUpdateConcurrencyException)
        {
            return PeopleProblems.LinkNotValid;
        }
    }

    /// <summary>Adds the posts that come with an invitation.</summary>
    public static void GivePosts(PhaseEngineDb db, Invitation link, Guid user, DateTimeOffset now) =>
        db.Posts.AddRange(PostsOf(link).Select(p => new Post
        {
            Id = Guid.CreateVersion7(now), UserId = user, UnitId = p.UnitId, Role = p.Role, Subtree = p.Subtree, From = p.From, Until = p.Until,
        }));
}
