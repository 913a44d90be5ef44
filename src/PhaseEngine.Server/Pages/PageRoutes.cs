using System.Text.Encodings.Web;
using System.Text.Unicode;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Data;
using PhaseEngine.Server.Features.Campaigns;
using PhaseEngine.Server.Identity;
using PhaseEngine.Server.Settings;

namespace PhaseEngine.Server.Pages;

/// <summary>The page everybody begins with: the client's, or where that was not built, an overview rendered by the server.</summary>
internal static class PageRoutes
{
    public static IServiceCollection AddPages(this IServiceCollection services)
    {
        services.AddRazorComponents();
        // Chinese as it is, not as numbers: a third of the size, and readable in the source.
        return services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
    }

    public static void MapPages(this WebApplication app)
    {
        app.MapGet("/", app.Environment.AreThere() ? ClientFiles.SendDocument : ShowOverview).WithName(nameof(ShowOverview)).AllowAnonymous().ExcludeFromDescription();
    }

    private static async Task<IResult> ShowOverview(Caller caller, PhaseEngineDb db, DemoMode demo, IMediator mediator, CancellationToken ct)
    {
        if (caller.UserIdOrNull is not { } user) return Results.Redirect("/sign-in");

        var person = await db.Users.Where(u => u.Id == user).Select(u => u.Name).SingleAsync(ct);
        var view = await mediator.Send(new GetOverview.Query(person, await caller.Rights(ct)), ct);
        return new RazorComponentResult<OverviewPage>(new { View = view.Value, Demo = demo.On });
    }
}
