using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http.HttpResults;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.Identity;

namespace PhaseEngine.Server.Features.Organisation;

/// <summary>What an import is at.</summary>
public enum ImportStage
{
    /// <summary>The file is read and compared with what is known.</summary>
    Reading,

    /// <summary>What it changes is stored, in one transaction: broken off, nothing has happened, and the list may be sent again.</summary>
    Storing,

    /// <summary>It is over, taken over or refused.</summary>
    Over,
}

/// <summary>How far an import has come.</summary>
/// <param name="Stage">What it is at.</param>
/// <param name="Done">Units, hosts and members stored.</param>
/// <param name="Of">All there are to store; 0 while the file is read.</param>
internal sealed record ProgressView(ImportStage Stage, int Done, int Of);

/// <summary>
/// How far the imports on this node have come, by who imports and the name they gave the import. Kept in memory only: the database
/// sees nothing of an import before it is whole, and one that broke off has not happened.
/// </summary>
internal sealed class ImportProgress(TimeProvider clock)
{
    private static readonly TimeSpan Kept = TimeSpan.FromHours(1);
    private readonly ConcurrentDictionary<(Guid By, Guid Import), (ProgressView View, DateTimeOffset At)> _known = new();

    public void Tell(Guid by, Guid? import, ImportStage stage, int done = 0, int of = 0)
    {
        if (import is not { } name) return;
        var now = clock.GetUtcNow();
        foreach (var old in _known.Where(k => k.Value.At < now - Kept)) _known.TryRemove(old);
        _known[(by, name)] = (new(stage, done, of), now);
    }

    public ProgressView? Of(Guid by, Guid import) => _known.TryGetValue((by, import), out var known) ? known.View : null;
}

/// <summary>
/// How far one's own import has come, by the name it was given when it was sent (<c>import</c>). Not found: not begun, long over, or
/// in hand of another server of the installation.
/// </summary>
internal static class GetImportProgress
{
    public static Results<Ok<ProgressView>, Refused> Handle(Guid import, Caller caller, ImportProgress progress) =>
        progress.Of(caller.UserId, import) is { } view ? TypedResults.Ok(view) : new Refused(HttpProblems.NotFound);
}
