namespace PhaseEngine.Data;

/// <summary>Files that hold members, answers and the keys of sessions: only the account that makes them reads them.</summary>
public static class PrivateFile
{
    public static FileStream Create(string path, FileMode mode = FileMode.CreateNew)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(path, options);
    }
}
