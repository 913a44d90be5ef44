using PhaseEngine.Server.Http;
using PhaseEngine.Server.Identity;

namespace PhaseEngine.Server.Features.Calendars;

internal static class CalendarEndpoints
{
    public static IServiceCollection AddCalendar(this IServiceCollection services) => services.AddScoped<CalendarMoves>();

    public static void MapCalendar(this RouteGroupBuilder api)
    {
        var calendar = api.MapGroup("/calendar").WithTags("Calendar");
        calendar.MapGet("/years", ListYears.Handle).WithName("ListCalendarYears").RequireAuthorization(Acts.SignedIn);
        calendar.MapPost("/import-previews", PreviewYears.Handle).WithName("PreviewCalendarImport").RequireAuthorization(Acts.CalendarChange).WithMetadata(new AnswerNotKept());
        calendar.MapPost("/imports", ImportYears.Handle).WithName("ImportCalendar").RequireAuthorization(Acts.CalendarChange);
    }
}
