using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core;
using PhaseEngine.Data;
using PhaseEngine.Server.Http;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Features.Hosts;

/// <summary>Hosts by name, or found by a part of it: enterprises, offices and villages are no secret.</summary>
internal static class ListHosts
{
    internal sealed record Query(string? Search, PageOf Page) : IQuery<Page<HostView>>;

    public static async Task<Results<Ok<Page<HostView>>, Refused>> Handle(
        string? search, [AsParameters] PageOf page, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new Query(search?.Trim(), page), ct)).Ok();

    internal sealed class Handler(PhaseEngineDb db) : IQueryHandler<Query, Page<HostView>>
    {
        public async Task<Result<Page<HostView>>> Handle(Query request, CancellationToken cancellationToken)
        {
            if (!Cursor.TryRead<string>(request.Page.After, out var after)) return HttpProblems.CursorInvalid;

            var hosts = db.Hosts.AsQueryable();
            if (request.Search is { Length: > 0 } search) hosts = hosts.Where(h => h.Name.Contains(search));
            if (after is not null) hosts = hosts.Where(h => h.Name.CompareTo(after) > 0);
            var rows = await hosts.OrderBy(h => h.Name).Take(request.Page.Size + 1)
                .Select(h => new HostView(h.Id, h.Name, h.Sector, h.Management, h.Version))
                .ToListAsync(cancellationToken);
            return rows.Cut(request.Page, h => h.Name);
        }
    }
}

/// <summary>A host as answers show it.</summary>
internal sealed record HostView(Guid Id, string Name, string? Sector, string? Management, int Version) : IVersioned
{
    public static HostView Of(Host host) => new(host.Id, host.Name, host.Sector, host.Management, host.Version);
}
