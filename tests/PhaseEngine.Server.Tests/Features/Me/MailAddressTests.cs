using System.Collections.Concurrent;
using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection.Extensions;
using PhaseEngine.Data;
using PhaseEngine.Server.Jobs.Mail;
using PhaseEngine.Server.Settings;
using PhaseEngine.Server.Tests.Features.People;
using PhaseEngine.Server.Tests.Running;

namespace PhaseEngine.Server.Tests.Features.Me;

/// <summary>From an address somebody gives to reminders that may go there.</summary>
public sealed class MailAddressTests : IAsyncLifetime
{
    private readonly MailServer _server = new();

    public ValueTask InitializeAsync() => _server.InitializeAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task An_address_counts_once_the_link_sent_there_is_opened()
    {
        var person = await _server.Stranger();

        var given = await person.Client.Put("/api/v1/me/mail-address", new { address = "li@example.org" });
        var before = await Confirmed(person.Id);
        var confirmed = await _server.Browser().Post("/api/v1/mail-address/confirmation", new { token = TokenIn(Assert.Single(_server.Sent)) });

        Assert.False((bool)given.Is(HttpStatusCode.OK).Body!["confirmed"]!);
        confirmed.Is(HttpStatusCode.NoContent);
        Assert.Equal((false, true), (before, await Confirmed(person.Id)));
        Assert.Equal("li@example.org", (string?)(await person.Client.Get("/api/v1/me")).Body!["mailAddress"]);
    }

    [Fact]
    public async Task Another_address_has_to_be_confirmed_anew_and_not_by_the_earlier_link()
    {
        var person = await _server.Stranger();
        await person.Client.Put("/api/v1/me/mail-address", new { address = "old@example.org" });
        await person.Client.Put("/api/v1/me/mail-address", new { address = "new@example.org" });

        var earlier = await _server.Browser().Post("/api/v1/mail-address/confirmation", new { token = TokenIn(_server.Sent.First()) });

        earlier.IsRefused(HttpStatusCode.NotFound, "link-not-valid");
        Assert.False(await Confirmed(person.Id));
    }

    [Fact]
    public async Task A_link_is_good_for_two_days()
    {
        var person = await _server.Stranger();
        await person.Client.Put("/api/v1/me/mail-address", new { address = "li@example.org" });
        _server.Time.Advance(TimeSpan.FromDays(2));

        (await _server.Browser().Post("/api/v1/mail-address/confirmation", new { token = TokenIn(_server.Sent.Single()) })).IsRefused(HttpStatusCode.NotFound, "link-not-valid");
    }

    [Theory]
    [InlineData("a@x.org,b@y.org")]
    [InlineData("Li <li@example.org>")]
    [InlineData("li@example.org\nBcc: x@y.org")]
    [InlineData("nobody")]
    public async Task What_is_not_one_address_is_refused(string address)
    {
        var person = await _server.Stranger();

        var answer = await person.Client.Put("/api/v1/me/mail-address", new { address });

        answer.IsRefused(HttpStatusCode.BadRequest, "mail-address-invalid");
        Assert.Empty(_server.Sent);
    }

    [Fact]
    public async Task Whoever_accepts_an_invitation_may_give_an_address()
    {
        var token = await Accounts.Invite(_server, await _server.Unit());

        (await _server.Browser().Post("/api/v1/links/acceptance", new { token, userName = "li", password = Accounts.Password, mail = "li@example.org" })).Is(HttpStatusCode.NoContent);

        Assert.Equal("li@example.org", Assert.Single(_server.Sent).To);
    }

    [Fact]
    public async Task An_address_can_be_taken_away()
    {
        var person = await _server.Stranger();
        await person.Client.Put("/api/v1/me/mail-address", new { address = "li@example.org" });

        (await person.Client.Put("/api/v1/me/mail-address", new { address = (string?)null })).Is(HttpStatusCode.OK);

        Assert.Null((await person.Client.Get("/api/v1/me")).Body!["mailAddress"]);
    }

    [Fact]
    public void A_sender_with_a_name_has_the_domain_of_their_address() =>
        Assert.Equal("b.org", new MailSettings { From = "活动办公室 <office@b.org>" }.Domain);

    private static string TokenIn(Letter letter) => letter.Plain.Split('#')[1].Trim();

    private Task<bool> Confirmed(Guid user) => _server.InScope(services =>
        services.GetRequiredService<PhaseEngineDb>().Users.Where(u => u.Id == user).Select(u => u.EmailConfirmed).SingleAsync());

    private sealed class MailServer : RunningServer, IPostOffice
    {
        public ConcurrentQueue<Letter> Sent { get; } = new();

        public Task<Posting> Hand(Letter letter, CancellationToken ct)
        {
            Sent.Enqueue(letter);
            return Task.FromResult(Posting.Accepted);
        }

        protected override Task<string> Database() => SqliteServer.NewDatabase();

        protected override void Adjust(WebApplicationBuilder builder)
        {
            base.Adjust(builder);
            builder.Services.Replace(ServiceDescriptor.Singleton<IPostOffice>(this));
        }
    }
}
