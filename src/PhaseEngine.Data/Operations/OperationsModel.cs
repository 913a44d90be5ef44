using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PhaseEngine.Data.Operations;

internal sealed class IdempotencyKeyModel : IEntityTypeConfiguration<IdempotencyKey>
{
    public void Configure(EntityTypeBuilder<IdempotencyKey> key)
    {
        key.HasKey(k => new { k.UserId, k.Route, k.Key });
        key.HasIndex(k => k.ExpiresAt);
    }
}

internal sealed class JobRunModel : IEntityTypeConfiguration<JobRun>
{
    public void Configure(EntityTypeBuilder<JobRun> run) => run.HasIndex(r => new { r.Job, r.StartedAt });
}

internal sealed class DataProtectionKeyModel : IEntityTypeConfiguration<DataProtectionKey>
{
    public void Configure(EntityTypeBuilder<DataProtectionKey> key) => key.HasIndex(k => k.Name).IsUnique();
}

internal sealed class KnownCalendarYearModel : IEntityTypeConfiguration<KnownCalendarYear>
{
    public void Configure(EntityTypeBuilder<KnownCalendarYear> year) => year.HasKey(y => y.Year);
}
