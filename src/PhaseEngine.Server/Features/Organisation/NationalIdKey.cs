using System.Security.Cryptography;
using PhaseEngine.Server.Settings;

namespace PhaseEngine.Server.Features.Organisation;

/// <summary>
/// The secret that national ids are hashed with, kept outside the database: whoever takes the database alone cannot find out an
/// id by trying. Set as <c>NationalIdKey</c> (every node the same), else made once and kept in the data directory.
/// </summary>
internal sealed class NationalIdKey(ServerSettings settings)
{
    private readonly Lazy<byte[]> _key = new(() => settings.NationalIdKey is { } set ? Convert.FromBase64String(set) : ReadOrMake(settings.DataDirectory));

    public ReadOnlyMemory<byte> Value => _key.Value;

    private static byte[] ReadOrMake(string folder)
    {
        var file = Path.Combine(folder, "national-id.key");
        Directory.CreateDirectory(folder);
        try
        {
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            using var stream = new FileStream(file, options);
            var key = RandomNumberGenerator.GetBytes(32);
            stream.Write(key);
            return key;
        }
        catch (IOException) when (File.Exists(file))
        {
            return File.ReadAllBytes(file);
        }
    }
}
