using System.Net;
using PhaseEngine.Server.Tests.Running;

namespace PhaseEngine.Server.Tests.Features.People;

/// <summary>Accounts as people get them: invited, and set up by the link on the slip.</summary>
internal static class Accounts
{
    public const string Password = "correct horse battery";

    /// <summary>An account with a clerk's post on a new unit; its user name.</summary>
    public static async Task<string> Make(RunningServer server)
    {
        var userName = $"u{Guid.CreateVersion7():N}";
        var token = await Invite(server, await server.Unit());
        (await server.Browser().Post("/api/v1/links/acceptance", new { token, userName, password = Password })).Is(HttpStatusCode.NoContent);
        return userName;
    }

    /// <summary>The token on a slip that invites somebody to a unit.</summary>
    public static async Task<string> Invite(RunningServer server, Unit unit, string role = "clerk")
    {
        var administrator = await server.As("administrator", unit);
        var slip = await administrator.Client.Post($"/api/v1/units/{unit.Id}/invitations", new { name = "李四", role });
        return TokenOf(slip.Is(HttpStatusCode.Created));
    }

    public static string TokenOf(Answer slip) => new Uri((string)slip.Body!["link"]!).Fragment.TrimStart('#');
}
