using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using PhaseEngine.Data;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.Settings;

namespace PhaseEngine.Server.Identity;

/// <summary>The policy behind each act: somebody who may do it, on what the address names.</summary>
internal sealed record ActRequirement(string Act) : IAuthorizationRequirement;

internal sealed class ActPolicy(Caller caller, PhaseEngineDb db, Today today) : AuthorizationHandler<ActRequirement>
{
    /// <summary>Marks refusals about a thing that does not exist or lies elsewhere; the caller is not told which.</summary>
    public const string OutsideOrUnknown = "outside or unknown";

    protected override async Task HandleRequirementAsync(AuthorizationHandlerContext context, ActRequirement requirement)
    {
        if (context.Resource is not HttpContext http || caller.UserIdOrNull is null) return;

        var rights = await caller.Rights(http.RequestAborted);
        if (!rights.Holds(requirement.Act)) return;

        var places = await RouteUnits.Of(http, db, requirement.Act, today.Date);
        if (places is not null && places.All(p => p.Allowed(path => rights.May(requirement.Act, path))))
            context.Succeed(requirement);
        else
            context.Fail(new AuthorizationFailureReason(this, OutsideOrUnknown));
    }
}

/// <summary>Says no in problem details: 401 who are you, 403 not your business at all, 404 not there or not yours.</summary>
internal sealed class DeniedAnswer : IAuthorizationMiddlewareResultHandler
{
    public Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        if (authorizeResult.Succeeded) return next(context);
        // An address that leads nowhere is not worth signing in for.
        if (context.GetEndpoint() is null) return context.WriteProblem(HttpProblems.NotFound);
        if (authorizeResult.Challenged) return context.WriteProblem(HttpProblems.NotSignedIn);
        var outside = authorizeResult.AuthorizationFailure?.FailureReasons.Any(r => r.Message == ActPolicy.OutsideOrUnknown) ?? false;
        return context.WriteProblem(outside ? HttpProblems.NotFound : HttpProblems.Forbidden);
    }
}
