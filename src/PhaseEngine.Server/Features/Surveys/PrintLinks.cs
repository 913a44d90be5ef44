using System.Text;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core;
using PhaseEngine.Data;
using PhaseEngine.Data.Runs;
using PhaseEngine.Data.Surveys;
using PhaseEngine.Server.Features.People;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.Identity;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Features.Surveys;

/// <summary>
/// Makes one link for each person of a group and shows them this once, to be printed and handed out. Kept are hashes without any
/// order; which link went to whom nobody knows.
/// </summary>
internal static class PrintLinks
{
    private const string Csv = "text/csv";

    /// <param name="Group">Who they are for.</param>
    /// <param name="Links">Each can be answered once.</param>
    internal sealed record View(string Group, IReadOnlyList<string> Links) : IShownOnce;

    internal sealed record Command(Guid SurveyId, int Group) : ICommand<View>;

    public static async Task<Results<Ok<View>, FileContentHttpResult, Refused>> Handle(
        Guid surveyId, int group, HttpRequest request, IMediator mediator, CancellationToken ct)
    {
        var printed = await mediator.Send(new Command(surveyId, group), ct);
        if (!printed.IsOk) return new Refused(printed.Problem);
        if (!request.GetTypedHeaders().Accept.Any(a => a.MediaType == Csv)) return TypedResults.Ok(printed.Value);

        // With a mark of order, since spreadsheets take the file for another encoding without it.
        var lines = string.Join("\r\n", printed.Value.Links.Prepend("link"));
        return TypedResults.File([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(lines)], Csv, $"survey-{group}.csv");
    }

    internal sealed class Handler(PhaseEngineDb db, RunStore runs, SurveyRights rights, Links links, SystemEvents events, Caller caller)
        : ICommandHandler<Command, View>
    {
        public async Task<Result<View>> Handle(Command request, CancellationToken cancellationToken)
        {
            var survey = await db.Surveys.AsNoTracking().SingleAsync(s => s.Id == request.SurveyId, cancellationToken);
            if (await runs.Load(survey.RunId, forUpdate: true, cancellationToken) is not { } run) return HttpProblems.NotFound;
            if (await rights.Refuse(run, run.Plan.Requirement(survey.Key)!, cancellationToken) is { } refused) return refused;
            if (survey.Status == SurveyStatus.Closed) return SurveyProblems.Closed;
            if (await db.SurveyGroups.SingleOrDefaultAsync(g => g.SurveyId == survey.Id && g.Number == request.Group, cancellationToken) is not { } group)
                return SurveyProblems.NoSuchGroup;
            if (group.Printed > 0) return SurveyProblems.Printed;

            List<OneTimeToken> tokens = [.. Enumerable.Range(0, group.Asked).Select(_ => OneTimeToken.Make(""))];
            // Written in the order of their hashes, which is no order: the printed list cannot be laid beside the table.
            db.SurveyLinks.AddRange(tokens.Select(t => t.Hash).OrderBy(Convert.ToHexString, StringComparer.Ordinal)
                .Select(hash => new SurveyLink { TokenHash = hash, SurveyId = survey.Id, GroupNumber = group.Number }));
            group.Printed = tokens.Count;
            await events.Append(caller.UserId, "surveyLinksPrinted", new { survey = survey.Id, group = group.Number, links = tokens.Count }, cancellationToken);
            return new View(group.Name, tokens.ConvertAll(t => new Uri(links.Home, $"s/{t.Text}").ToString()));
        }
    }
}
