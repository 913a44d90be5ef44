using System.Data.Common;
using System.Net.Sockets;

namespace PhaseEngine.Server.Doctor;

/// <summary>Failures that say that somebody else does not answer, however deep inside.</summary>
internal static class Unreachable
{
    public static bool Is(Exception? exception) => exception switch
    {
        null => false,
        SocketException or IOException or DbException { IsTransient: true } => true,
        _ => Is(exception.InnerException),
    };

    public static string Reason(Exception exception)
    {
        var innermost = exception.GetBaseException();
        return innermost is SocketException && exception.InnerException is DbException database ? $"{database.Message}: {innermost.Message}" : innermost.Message;
    }
}
