using System.Net.Sockets;
using PhaseEngine.Server.Jobs.Mail;
using PhaseEngine.Server.Settings;

namespace PhaseEngine.Server.Doctor;

/// <summary>Whether mail can leave: the mail server answers, or the folder for letters can be written to.</summary>
internal sealed class MailCheckUp(ServerSettings settings) : ICheckUp
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public int Order => 5;

    public async Task<IReadOnlyList<CheckUp>> Look(CancellationToken ct) => [settings.Mail.Host is { } host ? await Server(host, settings.Mail.Port, ct) : Folder()];

    private static async Task<CheckUp> Server(string host, int port, CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Patience);
        try
        {
            using var connection = new TcpClient();
            await connection.ConnectAsync(host, port, patience.Token);
            return new("mail", true, $"{host}:{port} answers");
        }
        catch (Exception silent) when (silent is SocketException || (silent is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return new("mail", false, $"{host}:{port} does not answer: letters wait until it does");
        }
    }

    private CheckUp Folder()
    {
        var folder = new PickupFolder(settings).Folder;
        return MachineCheckUp.WhyNotWritable(folder) is { } reason
            ? new("mail", false, $"letters cannot be written to {folder}: {reason}")
            : new("mail", true, $"no mail server is set: letters are put into {folder}");
    }
}
