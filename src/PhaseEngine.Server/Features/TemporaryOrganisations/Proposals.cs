using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core;
using PhaseEngine.Core.Organisations;
using PhaseEngine.Data;
using PhaseEngine.Data.Evidence;
using PhaseEngine.Data.Organisations;
using PhaseEngine.Server.Settings;
using PhaseEngine.Server.UseCases;

namespace PhaseEngine.Server.Features.TemporaryOrganisations;

/// <summary>What is proposed below a unit as things stand today (S.6). A proposal is not stored: it goes away with its reason.</summary>
internal sealed class Proposals(PhaseEngineDb db, SystemEvents events, Remarks remarks, Today today, TimeProvider clock)
{
    public const string RefusedAct = "temporaryUnitRefused";

    public static Problem NotProposed(IReadOnlyList<Guid> hosts) => new("temporary-unit-not-proposed", ProblemKind.Conflict, ("hosts", hosts));

    /// <summary>For the members who count below a unit; founders may stand above it.</summary>
    public async Task<IReadOnlyList<TemporaryUnitProposal>> Below(Guid unit, CancellationToken ct)
    {
        var path = (await db.Units.PathOf(unit, ct))!;
        var above = UnitPaths.Above(path).ToList();
        var scope = await db.Units.AsNoTracking()
            .Where(u => EF.Property<string>(u, UnitPaths.Property).StartsWith(path) || above.Contains(EF.Property<string>(u, UnitPaths.Property))).ToListAsync(ct);
        var inScope = db.Units.InSubtree(path);
        // Who is new since the pilot depends on the unit; the rest is looked at in memory, of few.
        var newcomers = await db.Members.AsNoTracking()
            .Where(m => m.LeftOn == null && m.TookPartInPilot != true && (m.TookPartInPilot == false || m.AdmittedOn != null || m.JoinedOn != null))
            .Where(m => inScope.Any(u => (u.Id == m.UnitId || u.Id == m.CertificateUnitId) && u.PilotUntil != null))
            .ToListAsync(ct);
        var units = scope.Select(u => u.Id).ToHashSet();
        var coverage = (await db.UnitHosts.AsNoTracking().OrderBy(c => c.UnitId).ThenBy(c => c.Position).ToListAsync(ct)).Where(c => units.Contains(c.UnitId)).ToList();
        var hosts = coverage.Select(c => c.HostId).Concat(newcomers.Select(m => m.HostId).OfType<Guid>()).Distinct().ToList();
        return TemporaryUnits.Propose(scope, await HostsOf(hosts, ct), coverage, newcomers, today.Date);
    }

    /// <summary>The proposal of a founder for these hosts that a temporary unit can be made of; null: there is none.</summary>
    public async Task<TemporaryUnitProposal?> Of(Guid founder, IReadOnlyList<Guid> hosts, CancellationToken ct) =>
        (await Below(founder, ct)).FirstOrDefault(p => p.Type is not null && p.FounderId == founder && p.HostIds.ToHashSet().SetEquals(hosts));

    /// <summary>Those that were refused, and that nobody has joined since.</summary>
    public async Task<Func<TemporaryUnitProposal, bool>> Refused(IReadOnlyList<TemporaryUnitProposal> proposals, CancellationToken ct)
    {
        var founders = proposals.Select(p => p.FounderId).Distinct().ToList();
        var payloads = await db.Events.Where(e => founders.Contains(e.Stream) && e.Act == RefusedAct).Select(e => new { e.Stream, e.Payload }).ToListAsync(ct);
        var refusals = payloads.ToLookup(e => e.Stream, e => JsonSerializer.Deserialize<Refusal>(e.Payload, JsonSerializerOptions.Web)!);
        return proposal => refusals[proposal.FounderId].Any(r => r.Hosts.ToHashSet().SetEquals(proposal.HostIds) && !proposal.MemberIds.Except(r.Members).Any());
    }

    public async Task Refuse(TemporaryUnitProposal proposal, Guid by, string reason, CancellationToken ct)
    {
        var kept = await remarks.Keep(reason, clock.GetUtcNow(), ct);
        await events.AppendTo(proposal.FounderId, by, RefusedAct, new Refusal(proposal.Type, proposal.HostIds, proposal.MemberIds, kept), ct);
    }

    private async Task<List<Host>> HostsOf(IReadOnlyList<Guid> hosts, CancellationToken ct)
    {
        var found = new List<Host>();
        foreach (var chunk in hosts.Chunk(1000)) found.AddRange(await db.Hosts.AsNoTracking().Where(h => chunk.Contains(h.Id)).ToListAsync(ct));
        return found;
    }

    private sealed record Refusal(string? Type, IReadOnlyList<Guid> Hosts, IReadOnlyList<Guid> Members, string Reason);
}
