using System.Text.Json.Nodes;
using PhaseEngine.Server.Cli;
using PhaseEngine.Testing;

namespace PhaseEngine.Server.Tests.Cli;

/// <summary>What a verb wrote and ended with.</summary>
internal sealed record Verb(ExitCode Code, string Output, string Error)
{
    public IReadOnlyList<string> Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    public static Task<Verb> Run(params string[] args) => RunUntil(args, TestContext.Current.CancellationToken);

    public static async Task<Verb> RunUntil(string[] args, CancellationToken ct)
    {
        await using var output = new StringWriter();
        await using var error = new StringWriter();
        var code = await CommandLine.Run(args, output, error, ct);
        return new((ExitCode)code, output.ToString(), error.ToString());
    }

    /// <summary>Runs a verb and interrupts it, as Ctrl-C does, when it says something beside its results.</summary>
    public static async Task<Verb> InterruptedAt(string word, params string[] args)
    {
        using var interrupted = new CancellationTokenSource();
        await using var output = new StringWriter();
        await using var error = new Interrupter(word, interrupted);
        var code = await CommandLine.Run(args, output, error, interrupted.Token);
        return new((ExitCode)code, output.ToString(), error.ToString());
    }

    public JsonNode Document() => JsonNode.Parse(Output)!;

    /// <summary>That it ended so; else what it wrote.</summary>
    public Verb Is(ExitCode code)
    {
        Assert.True(Code == code, $"{Code} instead of {code}:\n{Output}\n{Error}");
        return this;
    }
}

internal sealed class Interrupter(string word, CancellationTokenSource interrupted) : StringWriter
{
    public override void WriteLine(string? value)
    {
        base.WriteLine(value);
        if (value?.Contains(word, StringComparison.Ordinal) == true) interrupted.Cancel();
    }
}

/// <summary>A folder of its own for the files of a test.</summary>
public abstract class FilesOfATest : IDisposable
{
    private readonly string _folder = Scratch.Folder("cli");

    public void Dispose()
    {
        Directory.Delete(_folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    protected string PathOf(string name) => Path.Combine(_folder, name);

    protected string Write(string name, string content)
    {
        File.WriteAllText(PathOf(name), content);
        return PathOf(name);
    }
}
