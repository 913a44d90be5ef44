using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core;
using PhaseEngine.Core.Organisations.Import;
using PhaseEngine.Data;
using PhaseEngine.Data.Access;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.Identity;
using PhaseEngine.Server.UseCases;

using PhaseEngine.Server.Texts;

namespace PhaseEngine.Server.Features.Organisation;

/// <summary>
/// Units or members as a file that an import reads back without a change: those the reader may see the members of. Who took members
/// out, and of which units, is on record.
/// </summary>
internal static class ExportList
{
    internal sealed record Query(Guid By, Rights Rights, ListKind List, string Language) : IQuery<TextTable>;

    public static async Task<Results<FileContentHttpResult, Refused>> Handle(
        ListKind list, string? format, Caller caller, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new Query(caller.UserId, await caller.Rights(ct), list, Language.Current), ct)).Answer(table => ListFile.Of([table], format));

    internal sealed class Handler(PhaseEngineDb db, TimeProvider clock) : IQueryHandler<Query, TextTable>
    {
        public async Task<Result<TextTable>> Handle(Query request, CancellationToken cancellationToken)
        {
            var mine = request.Rights.Among(db.Units, Acts.MembersSee);
            var units = await mine.AsNoTracking().ToListAsync(cancellationToken);
            var hosts = await db.Hosts.AsNoTracking().ToListAsync(cancellationToken);
            if (request.List == ListKind.Units)
            {
                var coverage = await db.UnitHosts.AsNoTracking().Where(c => mine.Any(u => u.Id == c.UnitId)).ToListAsync(cancellationToken);
                var parents = await db.Units.AsNoTracking().Where(u => mine.Any(m => m.ParentId == u.Id)).ToListAsync(cancellationToken);
                return OrganisationTables.OfUnits(units, parents, hosts, coverage, request.Language);
            }

            var known = units.Select(u => u.Id).ToHashSet();
            db.AuditLooks.AddRange(units.Where(u => u.ParentId is not { } parent || !known.Contains(parent)).Select(top => LookAt(request.By, top.Id)));
            await db.SaveChangesAsync(cancellationToken);

            var members = await db.Members.AsNoTracking().Where(m => mine.Any(u => u.Id == m.UnitId)).ToListAsync(cancellationToken);
            var certificates = await db.Units.AsNoTracking()
                .Where(u => db.Members.Any(m => m.CertificateUnitId == u.Id && mine.Any(own => own.Id == m.UnitId)))
                .ToListAsync(cancellationToken);
            return OrganisationTables.OfMembers(members, units.UnionBy(certificates, u => u.Id), hosts, request.Language);
        }

        /// <summary>A unit stands for all below it.</summary>
        private AuditLook LookAt(Guid by, Guid unit)
        {
            var now = clock.GetUtcNow();
            return new() { Id = Guid.CreateVersion7(now), UserId = by, At = now, Subject = "membersExported", SubjectId = unit };
        }
    }
}
