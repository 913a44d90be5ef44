using PhaseEngine.Data;
using PhaseEngine.Data.Events;

namespace PhaseEngine.Server.Tests.Cli;

/// <summary>Somebody who writes to a database all the time: events, each in a transaction of its own.</summary>
internal sealed class WrittenTo : IAsyncDisposable
{
    private static readonly DateTimeOffset At = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);
    private static readonly byte[] Payload = "{}"u8.ToArray();

    private readonly CancellationTokenSource _stop = new();
    private readonly ServiceProvider _services;
    private readonly SemaphoreSlim _written = new(0);
    private readonly Task _writing;
    private int _events;

    public WrittenTo(string database)
    {
        _services = new ServiceCollection().AddPhaseEngineData(database).BuildServiceProvider();
        _writing = Task.Run(Write);
    }

    /// <summary>Events that are committed.</summary>
    public int Events => Volatile.Read(ref _events);

    public async Task WaitForMore(int events, CancellationToken ct)
    {
        for (var i = 0; i < events; i++) await _written.WaitAsync(ct);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _writing;
        await _services.DisposeAsync();
        _stop.Dispose();
        _written.Dispose();
    }

    private async Task Write()
    {
        var streams = Enumerable.Range(0, 5).Select(_ => Guid.CreateVersion7()).ToArray();
        while (!_stop.IsCancellationRequested)
        {
            await using var scope = _services.CreateAsyncScope();
            await using var transaction = await scope.ServiceProvider.GetRequiredService<PhaseEngineDb>().BeginWrite(CancellationToken.None);
            await scope.ServiceProvider.GetRequiredService<EventLog>().Append(
                streams[_events % streams.Length], StreamKind.Unit, null, "noted", Payload, At, CancellationToken.None);
            await transaction.CommitAsync();
            Interlocked.Increment(ref _events);
            _written.Release();
        }
    }
}
