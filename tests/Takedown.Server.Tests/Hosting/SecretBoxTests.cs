using Takedown.Server.Hosting;

namespace Takedown.Server.Tests.Hosting;

/// <summary>Secrets at rest (security L4).</summary>
[Trait("Database", "unused")]
public sealed class SecretBoxTests
{
    private const string One = "the first key, thirty-two characters";
    private const string Two = "the second key, thirty-two characters";

    [Fact]
    public void A_secret_comes_back_and_no_two_stored_forms_are_alike()
    {
        var box = new SecretBox(() => [One]);
        var (first, second) = (box.Protect("whsec_abc"), box.Protect("whsec_abc"));
        Assert.NotEqual(first, second);
        Assert.DoesNotContain("abc", first, StringComparison.Ordinal);
        Assert.Equal(("whsec_abc", "whsec_abc"), (box.Unprotect(first), box.Unprotect(second)));
        Assert.True(box.IsCurrent(first));
    }

    [Fact]
    public void The_former_key_still_opens_and_is_not_current()
    {
        var stored = new SecretBox(() => [One]).Protect("secret");
        var rotated = new SecretBox(() => [Two, One]);
        Assert.Equal("secret", rotated.Unprotect(stored));
        Assert.False(rotated.IsCurrent(stored));
        Assert.True(rotated.IsCurrent(rotated.Protect("secret")));
    }

    [Fact]
    public void Another_key_or_a_changed_form_opens_nothing()
    {
        var stored = new SecretBox(() => [One]).Protect("secret");
        Assert.Null(new SecretBox(() => [Two]).Unprotect(stored));
        Assert.Null(new SecretBox(() => []).Unprotect(stored));
        var box = new SecretBox(() => [One]);
        var last = stored[^1] == 'A' ? 'B' : 'A';
        foreach (var changed in new[] { stored[..^4] + "AAA" + last, stored[..^20], stored + ":", "aes1:", "aes1::" })
        {
            Assert.Null(box.Unprotect(changed));
        }
    }

    [Fact]
    public void Without_a_key_secrets_stay_as_they_are_and_with_one_old_ones_are_read()
    {
        var open = new SecretBox(() => []);
        Assert.Equal("secret", open.Protect("secret"));
        Assert.False(open.IsEncrypting);
        var box = new SecretBox(() => [One]);
        Assert.Equal("secret", box.Unprotect("secret"));
        Assert.False(box.IsCurrent("secret"));
    }
}
