using System.ComponentModel.DataAnnotations;
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

/// <summary>
/// Records what became of an item: progress, the result, that it is to be done again, that it came up again. Which item and from
/// which state it comes is filled in from the item one looked at (If-Match).
/// </summary>
internal static class RecordItem
{
    private static readonly IReadOnlyList<string> WithoutState = ["progress"];

    /// <param name="Form">progress, result, redo or relapse.</param>
    /// <param name="On">The day; today when not given.</param>
    /// <param name="Document">The form's other fields.</param>
    internal sealed record Body([property: Filled, AtMost(40)] string Form, DateOnly? On, [property: Required] JsonObject? Document);

    internal sealed record Command(Guid ItemId, int Version, string Form, DateOnly On, JsonObject Document) : ICommand<ItemView>;

    public static async Task<Results<Ok<ItemView>, Refused>> Handle(
        Guid itemId, Body body, IfMatch ifMatch, Today today, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new Command(itemId, ifMatch.Version, body.Form, body.On ?? today.Date, body.Document!.DeepClone().AsObject()), ct)).Ok();

    internal sealed class Handler(PhaseEngineDb db, IMediator mediator, Today today) : ICommandHandler<Command, ItemView>
    {
        public async Task<Result<ItemView>> Handle(Command request, CancellationToken cancellationToken)
        {
            var item = await db.RectificationItems.SingleAsync(i => i.Id == request.ItemId, cancellationToken);
            if (item.Version != request.Version) return HttpProblems.Stale;

            var document = request.Document;
            document["on"] = request.On.ToString("O", CultureInfo.InvariantCulture);
            document["item"] = item.Id.ToString("D");
            if (!WithoutState.Contains(request.Form)) document["from"] = Items.StateOf(item);

            var made = await mediator.Send(new RecordEvidence.Command([(item.RunId, item.Key)], request.Form, document), cancellationToken);
            return made.IsOk ? ItemView.Of(item, today.Date) : made.Problem;
        }
    }
}
