using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core;
using PhaseEngine.Data;
using PhaseEngine.Data.Operations;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.Identity;
using PhaseEngine.Server.Settings;

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

    /// <summary>The server that had it in hand is gone: nothing has happened, and the list may be sent again.</summary>
    BrokenOff,
}

/// <summary>How far an import has come.</summary>
/// <param name="Stage">What it is at.</param>
/// <param name="Done">Units, hosts and members stored.</param>
/// <param name="Of">All there are to store; 0 while the file is read.</param>
internal sealed record ProgressView(ImportStage Stage, int Done, int Of);

/// <summary>
/// How far imports have come, by who imports and the name they gave the import. Each node knows its own; with several over one
/// database it says there every few seconds how far they are, beside the transaction of the import, of which nobody sees
/// anything before it is whole.
/// </summary>
internal sealed class ImportProgress(IServiceScopeFactory scopes, ServerSettings settings, TimeProvider clock)
{
    /// <summary>A node that has said nothing for so long is gone.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Kept = TimeSpan.FromHours(1);

    private readonly bool _alone = Database.Parse(settings.Database).IsSqlite;
    private readonly ConcurrentDictionary<(Guid By, Guid Import), (ProgressView View, DateTimeOffset At)> _known = new();

    public void Tell(Guid by, Guid? import, ImportStage stage, int done = 0, int of = 0)
    {
        if (import is not { } name) return;
        var now = clock.GetUtcNow();
        foreach (var old in _known.Where(k => k.Value.At < now - Kept)) _known.TryRemove(old);
        _known[(by, name)] = (new(stage, done, of), now);
    }

    /// <summary>Does the work of an import, and lets the other nodes know meanwhile.</summary>
    public async Task<Result<T>> While<T>(Guid by, Guid? import, string list, string fileName, Func<Task<Result<T>>> work, CancellationToken ct)
    {
        if (import is not { } name) return await work();
        Tell(by, name, ImportStage.Reading);
        if (_alone || !await Begin(by, name, list, fileName, ct)) return await Ended(work, by, name);

        using var over = new CancellationTokenSource();
        var saying = KeepSaying(by, name, over.Token);
        try
        {
            return await Ended(work, by, name);
        }
        finally
        {
            await over.CancelAsync();
            await saying;
            await Say(by, name, CancellationToken.None);
        }
    }

    /// <summary>Null: not begun, or long over.</summary>
    public async Task<ProgressView?> Of(Guid by, Guid import, CancellationToken ct)
    {
        if (_known.TryGetValue((by, import), out var known)) return known.View;
        await using var scope = scopes.CreateAsyncScope();
        var row = await scope.ServiceProvider.GetRequiredService<PhaseEngineDb>().Imports.AsNoTracking().SingleOrDefaultAsync(i => i.Id == import && i.StartedBy == by, ct);
        return row is null ? null : new(StageOf(row), row.Done, row.Rows);
    }

    private ImportStage StageOf(Import import) =>
        import.Status != ImportStatus.Running ? ImportStage.Over
        : import.HeardAt < clock.GetUtcNow() - Silence ? ImportStage.BrokenOff
        : import.Rows == 0 ? ImportStage.Reading
        : ImportStage.Storing;

    /// <summary>However the work ends.</summary>
    private async Task<Result<T>> Ended<T>(Func<Task<Result<T>>> work, Guid by, Guid name)
    {
        try
        {
            return await work();
        }
        finally
        {
            if (_known.TryGetValue((by, name), out var last) && last.View.Stage != ImportStage.Over) Tell(by, name, ImportStage.Over, last.View.Done, last.View.Of);
        }
    }

    /// <returns>False when somebody else has called an import of theirs so.</returns>
    private async Task<bool> Begin(Guid by, Guid name, string list, string fileName, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PhaseEngineDb>();
        var now = clock.GetUtcNow();
        if (await db.Imports.SingleOrDefaultAsync(i => i.Id == name, ct) is { } before)
        {
            if (before.StartedBy != by) return false;
            (before.Status, before.HeardAt, before.Done, before.Rows, before.FinishedAt) = (ImportStatus.Running, now, 0, 0, null);
        }
        else
        {
            db.Imports.Add(new() { Id = name, Kind = list, FileName = fileName, StartedBy = by, StartedAt = now, HeardAt = now, Status = ImportStatus.Running });
        }

        await db.SaveChangesAsync(ct);
        return true;
    }

    private async Task KeepSaying(Guid by, Guid name, CancellationToken over)
    {
        using var beats = new PeriodicTimer(Beat);
        try
        {
            while (await beats.WaitForNextTickAsync(over)) await Say(by, name, over);
        }
        catch (OperationCanceledException)
        {
            // It is over.
        }
    }

    private async Task Say(Guid by, Guid name, CancellationToken ct)
    {
        if (!_known.TryGetValue((by, name), out var known)) return;
        await using var scope = scopes.CreateAsyncScope();
        var (view, now) = (known.View, clock.GetUtcNow());
        var over = view.Stage == ImportStage.Over;
        await scope.ServiceProvider.GetRequiredService<PhaseEngineDb>().Imports.Where(i => i.Id == name && i.StartedBy == by).ExecuteUpdateAsync(
            set => set.SetProperty(i => i.Done, view.Done).SetProperty(i => i.Rows, view.Of).SetProperty(i => i.HeardAt, now)
                .SetProperty(i => i.Status, over ? ImportStatus.Done : ImportStatus.Running).SetProperty(i => i.FinishedAt, over ? now : null), ct);
    }
}

/// <summary>
/// How far one's own import has come, by the name it was given when it was sent (<c>import</c>), whichever server has it in hand.
/// Not found: not begun, or long over.
/// </summary>
internal static class GetImportProgress
{
    public static async Task<Results<Ok<ProgressView>, Refused>> Handle(Guid import, Caller caller, ImportProgress progress, CancellationToken ct) =>
        await progress.Of(caller.UserId, import, ct) is { } view ? TypedResults.Ok(view) : new Refused(HttpProblems.NotFound);
}
