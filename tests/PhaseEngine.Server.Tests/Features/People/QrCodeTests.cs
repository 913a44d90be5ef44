using System.Text;
using PhaseEngine.Server.Features.People;
using PhaseEngine.Testing;

namespace PhaseEngine.Server.Tests.Features.People;

public sealed class QrCodeTests
{
    /// <summary>The approved pictures were read back by a scanner's library when they were approved.</summary>
    [Theory]
    [InlineData("short", "https://a.example")]
    [InlineData("slip", "https://party.example/link#gsaK5nVancKA8s7ldr0G1hAORqc2VDCB_VwJ6bx718g")]
    [InlineData("long", "https://a-rather-long-name.of-a-server.inside-some-organisation.example:8443/a/path/below/link#gsaK5nVancKA8s7ldr0G1hAORqc2VDCB_VwJ6bx718g-gsaK5nVancKA8s7ldr0G1hAORqc2VDCB")]
    public void A_link_becomes_the_picture_that_scanners_read(string name, string link)
    {
        var modules = QrCode.Modules(link);

        Approved.Matches($"qr-{name}", Picture(modules));
    }

    [Fact]
    public void More_than_213_bytes_are_too_long() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => QrCode.Modules(new string('x', 214)));

    private static string Picture(bool[,] modules)
    {
        var picture = new StringBuilder();
        for (var row = 0; row < modules.GetLength(0); row++)
        {
            for (var column = 0; column < modules.GetLength(1); column++) picture.Append(modules[row, column] ? '#' : '.');
            picture.Append('\n');
        }

        return picture.ToString();
    }
}
