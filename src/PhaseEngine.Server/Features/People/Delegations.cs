using Microsoft.EntityFrameworkCore;
using PhaseEngine.Data;
using PhaseEngine.Data.Access;
using PhaseEngine.Server.Identity;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Features.People;

/// <summary>Posts that others hold in the place of somebody who is away. They end with the post they come from.</summary>
internal sealed class Delegations(PhaseEngineDb db, SystemEvents events)
{
    private const string Instructor = "instructor";

    /// <summary>Whether whoever holds a post may let somebody decide in their place: other posts are handed over, and what is delegated is not passed on.</summary>
    public static bool MayBeMade(Post post) => post.DelegatedFrom is null && IsDecidedIn(post.Role);

    /// <summary>Whether a role answers what units lay before it.</summary>
    public static bool IsDecidedIn(string role) => RoleActs.Of(role).Contains(Acts.GatesDecide) || role == Instructor;

    /// <returns>How many ended earlier than they would have.</returns>
    public async Task<int> EndOf(Guid post, DateOnly on, Guid by, CancellationToken ct)
    {
        var delegated = await db.Posts.Where(p => p.DelegatedFrom == post && (p.Until == null || p.Until > on)).ToListAsync(ct);
        foreach (var one in delegated)
        {
            // One that has not begun never does.
            one.Until = one.From > on ? one.From : on;
            one.Version++;
            await events.Append(by, "delegationEnded", new { post = one.Id, of = post, on = one.Until }, ct);
        }

        return delegated.Count;
    }
}
