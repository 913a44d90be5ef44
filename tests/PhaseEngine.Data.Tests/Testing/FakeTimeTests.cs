using PhaseEngine.Testing;

namespace PhaseEngine.Data.Tests.Testing;

public class FakeTimeTests
{
    private static readonly DateTimeOffset Start = new(2005, 7, 25, 8, 0, 0, TimeSpan.FromHours(8));

    [Fact]
    public void Stands_still_in_UTC_until_it_is_moved()
    {
        var time = new FakeTime(Start);

        time.Advance(TimeSpan.FromHours(1));

        Assert.Equal(new DateTimeOffset(2005, 7, 25, 1, 0, 0, TimeSpan.Zero), time.GetUtcNow());
        Assert.Equal(TimeSpan.Zero, time.GetUtcNow().Offset);
    }

    [Fact]
    public void Measures_the_time_it_was_moved_by()
    {
        var time = new FakeTime(Start);
        var before = time.GetTimestamp();

        time.AdvanceTo(Start.AddDays(40));

        Assert.Equal(TimeSpan.FromDays(40), time.GetElapsedTime(before));
    }

    [Fact]
    public void Never_goes_back()
    {
        var time = new FakeTime(Start);

        Assert.Throws<ArgumentOutOfRangeException>(() => time.AdvanceTo(Start.AddTicks(-1)));
    }
}
