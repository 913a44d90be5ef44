using System.ComponentModel;
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

/// <summary>
/// Takes a list over in one transaction: the good rows, with <c>strict</c> all of them or none. Importing the same list again
/// changes nothing.
/// </summary>
internal static class ImportList
{
    /// <param name="By">Who.</param>
    /// <param name="Rights">What may be changed.</param>
    /// <param name="Table">The list. A file is read before the command: while it works nobody else writes.</param>
    /// <param name="List">How to read it.</param>
    /// <param name="Import">What the import is called, to ask how far it has come; null: nobody will ask.</param>
    internal sealed record Command(Guid By, Rights Rights, RawTable Table, ListOptions List, Guid? Import = null) : ICommand<ReportView>;

    public static async Task<Results<Ok<ReportView>, Refused>> Handle(
        [AsParameters] ListParameters list, [Description("A name for the import, to ask under how far it has come")] Guid? import, Stream file, Caller caller, Today today, IMediator mediator, ImportProgress progress, CancellationToken ct)
    {
        await using var buffered = await ListParameters.Buffer(file, ct);
        var table = TableReader.Read(buffered, list.FileName ?? "", ct);
        if (!table.IsOk) return new Refused(table.Problem);
        var command = new Command(caller.UserId, await caller.Rights(ct), table.Value, list.Options(today.Date), import);
        return (await progress.While(command.By, import, command.List.Kind.Word, list.FileName ?? "", () => mediator.Send(command, ct), ct)).Ok();
    }

    internal sealed class Handler(ReadList read, StoreOrganisation store, SystemEvents events, ImportProgress progress) : ICommandHandler<Command, ReportView>
    {
        public async Task<Result<ReportView>> Handle(Command request, CancellationToken cancellationToken)
        {
            void Tell(ImportStage stage, int done = 0, int of = 0) => progress.Tell(request.By, request.Import, stage, done, of);

            Tell(ImportStage.Reading);
            var import = await read.From(request.Table, request.List, request.Rights, cancellationToken);
            if (!import.IsOk)
            {
                Tell(ImportStage.Over);
                return import.Problem;
            }

            var report = import.Value.Report;
            var (stored, all) = (0, 0);
            if (report.Accepted)
            {
                await store.Save(import.Value.Changes, (done, of) => Tell(ImportStage.Storing, stored = done, all = of), cancellationToken);
                var facts = new { list = request.List.Kind.Word, request.List.AsOf, report.Rows, report.New, report.Changed, report.Refused, report.NewHosts };
                await events.Append(request.By, "listImported", facts, cancellationToken);
            }

            Tell(ImportStage.Over, stored, all);
            return ReportView.Of(report);
        }
    }
}
