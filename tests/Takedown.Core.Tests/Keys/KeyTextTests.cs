using Takedown.Contracts;
using Takedown.Core.Keys;

namespace Takedown.Core.Tests.Keys;

/// <summary>The text of a key and its checksum.</summary>
public sealed class KeyTextTests
{
    private static readonly string Key = KeyText.New(OrganisationKind.Platform, new byte[KeyText.RandomBytes]);

    /// <summary>The checksum as another program computed it: CRC-32C, polynomial 0x82F63B78.</summary>
    [Fact]
    public void A_key_is_its_kind_64_digits_and_a_checksum_that_others_can_compute()
    {
        var sample = "tk_platform_5d0c7e1f" + new string('0', 56);
        Assert.Matches("^tk_platform_0{64}[0-9a-f]{8}$", Key);
        Assert.True(KeyText.MayExist(sample + "90080566"));
        Assert.Equal("tk_platform_00000000", KeyText.PrefixOf(Key));
    }

    [Fact]
    public void Every_single_wrong_digit_is_found()
    {
        for (var i = "tk_platform_".Length; i < Key.Length; i++)
        {
            var wrong = Key[..i] + (Key[i] == '7' ? '8' : '7') + Key[(i + 1)..];
            Assert.False(KeyText.MayExist(wrong), wrong);
        }
        Assert.False(KeyText.MayExist(Key.Replace("platform", "claimant", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("tk_operator_0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("tk_operator_of_somebody_who_writes_like_this_0123456789")]
    [InlineData("operator-key-for-tests-0123456789abcdef")]
    [InlineData("")]
    public void Keys_from_before_the_checksum_and_configured_ones_are_looked_up(string key)
    {
        Assert.True(KeyText.MayExist(key));
        Assert.Null(KeyText.PrefixOf(key));
    }
}
