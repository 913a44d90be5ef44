using PhaseEngine.Data.Model;

namespace PhaseEngine.Data.Tests.Model;

public sealed class InOrderTests
{
    private static readonly DateTimeOffset Instant = new(2025, 7, 21, 1, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Ids_of_one_instant_stand_in_the_order_they_were_made_in()
    {
        var ids = Enumerable.Range(0, 2000).Select(_ => InOrder.NewId(Instant)).ToList();

        Assert.Equal(ids.Order(), ids);
        Assert.Equal(ids.Count, ids.Distinct().Count());
    }

    [Fact]
    public void They_are_ids_of_version_7_that_begin_with_their_instant()
    {
        var id = InOrder.NewId(Instant);

        Assert.Equal((7, 8), (id.Version, id.Variant & 0xC));
        Assert.Equal(Guid.CreateVersion7(Instant).ToString()[..13], id.ToString()[..13]);
    }
}
