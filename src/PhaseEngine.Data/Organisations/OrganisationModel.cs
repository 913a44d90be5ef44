using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PhaseEngine.Core.Organisations;

namespace PhaseEngine.Data.Organisations;

internal sealed class UnitModel : IEntityTypeConfiguration<Unit>
{
    public void Configure(EntityTypeBuilder<Unit> unit)
    {
        unit.Property(u => u.Id);
        unit.Property(u => u.Code);
        unit.Property(u => u.Name);
        unit.Property(u => u.Type);
        unit.Ignore(u => u.Details);
        unit.Property(u => u.Version).IsConcurrencyToken();
        unit.Property<string>(UnitPaths.Property);
        unit.HasIndex(u => u.Code).IsUnique();
        unit.HasIndex(u => u.ParentId);
        unit.HasIndex(UnitPaths.Property).IsUnique();
        unit.HasOne<Unit>().WithMany().HasForeignKey(u => u.ParentId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class HostModel : IEntityTypeConfiguration<Host>
{
    public void Configure(EntityTypeBuilder<Host> host)
    {
        host.Ignore(h => h.Details);
        host.Property(h => h.Version).IsConcurrencyToken();
        host.HasIndex(h => h.Name).IsUnique();
    }
}

internal sealed class UnitHostModel : IEntityTypeConfiguration<UnitHost>
{
    public void Configure(EntityTypeBuilder<UnitHost> covered)
    {
        covered.HasKey(c => new { c.UnitId, c.HostId });
        covered.HasIndex(c => c.HostId);
        covered.HasOne<Unit>().WithMany().HasForeignKey(c => c.UnitId).OnDelete(DeleteBehavior.Restrict);
        covered.HasOne<Host>().WithMany().HasForeignKey(c => c.HostId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class MemberModel : IEntityTypeConfiguration<Member>
{
    public void Configure(EntityTypeBuilder<Member> member)
    {
        member.Ignore(m => m.Details);
        member.Property(m => m.Version).IsConcurrencyToken();
        member.HasIndex(m => m.Code).IsUnique();
        member.HasIndex(m => m.NationalIdHash).IsUnique();
        member.HasIndex(m => m.UnitId);
        // Few have one. With all the others in it SQLite takes the index for useless, and reads every member there is instead.
        member.HasIndex(m => m.CertificateUnitId).HasFilter("certificate_unit_id is not null");
        member.HasOne<Unit>().WithMany().HasForeignKey(m => m.UnitId).OnDelete(DeleteBehavior.Restrict);
        member.HasOne<Unit>().WithMany().HasForeignKey(m => m.CertificateUnitId).OnDelete(DeleteBehavior.Restrict);
        member.HasOne<Host>().WithMany().HasForeignKey(m => m.HostId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class RosterNoteModel : IEntityTypeConfiguration<RosterNote>
{
    public void Configure(EntityTypeBuilder<RosterNote> note) => note.HasIndex(n => new { n.UnitId, n.On });
}
