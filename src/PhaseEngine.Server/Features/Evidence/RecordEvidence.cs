using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.Json.Nodes;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using PhaseEngine.Core;
using PhaseEngine.Core.Engine;
using PhaseEngine.Data;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Features.Evidence;

/// <summary>Records what was done, once: it may serve several requirements, units and campaigns (S.50).</summary>
internal static class RecordEvidence
{
    /// <param name="Form">Which of the kind's forms.</param>
    /// <param name="On">The day it happened, when the document does not say it.</param>
    /// <param name="Document">What happened, by the form's fields.</param>
    /// <param name="AlsoServes">Other requirements it serves as well, of this and of other units: a joint study.</param>
    internal sealed record Body(
        [property: Filled, AtMost(40)] string Form, DateOnly? On, [property: Required] JsonObject? Document, [property: MaxLength(50)] IReadOnlyList<Also>? AlsoServes);

    internal sealed record Also(Guid Run, [property: Filled, AtMost(40)] string Key);

    internal sealed record Command(IReadOnlyList<(Guid Run, string Key)> Serves, string Form, JsonObject Document) : ICommand<View>;

    /// <param name="Id">The record.</param>
    /// <param name="Version">For its next change.</param>
    /// <param name="Standing">What became of each requirement served.</param>
    internal sealed record View(Guid Id, int Version, IReadOnlyList<Standing> Standing) : IVersioned;

    /// <param name="RunId">The run.</param>
    /// <param name="Key">The requirement.</param>
    /// <param name="Status">How it stands now.</param>
    internal sealed record Standing(Guid RunId, string Key, string Status);

    public static async Task<Results<Created<View>, Refused>> Handle(Guid runId, string requirement, Body body, IMediator mediator, CancellationToken ct)
    {
        var document = body.Document!.DeepClone().AsObject();
        if (body.On is { } on) document["on"] = on.ToString("O", CultureInfo.InvariantCulture);
        List<(Guid, string)> serves = [(runId, requirement), .. (body.AlsoServes ?? []).Select(also => (also.Run, also.Key))];
        return (await mediator.Send(new Command(serves, body.Form, document), ct)).Answer(made => TypedResults.Created($"/api/v1/evidence/{made.Id}", made));
    }

    internal sealed class Handler(PhaseEngineDb db, ServedRuns servedRuns, Recorder recorder) : ICommandHandler<Command, View>
    {
        public async Task<Result<View>> Handle(Command request, CancellationToken cancellationToken)
        {
            var loaded = await servedRuns.Load(request.Serves, cancellationToken);
            if (!loaded.IsOk) return loaded.Problem;
            var served = loaded.Value;
            var document = request.Document;

            var form = recorder.Check(served, request.Form, document);
            if (!form.IsOk) return form.Problem;
            if (await servedRuns.RefuseRecording(served, form.Value, [document], cancellationToken) is { } notYours) return notYours;
            if (await recorder.CheckNamed(served, form.Value, document, cancellationToken) is { } elsewhere) return elsewhere;

            var on = DateOnly.Parse((string)document["on"]!, CultureInfo.InvariantCulture);
            var item = recorder.Add(served, request.Form, document, on, supersedes: null, out var commitment);
            // Requirements of one run are taken one after the other: each step begins where the one before ended.
            var standing = new List<Standing>();
            foreach (var run in served.GroupBy(s => s.Run.Id))
            {
                var steps = new List<StepResult>();
                foreach (var one in run.Select(s => steps is [.., var last] ? s with { Run = s.Run with { State = last.State } } : s))
                {
                    var step = await recorder.Take(one, served, item, form.Value, document, inPlaceOf: null, cancellationToken);
                    if (!step.IsOk) return step.Problem;
                    steps.Add(step.Value);
                }

                await db.SaveChangesAsync(cancellationToken);
                await recorder.Save(run.First(), steps, "evidenceRecorded", new Dictionary<Guid, byte[]> { [item.Id] = commitment }, cancellationToken);
                standing.AddRange(run.Select(s => new Standing(
                    run.Key, s.Key, Core.Gates.StatusWord.Of(s.Run.Plan, steps[^1].State, s.Requirement.Index))));
            }

            return new View(item.Id, 1, standing);
        }
    }
}
