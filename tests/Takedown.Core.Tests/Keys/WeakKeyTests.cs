using Takedown.Core.Keys;

namespace Takedown.Core.Tests.Keys;

/// <summary>Configured keys that somebody could guess.</summary>
public sealed class WeakKeyTests
{
    [Theory]
    [InlineData("change-me-change-me-change-me-change-me")]
    [InlineData("CHANGEME-0123456789-abcdefghijklmnop")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("abcdefabcdffabcdeeabcabcabdabcabcabd")]
    [InlineData("0123456789abcdef0123456789abcdef0123")]
    [InlineData("correct-horse-42correct-horse-42correct-horse-42")]
    public void A_placeholder_few_characters_and_a_repetition_are_weak(string key) => Assert.NotNull(WeakKey.Why(key));

    [Theory]
    [InlineData("operator-key-for-tests-0123456789abcdef")]
    [InlineData("8f2b6c1d9e0a4735b8c2d6e1f0a39475")]
    [InlineData("tk_operator_of_the_client_tests_0123456789")]
    public void Anything_longer_that_does_not_repeat_is_taken(string key) => Assert.Null(WeakKey.Why(key));
}
