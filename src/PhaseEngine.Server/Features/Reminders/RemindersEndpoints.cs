using PhaseEngine.Server.Identity;

namespace PhaseEngine.Server.Features.Reminders;

internal static class RemindersEndpoints
{
    public static void MapReminders(this RouteGroupBuilder api)
    {
        var inbox = api.MapGroup("/me/inbox").WithTags("Reminders").RequireAuthorization(Acts.SignedIn);
        inbox.MapGet("", ListInbox.Handle).WithName(nameof(ListInbox));
        inbox.MapGet("/count", CountInbox.Handle).WithName(nameof(CountInbox));
        inbox.MapPost("/read", MarkRead.Handle).WithName(nameof(MarkRead));
    }
}
