using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PhaseEngine.Data.Templates;

namespace PhaseEngine.Data.Campaigns;

internal sealed class CampaignModel : IEntityTypeConfiguration<Campaign>
{
    public void Configure(EntityTypeBuilder<Campaign> campaign)
    {
        campaign.Property(c => c.Version).IsConcurrencyToken();
        campaign.HasOne<TemplateVersion>().WithMany()
            .HasForeignKey(c => new { c.TemplateId, c.TemplateVersion }).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class BatchModel : IEntityTypeConfiguration<Batch>
{
    public void Configure(EntityTypeBuilder<Batch> batch)
    {
        batch.HasKey(b => new { b.CampaignId, b.Number });
        batch.Property(b => b.Version).IsConcurrencyToken();
        batch.HasOne<Campaign>().WithMany().HasForeignKey(b => b.CampaignId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class CampaignUnitModel : IEntityTypeConfiguration<CampaignUnit>
{
    public void Configure(EntityTypeBuilder<CampaignUnit> unit) => unit.HasKey(u => new { u.CampaignId, u.UnitId });
}

internal sealed class LaunchModel : IEntityTypeConfiguration<Launch>
{
    public void Configure(EntityTypeBuilder<Launch> launch)
    {
        launch.HasKey(l => l.CampaignId);
        launch.Property(l => l.Fence).IsConcurrencyToken();
    }
}
