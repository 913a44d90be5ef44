using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using PhaseEngine.Core;
using PhaseEngine.Core.Organisations.Import;
using PhaseEngine.Server.Features.Organisation.Tables;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.Identity;
using PhaseEngine.Server.Settings;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Features.Organisation;

/// <summary>What an import would do, row by row and cell by cell. Changes nothing and keeps nothing: the file is sent again to import it.</summary>
internal static class PreviewImport
{
    internal sealed record Query(Rights Rights, RawTable Table, ListOptions List) : IQuery<ReportView>;

    public static async Task<Results<Ok<ReportView>, Refused>> Handle(
        [AsParameters] ListParameters list, Stream file, Caller caller, Today today, IMediator mediator, CancellationToken ct)
    {
        await using var buffered = await ListParameters.Buffer(file, ct);
        var table = TableReader.Read(buffered, list.FileName ?? "", ct);
        if (!table.IsOk) return new Refused(table.Problem);
        return (await mediator.Send(new Query(await caller.Rights(ct), table.Value, list.Options(today.Date)), ct)).Ok();
    }

    internal sealed class Handler(ReadList read) : IQueryHandler<Query, ReportView>
    {
        public async Task<Result<ReportView>> Handle(Query request, CancellationToken cancellationToken)
        {
            var import = await read.From(request.Table, request.List, request.Rights, cancellationToken);
            return import.IsOk ? ReportView.Of(import.Value.Report) : import.Problem;
        }
    }
}
