using System.Security.Cryptography;

namespace PhaseEngine.Data.Events;

/// <summary>Where the signing key of seals lies, and where seals are written down once more: both outside the database.</summary>
/// <param name="KeyFile">ECDSA P-256 in PEM; made when it is not there.</param>
/// <param name="SealFile">One line of JSON for each seal, appended.</param>
public sealed record SealFiles(string KeyFile, string SealFile);

/// <summary>The key seals are signed with.</summary>
public sealed class SealKey : IDisposable
{
    private readonly ECDsa key;

    private SealKey(ECDsa key) => this.key = key;

    /// <summary>Reads the key, or makes one that only this user can read.</summary>
    public static SealKey LoadOrCreate(string path)
    {
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        if (Path.GetDirectoryName(path) is { Length: > 0 } folder) Directory.CreateDirectory(folder);
        try
        {
            // Of several nodes that start at once one makes the file.
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            using var file = new StreamWriter(path, options);
            file.Write(key.ExportPkcs8PrivateKeyPem());
        }
        catch (IOException) when (File.Exists(path))
        {
            key.ImportFromPem(File.ReadAllText(path));
        }

        return new SealKey(key);
    }

    public byte[] Sign(byte[] statement) => key.SignData(statement, HashAlgorithmName.SHA256);

    public bool Signed(byte[] statement, byte[] signature) => key.VerifyData(statement, signature, HashAlgorithmName.SHA256);

    public void Dispose() => key.Dispose();
}
