using System.Diagnostics;

namespace PhaseEngine.Testing;

/// <summary>
/// Folders for the files of tests. They go with the test process; those of one that was killed go when the next one starts.
/// </summary>
public static class Scratch
{
    private static readonly Lazy<string> Root = new(() =>
    {
        var root = NewPath("phaseengine-tests-");
        Directory.CreateDirectory(root);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => LeaveToAnother(root);
        return root;
    });

    /// <summary>A new, empty folder.</summary>
    /// <param name="name">What it is for, to be told from others while a test is looked into.</param>
    public static string Folder(string name) => Directory.CreateDirectory(Path.Combine(Root.Value, $"{name}-{Path.GetRandomFileName()}")).FullName;

    /// <summary>A path for something of this process, when what dead processes left under such names is gone.</summary>
    internal static string NewPath(string prefix)
    {
        foreach (var left in Directory.EnumerateDirectories(Path.GetTempPath(), $"{prefix}*"))
        {
            var owner = Path.GetFileName(left)[prefix.Length..].Split('-')[0];
            if (!int.TryParse(owner, out var pid) || !IsRunning(pid)) Remove(left);
        }

        return Path.Combine(Path.GetTempPath(), $"{prefix}{Environment.ProcessId}-{Path.GetRandomFileName()}");
    }

    /// <summary>
    /// Removes a folder at the end of the process: the runner gives it ten seconds, and a hundred databases may take longer. So
    /// another process does it; should that fail, the next test process will.
    /// </summary>
    internal static void LeaveToAnother(string folder)
    {
        if (Directory.Exists(folder)) Process.Start("/bin/sh", ["-c", "sleep 1; rm -rf \"$0\"", folder])?.Dispose();
    }

    private static void Remove(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception notOurs) when (notOurs is IOException or UnauthorizedAccessException)
        {
            // Another user's, or somebody else is just removing it.
        }
    }

    private static bool IsRunning(int pid)
    {
        try
        {
            using var process = Process.GetProcessById(pid);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
