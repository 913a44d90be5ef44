using System.ComponentModel;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core;
using PhaseEngine.Core.Engine;
using PhaseEngine.Data;
using PhaseEngine.Data.Campaigns;
using PhaseEngine.Data.Templates;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.Identity;
using PhaseEngine.Server.Texts;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Features.Campaigns;

/// <summary>
/// The funnel and what narrows it: for each phase how many units wait for it, are in it and are through; for each requirement
/// and gate how many units it holds, how many are late with it, and how many wait there for their superior. A minute old at most, or older where counting takes long; it says when it was counted.
/// </summary>
internal static class GetHoldups
{
    internal sealed record Of([property: Description("Only this unit and those below it; the highest the reader answers for when not given")] Guid? Unit);

    /// <param name="CountedAt">When it was counted.</param>
    /// <param name="Units">Units taking part, closed runs left out.</param>
    /// <param name="Phases">In the order of the template.</param>
    /// <param name="Items">Requirements and gates in the order of the template, those that hold nobody included.</param>
    internal sealed record View(Guid Unit, DateTimeOffset CountedAt, int Units, IReadOnlyList<PhaseView> Phases, IReadOnlyList<Item> Items);

    /// <param name="Waiting">Have not entered it.</param>
    /// <param name="In">Are in it.</param>
    /// <param name="Done">Are through.</param>
    /// <param name="Skipped">Take another way.</param>
    internal sealed record PhaseView(string Key, string Title, int Waiting, int In, int Done, int Skipped);

    /// <param name="Kind">The requirement's kind; null: a gate.</param>
    /// <param name="Phase">The phase it belongs to; null: none.</param>
    /// <param name="Open">Units that have it open.</param>
    /// <param name="Late">Of these late with it: not while the superior has it.</param>
    /// <param name="Superior">Of these waiting for their superior's word.</param>
    /// <param name="Returned">Of these with the gate returned.</param>
    internal sealed record Item(string Key, string Title, string? Kind, string? Phase, int Open, int Late, int Superior, int Returned);

    internal sealed record Query(Guid CampaignId, Guid? Unit, Rights Rights) : IQuery<View>;

    public static async Task<Results<Ok<View>, Refused>> Handle(
        Guid campaignId, [AsParameters] Of of, Caller caller, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new Query(campaignId, of.Unit, await caller.Rights(ct)), ct)).Ok();

    internal sealed class Handler(PhaseEngineDb db, PlanCache plans, HoldupCounts counts) : IQueryHandler<Query, View>
    {
        public async Task<Result<View>> Handle(Query request, CancellationToken cancellationToken)
        {
            var campaign = await db.Campaigns.AsNoTracking().SingleOrDefaultAsync(
                c => c.Id == request.CampaignId && (c.Status == CampaignStatus.Running || c.Status == CampaignStatus.Closed), cancellationToken);
            if (campaign is null) return HttpProblems.NotFound;

            var visible = request.Rights.Among(db.Units.AsNoTracking(), Acts.RunsSee);
            if (await BoardTop.Of(db, visible, campaign, request.Unit, cancellationToken) is not { } top) return HttpProblems.NotFound;

            var plan = await plans.Get(db, campaign.TemplateId, campaign.TemplateVersion, cancellationToken);
            // Whoever sees a unit and not those below it counts the unit alone.
            var whole = request.Rights.May(Acts.RunsSee, HeldPost.Below(top.Path));
            var counted = await counts.Of(db, campaign, plan, top.Path, whole, cancellationToken);
            return new View(
                top.Id, counted.At, counted.Units,
                [
                    .. plan.Activities.OfType<PlanPhase>().Select(p => counted.Phases[p.Index] is var c
                        ? new PhaseView(p.Key!, p.Title.Said(), c.Waiting, c.In, c.Done, c.Skipped) : null!),
                ],
                [
                    .. plan.Activities.Where(a => a is PlanRequirement or PlanGate).Select(a => counted.Items[a.Index] is var c
                        ? new Item(a.Key!, a.Title.Said(), (a as PlanRequirement)?.Kind.Name, plan.PhaseOf(a)?.Key, c.Open, c.Late, c.Superior, c.Returned) : null!),
                ]);
        }
    }
}
