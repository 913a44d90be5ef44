using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PhaseEngine.Data.Templates;

internal sealed class TemplateVersionModel : IEntityTypeConfiguration<TemplateVersion>
{
    public void Configure(EntityTypeBuilder<TemplateVersion> version)
    {
        version.HasKey(v => new { v.TemplateId, v.Version });
        version.Property(v => v.Revision).IsConcurrencyToken();
        version.HasOne<Template>().WithMany().HasForeignKey(v => v.TemplateId).OnDelete(DeleteBehavior.Restrict);
    }
}
