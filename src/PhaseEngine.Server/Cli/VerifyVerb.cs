using System.CommandLine;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core;
using PhaseEngine.Data;
using PhaseEngine.Data.Events;

namespace PhaseEngine.Server.Cli;

/// <summary>Checks the record: chains, contents against their commitments, seals. What was erased on purpose is not broken.</summary>
internal sealed class VerifyVerb : IVerb
{
    private static readonly Option<Guid?> Campaign = new("--campaign") { Description = "One campaign only; otherwise everything", HelpName = "ID" };

    private static readonly Option<FileInfo> Seals = new Option<FileInfo>("--seals")
    {
        Description = "The list of seals kept elsewhere; otherwise the one in the data directory", HelpName = "FILE",
    }.AcceptExistingOnly();

    private static readonly Option<bool> Json = new("--json") { Description = "One JSON document instead of text" };

    public Command Describe()
    {
        var command = new Command("verify", "Check the record for changed, missing and recomputed events; exit code 1 when it is broken") { Campaign, Seals, Json };
        command.SetAction((parsed, ct) => Installation.Work(parsed, (services, terminal) => Run(parsed, services, terminal, ct), ct));
        return command;
    }

    /// <summary>Prints what was found and says what to end with.</summary>
    public static ExitCode Tell(Terminal terminal, ChainReport report)
    {
        foreach (var finding in report.Findings)
            terminal.Line(string.Create(CultureInfo.InvariantCulture, $"broken: {finding.Code}{(finding.Subject is { } subject ? $" {subject}" : "")}{(finding.Seq is { } seq ? $" #{seq}" : "")}"));
        terminal.Line($"{report.Streams} streams, {report.Events} events, {report.Seals} seals, {report.Erased} erased, {report.Findings.Count} broken");
        if (report.Unsigned > 0) terminal.Line($"The signatures of {report.Unsigned} seals were not checked: the key is not in the data directory.");
        return report.Findings.Count == 0 ? ExitCode.Ok : ExitCode.Findings;
    }

    private static async Task<int> Run(ParseResult parsed, IServiceProvider services, Terminal terminal, CancellationToken ct)
    {
        var db = services.GetRequiredService<PhaseEngineDb>();
        var files = services.GetRequiredService<SealFiles>();
        if (parsed.GetValue(Seals) is { } seals) files = files with { SealFile = seals.FullName };
        var check = new ChainCheck(db, files);

        ChainReport report;
        if (parsed.GetValue(Campaign) is { } campaign)
        {
            if (!await db.Campaigns.AnyAsync(c => c.Id == campaign, ct)) return terminal.Refuse(new Problem("not-found", ProblemKind.NotFound));
            report = await check.Verify(campaign, ct);
        }
        else
        {
            report = await terminal.Progress("streams", progress => check.VerifyAll(progress, ct));
        }

        if (!parsed.GetValue(Json)) return (int)Tell(terminal, report);
        terminal.Document(report);
        return (int)(report.Findings.Count == 0 ? ExitCode.Ok : ExitCode.Findings);
    }
}
