using System.Globalization;
using PhaseEngine.Server.Settings;

namespace PhaseEngine.Server.Doctor;

/// <summary>What the product needs of the machine: time zones, Chinese collation, a folder it may write to.</summary>
internal sealed class MachineCheckUp(ServerSettings settings) : ICheckUp
{
    public int Order => 0;

    public Task<IReadOnlyList<CheckUp>> Look(CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<CheckUp>>([Zone(), Languages(), Folder()]);

    private CheckUp Zone() => new("time zone", true, $"{settings.Zone}, UTC{TimeZoneInfo.FindSystemTimeZoneById(settings.Zone).BaseUtcOffset:hh\\:mm}");

    private static CheckUp Languages()
    {
        // Without ICU every culture looks like the invariant one.
        var known = CultureInfo.GetCultureInfo("zh-CN").NativeName != CultureInfo.InvariantCulture.NativeName;
        return new("languages", known, known ? "ICU is there" : "ICU is missing: install libicu");
    }

    private CheckUp Folder()
    {
        var folder = Path.GetFullPath(settings.DataDirectory);
        var reason = WhyNotWritable(folder);
        return new("data directory", reason is null, reason is null ? folder : $"{folder} cannot be written to: {reason}");
    }

    /// <summary>Tries; null when the folder can be written to.</summary>
    public static string? WhyNotWritable(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
            var probe = Path.Combine(folder, $".probe-{Environment.ProcessId}");
            File.WriteAllText(probe, "");
            File.Delete(probe);
            return null;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return refused.Message;
        }
    }
}
