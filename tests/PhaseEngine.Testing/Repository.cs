namespace PhaseEngine.Testing;

/// <summary>The working copy the tests were built from.</summary>
public static class Repository
{
    private static readonly string[] NotOurs = [".git", "dist", "artifacts", "node_modules", ".vs", ".idea", ".vscode"];

    /// <summary>The folder that holds <c>PhaseEngine.sln</c>.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>A file or folder named from the root: <c>Repository.PathOf("workflows")</c>.</summary>
    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    /// <summary>Every file below a folder that is written by people: no build output, no packages, no editor state.</summary>
    public static IEnumerable<string> FilesBelow(string folder) =>
        from entry in Directory.EnumerateFileSystemEntries(folder)
        where !NotOurs.Contains(Path.GetFileName(entry))
        from file in Directory.Exists(entry) ? FilesBelow(entry) : [entry]
        select file;

    private static string FindRoot()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "PhaseEngine.sln"))) return folder;
        }

        throw new InvalidOperationException($"No PhaseEngine.sln above {AppContext.BaseDirectory}: tests run from a working copy.");
    }
}
