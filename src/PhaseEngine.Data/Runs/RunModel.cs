using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PhaseEngine.Data.Runs;

// No foreign keys on tables that are written in sets: each new run would lock its campaign's row, and checking a hundred
// thousand rows one by one costs more than writing them. The doctor looks for orphans instead.

internal sealed class RunModel : IEntityTypeConfiguration<Run>
{
    public void Configure(EntityTypeBuilder<Run> run)
    {
        run.HasIndex(r => new { r.CampaignId, r.UnitId }).IsUnique();
        run.HasIndex(r => r.UnitId);
        run.Property(r => r.Sealed).HasDefaultValue(0);
        run.HasIndex(r => r.Id, "ix_runs_moved").HasFilter("seq <> sealed");
        // What waits for a superior: few rows at any time, so the index costs a launch nothing.
        run.HasIndex(r => new { r.CampaignId, r.AskedOn }).HasFilter("asked_on is not null");
        run.HasIndex(r => new { r.AnswerBy, r.Id }).HasFilter("awaits is not null");
    }
}

internal sealed class AlarmModel : IEntityTypeConfiguration<Alarm>
{
    public void Configure(EntityTypeBuilder<Alarm> alarm)
    {
        alarm.HasKey(a => a.RunId);
        alarm.HasIndex(a => a.At);
    }
}

internal sealed class MemberMarksModel : IEntityTypeConfiguration<MemberMarks>
{
    public void Configure(EntityTypeBuilder<MemberMarks> marks)
    {
        marks.HasKey(m => new { m.RunId, m.Key, m.MemberId });
        // What is recorded of a member is looked for in every run of the campaign.
        marks.HasIndex(m => m.MemberId);
    }
}

internal sealed class DecisionModel : IEntityTypeConfiguration<Decision>
{
    public void Configure(EntityTypeBuilder<Decision> decision) => decision.HasIndex(d => new { d.RunId, d.Key });
}
