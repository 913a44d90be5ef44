using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using PhaseEngine.Core;
using PhaseEngine.Server.Texts;
using Spectre.Console;

namespace PhaseEngine.Server.Cli;

/// <summary>
/// Where a verb writes: results to the one stream, what is told beside them (refusals, progress) to the other. Colours,
/// widths and moving bars only where a person looks; a file or a pipe gets whole lines.
/// </summary>
internal sealed class Terminal(TextWriter output, TextWriter error)
{
    private const int WidthOfFiles = 400;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static Terminal Of(ParseResult parsed) => new(parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);

    public void Line(string text) => output.WriteLine(text);

    /// <summary>Beside the results.</summary>
    public void Aside(string text) => error.WriteLine(text);

    public void Document<T>(T document) => output.WriteLine(JsonSerializer.Serialize(document, Json));

    /// <param name="titles">Of the columns; those ending in <c>#</c> hold numbers and stand to the right.</param>
    /// <param name="rows">As many cells as titles.</param>
    public void Table(IReadOnlyList<string> titles, IEnumerable<IReadOnlyList<string>> rows)
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (var title in titles)
        {
            var column = new TableColumn(Markup.Escape(title.TrimEnd('#')));
            table.AddColumn(title.EndsWith('#') ? column.RightAligned() : column);
        }

        foreach (var row in rows) table.AddRow([.. row.Select(Markup.Escape)]);
        ConsoleOn(output).Write(table);
    }

    /// <summary>An expected refusal, told to whoever sits there.</summary>
    public int Refuse(Problem problem)
    {
        Aside($"{problem.Code}: {Phrases.FindIn("en", $"problems.{problem.Code}.title", problem.Facts)}");
        if (Phrases.FindIn("en", $"problems.{problem.Code}.detail", problem.Facts) is { Length: > 0 } detail) Aside(detail);
        return (int)ExitCode.Refused;
    }

    /// <summary>Long work: a bar where a person looks, else a line at each tenth of the way.</summary>
    /// <param name="what">What is done.</param>
    /// <param name="work">Reports how much is done of how much.</param>
    public async Task<T> Progress<T>(string what, Func<IProgress<(long Done, long Of)>, Task<T>> work)
    {
        var console = ConsoleOn(error);
        if (!console.Profile.Capabilities.Interactive) return await work(new Tenths(what, Aside));

        return await console.Progress().Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(async bars =>
            {
                var bar = bars.AddTask(Markup.Escape(what));
                return await work(new Bar(bar));
            });
    }

    /// <summary>For what is more than lines and tables.</summary>
    public static IAnsiConsole ConsoleOn(TextWriter writer)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer) });
        if (console.Profile.Out.IsTerminal) return console;

        console.Profile.Width = WidthOfFiles;
        console.Profile.Capabilities.Interactive = false;
        console.Profile.Capabilities.Ansi = false;
        console.Profile.Capabilities.ColorSystem = ColorSystem.NoColors;
        return console;
    }

    private sealed class Bar(ProgressTask task) : IProgress<(long Done, long Of)>
    {
        public void Report((long Done, long Of) value) => (task.MaxValue, task.Value) = (Math.Max(1, value.Of), value.Done);
    }

    private sealed class Tenths(string what, Action<string> say) : IProgress<(long Done, long Of)>
    {
        private long _said = -1;

        public void Report((long Done, long Of) value)
        {
            var tenth = value.Of == 0 ? 10 : value.Done * 10 / value.Of;
            if (tenth <= _said) return;
            _said = tenth;
            say($"{what}: {value.Done} of {value.Of}");
        }
    }
}
