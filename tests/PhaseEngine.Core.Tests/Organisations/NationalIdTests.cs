using PhaseEngine.Core.Organisations;

namespace PhaseEngine.Core.Tests.Organisations;

public sealed class NationalIdTests
{
    [Theory]
    [InlineData("11010519491231002X", true)]
    [InlineData("440524188001010014", true)]
    [InlineData("110105194912310021", false)]
    [InlineData("11010519491231002x", false)]
    [InlineData("1101051949123100X2", false)]
    [InlineData("11010519491231002", false)]
    public void Checks_the_last_character(string id, bool valid) => Assert.Equal(valid, NationalId.IsValid(id));

    [Fact]
    public void An_old_id_of_15_digits_becomes_the_new_one_of_the_same_person() =>
        Assert.Equal("11010519491231002X", NationalId.Lengthen("110105491231002"));

    [Fact]
    public void The_hash_depends_on_the_key()
    {
        var key = new byte[32];
        var otherKey = new byte[32];
        otherKey[0] = 1;

        Assert.NotEqual(NationalId.Hash("11010519491231002X", key), NationalId.Hash("11010519491231002X", otherKey));
        Assert.Equal(64, NationalId.Hash("11010519491231002X", key).Length);
    }

    [Theory]
    [InlineData("11010519491231002X", "110*************2X")]
    [InlineData("1234567", "*******")]
    public void A_mask_leaves_too_little_to_know_the_person(string id, string shown) => Assert.Equal(shown, NationalId.Mask(id));
}
