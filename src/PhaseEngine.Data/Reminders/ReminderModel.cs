using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PhaseEngine.Data.Reminders;

internal sealed class ReminderModel : IEntityTypeConfiguration<Reminder>
{
    public void Configure(EntityTypeBuilder<Reminder> reminder)
    {
        // The natural key also serves the inbox, which asks for one person's rows.
        reminder.HasIndex(r => new { r.UserId, r.RunId, r.Key, r.Round, r.Stage }).IsUnique();
        // What the outbox has not looked at yet: few rows at any time, added at its end.
        reminder.Property(r => r.Gathered).HasDefaultValue(false);
        reminder.HasIndex(r => r.Id).HasFilter("not gathered");
        reminder.HasIndex(r => r.DeliveryId).HasFilter("delivery_id is not null");
    }
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
