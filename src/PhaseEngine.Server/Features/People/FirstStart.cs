using Microsoft.EntityFrameworkCore;
using PhaseEngine.Data;
using PhaseEngine.Server.Identity;
using PhaseEngine.Server.Settings;

namespace PhaseEngine.Server.Features.People;

/// <summary>
/// There is no default password. As long as nobody has an account, each start prints a one-use link for the first
/// administrator and makes the ones printed before worthless.
/// </summary>
internal static class FirstStart
{
    public static async Task PrintSetUpLink(IServiceProvider services, TextWriter to, CancellationToken ct)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PhaseEngineDb>();
        if (await db.Users.AnyAsync(ct)) return;

        await db.Invitations.Where(i => i.CreatedBy == null && i.UsedAt == null).ExecuteDeleteAsync(ct);
        var today = scope.ServiceProvider.GetRequiredService<Today>().Date;
        InvitedPost[] posts = [new(null, RoleActs.Administrator, true, today, null), new(null, RoleActs.SystemOperator, true, today, null)];
        var slip = services.GetRequiredService<Links>().Issue(db, "", user: null, posts, by: null);
        await db.SaveChangesAsync(ct);

        await to.WriteLineAsync($"Nobody has an account yet. Set up the first one (once, within {Links.Lifetime.Days} days):\n  {slip.Link}");
    }
}
