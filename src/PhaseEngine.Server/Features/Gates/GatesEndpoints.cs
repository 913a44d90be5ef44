using PhaseEngine.Server.Http;
using PhaseEngine.Server.Identity;

namespace PhaseEngine.Server.Features.Gates;

internal static class GatesEndpoints
{
    public static IServiceCollection AddGates(this IServiceCollection services) => services.AddScoped<FrozenReports>().AddScoped<Decider>().AddScoped<ManyGates>();

    public static void MapGates(this RouteGroupBuilder api)
    {
        var gates = api.MapGroup("").WithTags("Gates");
        gates.MapGet("/runs/{runId}/gates/{gate}/report", GetGateReport.Handle).WithName(nameof(GetGateReport)).RequireAuthorization(Acts.RunsSee);
        gates.MapPost("/runs/{runId}/gates/{gate}/request", AskGate.Handle).WithName(nameof(AskGate)).RequireAuthorization(Acts.GatesAsk);
        gates.MapDelete("/runs/{runId}/gates/{gate}/request", WithdrawGate.Handle).WithName(nameof(WithdrawGate)).RequireAuthorization(Acts.GatesAsk);
        // Which rows of approvals somebody answers is decided by their role for the unit, row by row.
        gates.MapPost("/runs/{runId}/gates/{gate}/decision", Decide.OnGate).WithName("DecideGate").RequireAuthorization(Acts.EvidenceReview);
        gates.MapPost("/runs/{runId}/requirements/{requirement}/decision", Decide.OnRequirement).WithName("DecideRequirement").RequireAuthorization(Acts.EvidenceReview);
        gates.MapPost("/runs/{runId}/activities/{activity}/recusal", RecuseFromDecision.Handle).WithName(nameof(RecuseFromDecision)).RequireAuthorization(Acts.EvidenceReview);
        gates.MapPost("/runs/{runId}/gates/{gate}/keeping", KeepGate.Handle).WithName(nameof(KeepGate)).RequireAuthorization(Acts.GatesDecide);
        gates.MapPost("/runs/{runId}/gates/{gate}/reopening", ReopenGate.Handle).WithName(nameof(ReopenGate)).RequireAuthorization(Acts.GatesDecide);
        gates.MapGet("/gates/waiting", ListWaiting.Handle).WithName(nameof(ListWaiting)).RequireAuthorization(Acts.EvidenceReview);
        gates.MapGet("/gates/morning", GetMorning.Handle).WithName(nameof(GetMorning)).RequireAuthorization(Acts.EvidenceReview);
        gates.MapPost("/gates/decisions", DecideMany.Handle).WithName(nameof(DecideMany)).RequireAuthorization(Acts.GatesDecide);
        gates.MapPost("/gates/decisions/sample", DrawSample.Handle).WithName(nameof(DrawSample)).RequireAuthorization(Acts.GatesDecide).WithMetadata(new AnswerNotKept());
        gates.MapPost("/posts/{postId}/delegation", DelegatePost.Handle).WithName(nameof(DelegatePost)).RequireAuthorization(Acts.EvidenceReview);
        gates.MapDelete("/posts/{postId}/delegation", EndDelegation.Handle).WithName(nameof(EndDelegation)).RequireAuthorization(Acts.EvidenceReview);
    }
}
