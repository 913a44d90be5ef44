using System.Runtime.CompilerServices;
using Xunit;

namespace PhaseEngine.Testing;

/// <summary>
/// Compares a text with the approved one kept beside the test: <c>&lt;name&gt;.approved.txt</c>. When they differ, the new text is
/// written to <c>&lt;name&gt;.received.txt</c> (not tracked) and the test fails; to approve it, move that file over the other.
/// </summary>
public static class Approved
{
    private const int LinesShown = 5;

    public static void Matches(string name, string actual, [CallerFilePath] string testFile = "")
    {
        var folder = Path.GetDirectoryName(testFile)!;
        var approvedFile = Path.Combine(folder, $"{name}.approved.txt");
        var receivedFile = Path.Combine(folder, $"{name}.received.txt");
        var received = Normalise(actual);
        var approved = File.Exists(approvedFile) ? Normalise(File.ReadAllText(approvedFile)) : "";

        if (received == approved && File.Exists(approvedFile))
        {
            File.Delete(receivedFile);
            return;
        }

        File.WriteAllText(receivedFile, received);
        Assert.Fail(
            $"""
             {name} is not as approved. {Difference(approved, received)}
             To approve: mv '{receivedFile}' '{approvedFile}'
             """);
    }

    /// <summary>Line ends and trailing blank lines never count.</summary>
    private static string Normalise(string text) => text.ReplaceLineEndings("\n").TrimEnd('\n') + "\n";

    private static string Difference(string approved, string received)
    {
        var was = approved.Split('\n');
        var now = received.Split('\n');
        var same = was.Zip(now).TakeWhile(pair => pair.First == pair.Second).Count();

        return $"""
                {was.Length - 1} lines approved, {now.Length - 1} received; they part at line {same + 1}:
                - {string.Join("\n- ", was.Skip(same).Take(LinesShown))}
                + {string.Join("\n+ ", now.Skip(same).Take(LinesShown))}
                """;
    }
}
