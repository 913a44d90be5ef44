using PhaseEngine.Core;

namespace PhaseEngine.Server.Features.Hosts;

internal static class HostProblems
{
    public static Problem NameTaken(string name) => new("host-name-taken", ProblemKind.Conflict, ("name", name));
}
