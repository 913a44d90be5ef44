using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PhaseEngine.Data.Surveys;

internal sealed class SurveyModel : IEntityTypeConfiguration<Survey>
{
    public void Configure(EntityTypeBuilder<Survey> survey)
    {
        survey.Property(s => s.Version).IsConcurrencyToken();
        survey.HasIndex(s => new { s.RunId, s.Key, s.Round }).IsUnique();
    }
}

internal sealed class SurveyGroupModel : IEntityTypeConfiguration<SurveyGroup>
{
    public void Configure(EntityTypeBuilder<SurveyGroup> group)
    {
        group.HasKey(g => new { g.SurveyId, g.Number });
        group.HasOne<Survey>().WithMany().HasForeignKey(g => g.SurveyId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class SurveyLinkModel : IEntityTypeConfiguration<SurveyLink>
{
    public void Configure(EntityTypeBuilder<SurveyLink> link)
    {
        link.HasKey(l => l.TokenHash);
        // Of two who answer by one link at once the second fails.
        link.Property(l => l.Used).IsConcurrencyToken();
        link.HasIndex(l => l.SurveyId);
    }
}

internal sealed class SurveyAnswerModel : IEntityTypeConfiguration<SurveyAnswer>
{
    public void Configure(EntityTypeBuilder<SurveyAnswer> answer) => answer.HasIndex(a => a.SurveyId);
}
