using System.Security.Claims;
using MediatR;
using PhaseEngine.Core;

namespace PhaseEngine.Server.Demo;

/// <summary>Lets the demo's people act through the very handlers the API uses, each in a scope of its own, signed in as themselves.</summary>
internal sealed class DemoActor(IServiceProvider services)
{
    public async Task<Result<T>> As<T>(Guid user, IRequest<Result<T>> request, CancellationToken ct)
    {
        await using var scope = services.CreateAsyncScope();
        var accessor = scope.ServiceProvider.GetRequiredService<IHttpContextAccessor>();
        accessor.HttpContext = new DefaultHttpContext
        {
            RequestServices = scope.ServiceProvider,
            User = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, user.ToString())], "demo")),
        };
        try
        {
            return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(request, ct);
        }
        finally
        {
            accessor.HttpContext = null;
        }
    }

    /// <summary>An act that cannot be refused as the demo is written.</summary>
    public async Task<T> Surely<T>(Guid user, IRequest<Result<T>> request, CancellationToken ct)
    {
        var done = await As(user, request, ct);
        return done.IsOk ? done.Value : throw new InvalidOperationException($"The demo was refused: {done.Problem}");
    }

    public async Task<T> Read<T>(Func<IServiceProvider, Task<T>> read)
    {
        await using var scope = services.CreateAsyncScope();
        return await read(scope.ServiceProvider);
    }
}
