using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PhaseEngine.Data.Evidence;

internal sealed class EvidenceItemModel : IEntityTypeConfiguration<EvidenceItem>
{
    public void Configure(EntityTypeBuilder<EvidenceItem> item)
    {
        item.Property(i => i.SupersededBy).IsConcurrencyToken();
        item.HasIndex(i => new { i.UnitId, i.On });
    }
}

internal sealed class RemarkModel : IEntityTypeConfiguration<Remark>
{
    public void Configure(EntityTypeBuilder<Remark> remark) => remark.ToTable("remarks").HasKey(r => r.Id);
}

internal sealed class EvidenceContentModel : IEntityTypeConfiguration<EvidenceContent>
{
    public void Configure(EntityTypeBuilder<EvidenceContent> content)
    {
        content.HasKey(c => c.EvidenceId);
        content.HasOne<EvidenceItem>().WithOne().HasForeignKey<EvidenceContent>(c => c.EvidenceId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class EvidenceUseModel : IEntityTypeConfiguration<EvidenceUse>
{
    public void Configure(EntityTypeBuilder<EvidenceUse> use)
    {
        use.HasKey(u => new { u.EvidenceId, u.RunId, u.Key });
        use.HasIndex(u => new { u.RunId, u.Key });
        use.HasOne<EvidenceItem>().WithMany().HasForeignKey(u => u.EvidenceId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class AttachmentModel : IEntityTypeConfiguration<Attachment>
{
    public void Configure(EntityTypeBuilder<Attachment> attachment)
    {
        attachment.HasIndex(a => a.EvidenceId);
        attachment.HasOne<EvidenceItem>().WithMany().HasForeignKey(a => a.EvidenceId).OnDelete(DeleteBehavior.Restrict);
    }
}
