using System.Net;
using PhaseEngine.Server.Tests.Running;

namespace PhaseEngine.Server.Tests.Studio;

/// <summary>The document Elsa Studio runs in; what it is like stands in the journeys, which have the client.</summary>
public sealed class StudioPageTests(SqliteServer server)
{
    [Fact]
    public async Task Without_the_client_there_is_no_Studio_and_the_server_says_so() =>
        (await server.Anonymous().Get("/app/elsa-studio-3.8.2/frame")).IsRefused(HttpStatusCode.NotFound, "not-found");
}
