using System.Text.RegularExpressions;
using PhaseEngine.Testing;

namespace PhaseEngine.Server.Tests.Architecture;

public partial class SourceTextTests
{
    private const int LineLimit = 350;

    /// <summary>Files over the limit that had better stay whole, each with the reason.</summary>
    private static readonly Dictionary<string, string> LongForAReason = new()
    {
        ["src/PhaseEngine.Core/Engine/Plan.cs"] = "the shape of a compiled template: records that are read together, half of it documentation",
    };

    private static readonly string[] CodeExtensions = [".cs", ".ts", ".tsx"];
    private static readonly string[] BinaryExtensions = [".xlsx", ".docx", ".png", ".db", ".pfx", ".woff2", ".ico"];

    [Fact]
    public void Source_files_stay_short()
    {
        var longOnes = FilesIn("src")
            .Where(file => CodeExtensions.Contains(Path.GetExtension(file)) && !IsGenerated(file))
            .Where(file => File.ReadLines(file).Count() > LineLimit)
            .Select(NameOf);

        Offenders.None(
            longOnes.Where(file => !LongForAReason.ContainsKey(file)), $"More than {LineLimit} lines: split, or say in this test why not.");
    }

    [Fact]
    public void Code_is_not_folded_away_in_regions() =>
        Offenders.None(LinesOfCode(Region()), "A file that needs regions needs splitting.");

    [Fact]
    public void Nullability_is_checked_everywhere() =>
        Offenders.None(LinesOfCode(NullableOff()), "Nullability is on in every file.");

    [Fact]
    public void Warnings_are_suppressed_in_editorconfig_only() =>
        Offenders.None(LinesOfCode(Suppression()), "Suppress in .editorconfig, with the reason on the line above.");

    /// <summary>A path of somebody's machine works nowhere else.</summary>
    [Fact]
    public void Texts_name_no_path_of_a_machine()
    {
        var texts = Repository.FilesBelow(Repository.Root).Where(file => !BinaryExtensions.Contains(Path.GetExtension(file)));

        Offenders.None(Lines(texts, MachinePath()), "Name files from the root of the repository.");
    }

    private static List<string> LinesOfCode(Regex pattern) =>
        Lines(FilesIn("src").Concat(FilesIn("tests")).Where(file => Path.GetExtension(file) == ".cs" && !IsGenerated(file)), pattern);

    private static List<string> Lines(IEnumerable<string> files, Regex pattern) =>
    [
        .. from file in files
           from line in File.ReadLines(file).Select((text, index) => (Text: text, Number: index + 1))
           where pattern.IsMatch(line.Text)
           select $"{NameOf(file)}:{line.Number}: {line.Text.Trim()}",
    ];

    private static IEnumerable<string> FilesIn(string folder) => Repository.FilesBelow(Repository.PathOf(folder));

    private static string NameOf(string file) => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/');

    private static bool IsGenerated(string file) =>
        NameOf(file).Contains("/Migrations/", StringComparison.Ordinal) || NameOf(file).EndsWith("/api/schema.d.ts", StringComparison.Ordinal);

    [GeneratedRegex(@"^\s*#region\b")]
    private static partial Regex Region();

    [GeneratedRegex(@"^\s*#nullable\s+disable\b")]
    private static partial Regex NullableOff();

    [GeneratedRegex(@"^\s*#pragma\s+warning\s+disable\b|\bSuppressMessage\(")]
    private static partial Regex Suppression();

    [GeneratedRegex(@"(?<![\w.:/-])/(?:home|Users|root|work|workspace|builds)/\w|\b[A-Z]:\\Users\\")]
    private static partial Regex MachinePath();
}
