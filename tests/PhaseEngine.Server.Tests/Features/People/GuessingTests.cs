using System.Net;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection.Extensions;
using PhaseEngine.Data.Access;
using PhaseEngine.Server.Tests.Running;

namespace PhaseEngine.Server.Tests.Features.People;

/// <summary>Nobody finds out which accounts there are by how much work an answer takes.</summary>
public sealed class GuessingTests
{
    [Fact]
    public async Task An_unknown_name_and_a_locked_account_take_as_much_work_as_a_wrong_password()
    {
        await using var server = new CountingServer();
        await server.InitializeAsync();
        var userName = await Accounts.Make(server);

        var wrong = await Work(server, userName);
        var unknown = await Work(server, "nobody");
        for (var i = 0; i < 5; i++) await Work(server, userName);
        var locked = await Work(server, userName);

        Assert.Equal((1, 1, 1), (wrong, unknown, locked));
    }

    private static async Task<int> Work(CountingServer server, string userName)
    {
        var before = server.Hasher.Verified;
        (await server.Browser().Post("/api/v1/session", new { userName, password = "wrong" })).IsRefused(HttpStatusCode.Unauthorized, "sign-in-refused");
        return server.Hasher.Verified - before;
    }

    private sealed class CountingServer : RunningServer
    {
        public Counter Hasher { get; } = new();

        protected override Task<string> Database() => SqliteServer.NewDatabase();

        protected override void Adjust(WebApplicationBuilder builder)
        {
            base.Adjust(builder);
            builder.Services.Replace(ServiceDescriptor.Scoped<IPasswordHasher<User>>(_ => Hasher));
        }
    }

    private sealed class Counter : PasswordHasher<User>
    {
        public int Verified { get; private set; }

        public override PasswordVerificationResult VerifyHashedPassword(User user, string hashedPassword, string providedPassword)
        {
            Verified++;
            return base.VerifyHashedPassword(user, hashedPassword, providedPassword);
        }
    }
}
