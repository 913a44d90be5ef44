using System.Net;
using Microsoft.Extensions.DependencyInjection.Extensions;
using PhaseEngine.Data;
using PhaseEngine.Server.Features.People;
using PhaseEngine.Server.Settings;
using PhaseEngine.Server.Tests.Running;

namespace PhaseEngine.Server.Tests.Features.People;

public sealed class DemoSignInTests(SqliteServer server)
{
    [Fact]
    public async Task A_demo_link_signs_in_as_often_as_one_likes()
    {
        await using var demo = new DemoServer(IPAddress.Loopback);
        await demo.InitializeAsync();
        var link = await Link(demo);
        var browser = demo.Browser();

        var first = await browser.Get(link);
        var me = await browser.Get("/api/v1/me");
        var second = await demo.Browser().Get(link);

        first.Is(HttpStatusCode.Found);
        me.Is(HttpStatusCode.OK);
        second.Is(HttpStatusCode.Found);
    }

    [Fact]
    public async Task Another_machine_is_not_let_in()
    {
        await using var demo = new DemoServer(IPAddress.Parse("192.0.2.7"));
        await demo.InitializeAsync();

        (await demo.Browser().Get(await Link(demo))).IsRefused(HttpStatusCode.NotFound, "not-found");
    }

    [Fact]
    public async Task A_server_that_is_no_demo_knows_no_such_links() =>
        (await server.Browser().Get(await Link(server))).IsRefused(HttpStatusCode.NotFound, "not-found");

    private static async Task<string> Link(RunningServer server)
    {
        var person = await server.Stranger();
        return await server.InScope(async services =>
        {
            var db = services.GetRequiredService<PhaseEngineDb>();
            var link = services.GetRequiredService<Links>().IssueDemo(db, (await db.Users.FindAsync(person.Id))!);
            await db.SaveChangesAsync();
            return link.AbsolutePath;
        });
    }

    private sealed class DemoServer(IPAddress caller) : RunningServer
    {
        protected override Task<string> Database() => SqliteServer.NewDatabase();

        protected override void Adjust(WebApplicationBuilder builder)
        {
            base.Adjust(builder);
            builder.Services.Replace(ServiceDescriptor.Singleton(new DemoMode(On: true)));
            builder.Services.AddSingleton<Microsoft.AspNetCore.Hosting.IStartupFilter>(new From(caller));
        }
    }

    /// <summary>In memory a request has no address; this gives it one.</summary>
    private sealed class From(IPAddress address) : Microsoft.AspNetCore.Hosting.IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((http, rest) =>
            {
                http.Connection.RemoteIpAddress = address;
                return rest(http);
            });
            next(app);
        };
    }
}
