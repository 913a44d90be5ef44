using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PhaseEngine.Data.Reviews;

internal sealed class ReviewMeetingModel : IEntityTypeConfiguration<ReviewMeeting>
{
    public void Configure(EntityTypeBuilder<ReviewMeeting> meeting)
    {
        meeting.Property(m => m.Version).IsConcurrencyToken();
        meeting.HasIndex(m => new { m.RunId, m.Key, m.Number }).IsUnique();
    }
}

internal sealed class RectificationItemModel : IEntityTypeConfiguration<RectificationItem>
{
    public void Configure(EntityTypeBuilder<RectificationItem> item)
    {
        item.Property(i => i.Version).IsConcurrencyToken();
        item.HasIndex(i => new { i.RunId, i.Key });
        item.HasIndex(i => i.UnitId);
    }
}
