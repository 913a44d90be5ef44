using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection.Extensions;
using PhaseEngine.Server.Tests.Running;

namespace PhaseEngine.Server.Tests.Http;

/// <summary>What only a real server minds, on a port of this machine.</summary>
public sealed class KestrelTests
{
    [Fact]
    public async Task An_answer_without_a_body_can_be_sent_again_without_a_complaint()
    {
        await using var server = new KestrelServer();
        await server.InitializeAsync();
        var unit = await server.Unit();
        var (administrator, clerk) = (await server.As("administrator", unit), await server.As("clerk", unit));
        var (path, key) = ($"/api/v1/people/{clerk.Id}/sessions", ("Idempotency-Key", "0123456789"));

        var first = await administrator.Client.Call(HttpMethod.Delete, path, null, key);
        var second = await administrator.Client.Call(HttpMethod.Delete, path, null, key);

        first.Is(HttpStatusCode.NoContent);
        Assert.Equal("true", second.Is(HttpStatusCode.NoContent).Response.Headers.GetValues("Idempotency-Replayed").Single());
        Assert.Empty(server.Complaints);
    }

    [Fact]
    public async Task A_body_that_does_not_say_how_long_it_is_is_cut_off()
    {
        await using var server = new KestrelServer();
        await server.InitializeAsync();
        var person = await server.Stranger();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/me/tokens");
        request.Content = new StreamContent(new MemoryStream(Encoding.UTF8.GetBytes($$"""{ "name": "{{new string('x', 2 * 1024 * 1024)}}" }""")));
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.TransferEncodingChunked = true;

        var answer = await person.Client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Empty(server.Complaints);
    }

    private sealed class KestrelServer : RunningServer
    {
        /// <summary>What was logged as an error.</summary>
        public ConcurrentQueue<string> Complaints { get; } = new();

        internal override HttpClient Anonymous() =>
            new() { BaseAddress = new Uri(Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()) };

        protected override Task<string> Database() => SqliteServer.NewDatabase();

        protected override void Adjust(WebApplicationBuilder builder)
        {
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            builder.Logging.ClearProviders().AddProvider(new Listeners(Complaints));
            builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(Time));
        }
    }

    private sealed class Listeners(ConcurrentQueue<string> complaints) : ILoggerProvider
    {
        public ILogger CreateLogger(string categoryName) => new Listener(complaints);

        public void Dispose()
        {
        }
    }

    private sealed class Listener(ConcurrentQueue<string> complaints) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel)) complaints.Enqueue($"{formatter(state, exception)} {exception?.Message}");
        }
    }
}
