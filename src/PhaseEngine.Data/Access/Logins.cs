using PhaseEngine.Data.Sql;

namespace PhaseEngine.Data.Access;

/// <summary>The links of accounts to who people are at the organisation's own sign-in.</summary>
public static class Logins
{
    /// <summary>
    /// Waits until nobody else links anything, and keeps the others waiting until this transaction ends: who looks whether a link is
    /// there may rely on it.
    /// </summary>
    public static Task TakeTurn(PhaseEngineDb db, CancellationToken ct) => db.Sets.TakeTurn(db, Turn.Logins, ct);
}
