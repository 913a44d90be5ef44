using System.Net;
using Npgsql;
using PhaseEngine.Server.Tests.Running;

namespace PhaseEngine.Server.Tests.Http;

/// <summary>More people at once than the database has sessions for.</summary>
public sealed class OverloadTests
{
    [Fact]
    public async Task Who_finds_no_session_free_is_told_to_come_again()
    {
        await using var server = new OneSession();
        await server.InitializeAsync();
        var clerk = await server.As("clerk", await server.Unit());

        Answer refused;
        await using (await server.Services.GetRequiredService<NpgsqlDataSource>().OpenConnectionAsync(TestContext.Current.CancellationToken))
        {
            refused = await clerk.Client.Get("/api/v1/me");
        }

        refused.IsRefused(HttpStatusCode.ServiceUnavailable, "too-busy");
        Assert.Equal("5", refused.Response.Headers.GetValues("Retry-After").Single());
        (await clerk.Client.Get("/api/v1/me")).Is(HttpStatusCode.OK);
    }

    private sealed class OneSession : RunningServer
    {
        protected override async Task<string> Database() => await Databases.NewPostgres() + ";Maximum Pool Size=1;Timeout=1";
    }
}
