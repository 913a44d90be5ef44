using System.Net;
using System.Text;
using PhaseEngine.Server.Tests.Running;

namespace PhaseEngine.Server.Tests.Crash;

/// <summary>Of two servers over one PostgreSQL one is killed in the middle of an import, and the other is asked for it again.</summary>
[Collection(nameof(NodeProcess))]
public sealed class ImportKillTests
{
    private const int Members = 2500;

    [Fact]
    public async Task An_import_is_whole_or_nothing_and_the_same_request_elsewhere_takes_it_over()
    {
        await using var district = await District.Prepared(branches: 1);
        await using var barrier = await Barrier.BeforeEvents(district);
        await using var nodes = await TwoNodes.Start(district);
        var broken = Import(nodes.One, district);
        // All members are written by then, and nothing is committed.
        await barrier.Reached();

        await nodes.One.Kill();
        var done = await district.Count("select count(*) from members");
        await barrier.Open();
        var answer = await Import(nodes.Other, district);
        var again = await Import(nodes.Other, district);

        await Assert.ThrowsAnyAsync<HttpRequestException>(() => broken);
        Assert.Equal(0, done);
        Assert.Equal(Members, (int)answer.Is(HttpStatusCode.OK).Body!["new"]!);
        Assert.Equal(answer.Body!.ToJsonString(), again.Is(HttpStatusCode.OK).Body!.ToJsonString());
        Assert.Equal(Members, await district.Count("select count(*) from members"));
        Assert.Equal(Members, await district.Count("select count(distinct name) from members"));
        Assert.Equal(1, await district.Count("select count(*) from events where act = 'listImported'"));
    }

    private static async Task<Answer> Import(NodeProcess node, District district)
    {
        var list = new StringBuilder("姓名,组织代码,党员类别\n");
        for (var i = 0; i < Members; i++) list.Append(null, $"党员{i},B0,在岗\n");
        using var client = await node.Client(district.Token);
        using var body = new ByteArrayContent(Encoding.UTF8.GetBytes(list.ToString()));
        body.Headers.ContentType = new("text/csv");
        return await client.Call(HttpMethod.Post, "/api/v1/organisation/imports?list=members&fileName=list.csv", body, ("Idempotency-Key", "import-once"));
    }
}
