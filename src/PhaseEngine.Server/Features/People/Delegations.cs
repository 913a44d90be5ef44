using Microsoft.EntityFrameworkCore;
using PhaseEngine.Data;
using PhaseEngine.Server.Identity;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Features.People;

/// <summary>Posts that others hold in the place of somebody who is away. They end with the post they come from.</summary>
internal sealed class Delegations(PhaseEngineDb db, SystemEvents events)
{
    private const string Instructor = "instructor";

    /// <summary>Whether somebody may stand in for the holder of a post of this role: where gates or papers wait for one.</summary>
    public static bool Allows(string role) => RoleActs.Of(role).Contains(Acts.GatesDecide) || role == Instructor;

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
