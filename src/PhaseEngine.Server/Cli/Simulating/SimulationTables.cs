using System.Globalization;
using PhaseEngine.Core.Engine;
using PhaseEngine.Core.Simulation;

namespace PhaseEngine.Server.Cli.Simulating;

/// <summary>What came of a simulation, for people and for programs; both say first that it is assumed.</summary>
internal sealed class SimulationTables(Plan plan, DateOnly start, Assumptions assumptions, SimulationResult result, string language)
{
    private const string Notice = "Assumption, not forecast. 假设，非预测。";

    public object Document() => new
    {
        Notice,
        Template = plan.TemplateId,
        plan.Version,
        Start = start,
        Assumptions = assumptions,
        Result = result,
    };

    public void Print(Terminal terminal)
    {
        terminal.Line(Notice);
        terminal.Line($"{plan.Title.In(language)} ({plan.TemplateId}@{plan.Version}), {result.Units} units from {Day(start)}, seed {assumptions.Seed}; assumed: " +
            $"{assumptions.Returned} % of requests and {assumptions.DocumentsReturned} % of documents returned, answers after {assumptions.AnswerDays} days, rework of {assumptions.ReworkDays} days, " +
            $"{assumptions.MeetingsMissed} % of recurring meetings not held.");
        terminal.Line($"{result.Finished} of {result.Units} units finish{(result.LastFinished is { } last ? $", the last on {Day(last)}" : "")}.");

        terminal.Line("");
        terminal.Line("Requirements (units; days late on average of those late)");
        terminal.Table(["requirement", "title", "asked#", "on time#", "late#", "never#", "days late#"], result.Requirements.Select(r => (string[])
            [r.Key, TitleOf(r.Key), Number(r.Asked), Number(r.OnTime), Number(r.Late), Number(r.Never), r.Late == 0 ? "" : Tenths((double)r.DaysLate / r.Late)]));

        terminal.Line("Gates (requests and returns; units passed, passed late, held up, and by what)");
        terminal.Table(["gate", "title", "asked#", "returned#", "passed#", "late#", "held up#", "missing"], result.Gates.Select(g => (string[])
            [g.Key, TitleOf(g.Key), Number(g.Asked), Number(g.Returned), Number(g.Passed), Number(g.Late), Number(g.Stuck), MissingAt(g)]));

        terminal.Line("Load by week (hours)");
        terminal.Table(["week from", "all units#", "per unit#", "busiest unit#", "records#"], result.Weeks.Select(w => (string[])
            [Day(w.Monday), Tenths(w.Minutes / 60.0), Tenths(w.Minutes / 60.0 / result.Units), Tenths(w.Busiest / 60.0), Number(w.Records)]));
        terminal.Line(Notice);
    }

    private string TitleOf(string key) => plan.Activities[plan.IndexOf(key)].Title.In(language);

    private static string MissingAt(GateOutcome gate) =>
        string.Join(", ", gate.Missing.OrderByDescending(m => m.Value).ThenBy(m => m.Key, StringComparer.Ordinal).Select(m => $"{m.Key} ×{m.Value}"));

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Tenths(double number) => number.ToString("0.0", CultureInfo.InvariantCulture);
}
