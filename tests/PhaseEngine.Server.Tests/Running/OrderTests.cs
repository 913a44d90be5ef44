using Microsoft.EntityFrameworkCore;
using PhaseEngine.Data;

namespace PhaseEngine.Server.Tests.Running;

/// <summary>That the tests' servers see to the order of pages, so that no test needs to.</summary>
public sealed class OrderTests(SqliteServer sqlite, PostgresBackedServer postgres)
{
    [Fact]
    public async Task A_page_without_an_order_fails()
    {
        foreach (var server in (RunningServer[])[sqlite, postgres])
        {
            await Assert.ThrowsAsync<InvalidOperationException>(() => server.InScope(services =>
                services.GetRequiredService<PhaseEngineDb>().Units.Take(1).ToListAsync(TestContext.Current.CancellationToken)));
            await server.InScope(services =>
                services.GetRequiredService<PhaseEngineDb>().Units.OrderBy(u => u.Id).Take(1).ToListAsync(TestContext.Current.CancellationToken));
        }
    }
}
