using PhaseEngine.Testing;
using Xunit.Sdk;

namespace PhaseEngine.Data.Tests.Testing;

public sealed class ApprovedTests : IDisposable
{
    private readonly string _folder = Scratch.Folder("approved");

    private string TestFile => Path.Combine(_folder, "SomeTests.cs");

    private string Received => Path.Combine(_folder, "text.received.txt");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_text_as_approved_passes_whatever_its_line_ends()
    {
        Approve("one\ntwo\n");

        Approved.Matches("text", "one\r\ntwo", TestFile);

        Assert.False(File.Exists(Received));
    }

    [Fact]
    public void Another_text_fails_with_the_first_difference_and_is_kept_for_approval()
    {
        Approve("one\ntwo\nthree\n");

        var failure = Assert.ThrowsAny<XunitException>(() => Approved.Matches("text", "one\nzwei\nthree", TestFile));

        Assert.Contains("line 2", failure.Message, StringComparison.Ordinal);
        Assert.Contains("- two", failure.Message, StringComparison.Ordinal);
        Assert.Contains("+ zwei", failure.Message, StringComparison.Ordinal);
        Assert.Equal("one\nzwei\nthree\n", File.ReadAllText(Received));
    }

    [Fact]
    public void A_text_never_approved_fails_even_when_empty()
    {
        Assert.ThrowsAny<XunitException>(() => Approved.Matches("text", "", TestFile));
    }

    private void Approve(string text) => File.WriteAllText(Path.Combine(_folder, "text.approved.txt"), text);
}
