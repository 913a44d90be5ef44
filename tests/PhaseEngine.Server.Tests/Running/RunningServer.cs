using Microsoft.EntityFrameworkCore;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection.Extensions;
using PhaseEngine.Data;
using PhaseEngine.Data.Postgres;
using PhaseEngine.Data.Sqlite;
using PhaseEngine.Server.Identity;
using PhaseEngine.Testing;

namespace PhaseEngine.Server.Tests.Running;

/// <summary>
/// The whole server over a database of its own, reached over HTTP in memory. Tests of a class share one, and make the units
/// and people they need; whoever moves the clock or changes settings starts another.
/// </summary>
public abstract class RunningServer : IAsyncLifetime
{
    private WebApplication? _app;

    /// <summary>A Monday morning in Shanghai.</summary>
    public FakeTime Time { get; } = new(new DateTimeOffset(2026, 3, 2, 1, 0, 0, TimeSpan.Zero));

    public DateOnly Today => new(2026, 3, 2);

    internal IServiceProvider Services => _app!.Services;

    protected Dictionary<string, string?> Settings { get; } = new()
    {
        ["Jobs:Run"] = "false", ["SignInsPerMinute"] = "100000", ["PublicUrl"] = "https://party.example/", ["DataDirectory"] = Scratch.Folder("data"),
    };

    public async ValueTask InitializeAsync()
    {
        Settings["Database"] = await Database();
        _app = Program.Build(Settings, Adjust);
        await _app.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.StopAsync();
            await _app.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    /// <summary>A server of the same sort that the test has for itself.</summary>
    internal async Task<RunningServer> Another(params (string Name, string Value)[] settings)
    {
        var another = (RunningServer)Activator.CreateInstance(GetType())!;
        foreach (var (name, value) in settings) another.Settings[name] = value;
        await another.InitializeAsync();
        return another;
    }

    /// <summary>Somebody without cookies or token.</summary>
    internal virtual HttpClient Anonymous() => _app!.GetTestClient();

    /// <summary>A browser: keeps cookies and sends the header against forged requests.</summary>
    internal HttpClient Browser()
    {
        var client = new HttpClient(new Cookies { InnerHandler = _app!.GetTestServer().CreateHandler() }) { BaseAddress = new Uri("https://localhost") };
        client.DefaultRequestHeaders.Add("X-PhaseEngine", "1");
        return client;
    }

    /// <summary>Works on the database as the server does.</summary>
    internal async Task<T> InScope<T>(Func<IServiceProvider, Task<T>> work)
    {
        await using var scope = Services.CreateAsyncScope();
        return await work(scope.ServiceProvider);
    }

    internal Task<int> Save(Action<PhaseEngineDb> change) => InScope(services =>
    {
        var db = services.GetRequiredService<PhaseEngineDb>();
        change(db);
        return db.SaveChangesAsync();
    });

    /// <summary>What stands on a record, in order.</summary>
    internal Task<List<string>> Acts(Guid stream) => InScope(services => services.GetRequiredService<PhaseEngineDb>().Events
        .Where(e => e.Stream == stream).OrderBy(e => e.Seq).Select(e => e.Act).ToListAsync());

    /// <summary>A new unit, at the top or below another.</summary>
    internal async Task<Unit> Unit(Unit? parent = null, string type = "branch", string? name = null)
    {
        var id = Guid.CreateVersion7();
        var unit = Core.Organisations.Unit.Create(id, new($"U-{id:N}", name ?? $"党支部 {id:N}", type, parent?.Id));
        await Save(db => db.Add(unit));
        return unit;
    }

    /// <summary>A new person holding a role on a unit, with a token to call with.</summary>
    internal Task<Person> As(string role, Unit unit, bool subtree = true) => As((role, unit.Id, subtree));

    /// <summary>A new person who may do everything everywhere that a role may.</summary>
    internal Task<Person> AsEverywhere(string role) => As((role, null, true));

    /// <summary>A new person who is signed in and holds no post at all.</summary>
    internal Task<Person> Stranger() => As();

    internal async Task<Person> As(params (string Role, Guid? Unit, bool Subtree)[] posts)
    {
        var id = Guid.CreateVersion7();
        var token = OneTimeToken.Make("pe_");
        var now = Time.GetUtcNow();
        await Save(db =>
        {
            db.Users.Add(new() { Id = id, UserName = $"{id:N}", NormalizedUserName = $"{id:N}".ToUpperInvariant(), Name = $"张 {id:N}", SecurityStamp = "s", CreatedAt = now });
            db.AccessTokens.Add(new() { Id = id, UserId = id, Name = "test", TokenHash = token.Hash, ReadOnly = false, CreatedAt = now, ExpiresAt = now.AddYears(1) });
            foreach (var (role, unit, subtree) in posts)
                db.Posts.Add(new() { Id = Guid.CreateVersion7(), UserId = id, UnitId = unit, Role = role, Subtree = subtree, From = Today });
        });

        var client = Anonymous();
        client.DefaultRequestHeaders.Authorization = new("Bearer", token.Text);
        return new(id, client);
    }

    protected abstract Task<string> Database();

    protected virtual void Adjust(WebApplicationBuilder builder)
    {
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(Time));
        builder.Services.AddTransient<IStartupFilter, CallersAddress>();
        // A page without an order is another one each time.
        builder.Services.ConfigureDbContext<SqlitePhaseEngineDb>(Ordered).ConfigureDbContext<PostgresPhaseEngineDb>(Ordered);

        static void Ordered(DbContextOptionsBuilder options) => options.ConfigureWarnings(w => w.Throw(CoreEventId.RowLimitingOperationWithoutOrderByWarning));
    }

    /// <summary>A test says with a header where a call comes from; in memory it comes from nowhere.</summary>
    private sealed class CallersAddress : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((http, go) =>
            {
                if (System.Net.IPAddress.TryParse(http.Request.Headers["X-Address"], out var address)) http.Connection.RemoteIpAddress = address;
                return go(http);
            });
            next(app);
        };
    }

    private sealed class Cookies : DelegatingHandler
    {
        private readonly System.Net.CookieContainer _jar = new();

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (_jar.GetCookieHeader(request.RequestUri!) is { Length: > 0 } kept) request.Headers.Add("Cookie", kept);
            var response = await base.SendAsync(request, cancellationToken);
            if (response.Headers.TryGetValues("Set-Cookie", out var cookies))
                foreach (var cookie in cookies) _jar.SetCookies(request.RequestUri!, cookie);
            return response;
        }
    }
}

/// <summary>Somebody who is signed in.</summary>
internal sealed record Person(Guid Id, HttpClient Client);

/// <summary>One file for all tests of the process.</summary>
public sealed class SqliteServer : RunningServer
{
    private static readonly string Folder = Scratch.Folder("server");

    protected override Task<string> Database() => NewDatabase();

    internal static async Task<string> NewDatabase()
    {
        var database = Databases.NewSqlite(Folder);
        await Databases.Upgrade(database);
        return database;
    }
}

/// <summary>One database on the tests' own PostgreSQL.</summary>
public sealed class PostgresBackedServer : RunningServer
{
    protected override Task<string> Database() => Databases.NewPostgres();
}
