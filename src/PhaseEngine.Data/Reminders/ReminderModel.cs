using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PhaseEngine.Data.Reminders;

internal sealed class ReminderModel : IEntityTypeConfiguration<Reminder>
{
    // The natural key also serves the inbox, which asks for one person's rows.
    public void Configure(EntityTypeBuilder<Reminder> reminder) =>
        reminder.HasIndex(r => new { r.UserId, r.RunId, r.Key, r.Round, r.Stage }).IsUnique();
}

internal sealed class DeliveryModel : IEntityTypeConfiguration<Delivery>
{
    public void Configure(EntityTypeBuilder<Delivery> delivery)
    {
        delivery.Property(d => d.Fence).IsConcurrencyToken();
        delivery.HasIndex(d => d.MessageId).IsUnique();
        delivery.HasIndex(d => d.NextAt).HasFilter("state = 'waiting'");
    }
}
