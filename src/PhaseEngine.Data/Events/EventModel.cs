using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PhaseEngine.Data.Events;

internal sealed class EventModel : IEntityTypeConfiguration<Event>
{
    public void Configure(EntityTypeBuilder<Event> @event) => @event.HasKey(e => new { e.Stream, e.Seq });
}

internal sealed class EventStreamModel : IEntityTypeConfiguration<EventStream>
{
    public void Configure(EntityTypeBuilder<EventStream> stream)
    {
        stream.Property(s => s.Seq).IsConcurrencyToken();
        stream.Property(s => s.Sealed).HasDefaultValue(0);
        stream.HasIndex(s => s.Id, "ix_streams_moved").HasFilter("seq <> sealed");
    }
}

internal sealed class SealModel : IEntityTypeConfiguration<Seal>
{
    public void Configure(EntityTypeBuilder<Seal> seal) => seal.HasKey(s => s.Number);
}
