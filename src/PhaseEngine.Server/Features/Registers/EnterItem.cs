using System.Globalization;
using System.Text.Json.Nodes;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core;
using PhaseEngine.Data;
using PhaseEngine.Server.Features.Evidence;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.Settings;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Features.Registers;

/// <summary>Enters a problem into a register. It is a record like any other; the item has the record's id.</summary>
internal static class EnterItem
{
    /// <param name="On">The day; today when not given.</param>
    /// <param name="Problem">What the problem is.</param>
    /// <param name="Source">Where it comes from.</param>
    /// <param name="Priority">main or minor.</param>
    /// <param name="Class">concentrate, explain, redo or keep: the way it goes (S.25).</param>
    /// <param name="AtOnce">Whether it is fixed at once 边学边改, and not in the concentrated period.</param>
    /// <param name="Measures">What is to be done.</param>
    /// <param name="Responsible">Who.</param>
    /// <param name="Due">By when.</param>
    internal sealed record Body(
        DateOnly? On, [property: Filled, AtMost(2000)] string Problem, [property: Filled] string Source, [property: Filled] string Priority,
        [property: Filled] string Class, bool AtOnce, string? Measures, [property: Filled] string Responsible, DateOnly? Due);

    internal sealed record Command(Guid RunId, string Key, JsonObject Document) : ICommand<ItemView>;

    public static async Task<Results<Created<ItemView>, Refused>> Handle(
        Guid runId, string requirement, Body body, Today today, IMediator mediator, CancellationToken ct)
    {
        var document = new JsonObject
        {
            ["on"] = Written(body.On ?? today.Date), ["problem"] = body.Problem, ["source"] = body.Source, ["priority"] = body.Priority, ["class"] = body.Class,
            ["atOnce"] = body.AtOnce, ["measures"] = body.Measures, ["responsible"] = body.Responsible, ["due"] = body.Due is { } due ? Written(due) : null,
        };
        return (await mediator.Send(new Command(runId, requirement, document), ct)).Answer(item => TypedResults.Created($"/api/v1/items/{item.Id}", item));
    }

    private static string Written(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);

    internal sealed class Handler(PhaseEngineDb db, IMediator mediator, Today today) : ICommandHandler<Command, ItemView>
    {
        public async Task<Result<ItemView>> Handle(Command request, CancellationToken cancellationToken)
        {
            var made = await mediator.Send(new RecordEvidence.Command([(request.RunId, request.Key)], "item", request.Document), cancellationToken);
            return made.IsOk
                ? ItemView.Of(await db.RectificationItems.SingleAsync(i => i.Id == made.Value.Id, cancellationToken), today.Date)
                : made.Problem;
        }
    }
}
