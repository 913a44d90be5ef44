using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using PhaseEngine.Core;
using PhaseEngine.Core.Organisations.Import;
using PhaseEngine.Server.Features.Organisation.Tables;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.Identity;
using PhaseEngine.Server.Settings;
using PhaseEngine.Server.Texts;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Features.Organisation;

/// <summary>The list that was sent, as a workbook with a column in front that says what is wrong: to be mended and sent again. Changes nothing and keeps nothing.</summary>
internal static class MarkList
{
    internal sealed record Query(Rights Rights, RawTable Table, ListOptions List) : IQuery<TextTable>;

    public static async Task<Results<FileContentHttpResult, Refused>> Handle(
        [AsParameters] ListParameters list, Stream file, Caller caller, Today today, IMediator mediator, CancellationToken ct)
    {
        await using var buffered = await ListParameters.Buffer(file, ct);
        var table = TableReader.Read(buffered, list.FileName ?? "", ct);
        if (!table.IsOk) return new Refused(table.Problem);
        var marked = await mediator.Send(new Query(await caller.Rights(ct), table.Value, list.Options(today.Date)), ct);
        return marked.Answer(t => ListFile.Of([t], format: null));
    }

    internal sealed class Handler(ReadList read) : IQueryHandler<Query, TextTable>
    {
        public async Task<Result<TextTable>> Handle(Query request, CancellationToken cancellationToken)
        {
            var import = await read.From(request.Table, request.List, request.Rights, cancellationToken);
            if (!import.IsOk) return import.Problem;
            return ErrorReport.Of(request.Table, import.Value.Report, Phrases.Say("common.toMend"), f => ReportView.TextOf(f, Language.Current));
        }
    }
}
