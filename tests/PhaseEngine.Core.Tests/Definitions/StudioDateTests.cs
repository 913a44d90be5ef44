using PhaseEngine.Core.Definitions;

namespace PhaseEngine.Core.Tests.Definitions;

public sealed class StudioDateTests
{
    [Theory]
    [InlineData("2027/1/15 上午12:00:00", "2027-01-15")]
    [InlineData("2027年1月15日", "2027-01-15")]
    [InlineData("1/15/2027 12:00:00 AM", "2027-01-15")]
    [InlineData("2027-01-15T00:00:00+08:00", "2027-01-15")]
    [InlineData("2027/2/30", null)]
    [InlineData("07-25", null)]
    [InlineData("start+15d", null)]
    public void A_day_written_in_some_culture_is_an_ISO_day(string written, string? iso) => Assert.Equal(iso, StudioDate.Iso(written));
}
