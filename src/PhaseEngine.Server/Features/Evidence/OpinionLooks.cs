using PhaseEngine.Data;
using PhaseEngine.Data.Access;
using PhaseEngine.Server.Identity;

namespace PhaseEngine.Server.Features.Evidence;

/// <summary>Who has looked at an opinion about a unit, its words or its files, is on record.</summary>
internal sealed class OpinionLooks(PhaseEngineDb db, Caller caller, TimeProvider clock)
{
    private const string Opinion = nameof(Opinion);

    public async Task Remember(string kind, Guid evidence, CancellationToken ct)
    {
        if (kind != Opinion) return;

        var now = clock.GetUtcNow();
        db.AuditLooks.Add(new AuditLook { Id = Guid.CreateVersion7(now), UserId = caller.UserId, At = now, Subject = "evidence", SubjectId = evidence });
        await db.SaveChangesAsync(ct);
    }
}
