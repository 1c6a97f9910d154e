using Takedown.Core.Targets;

namespace Takedown.Core.Tests.Targets;

public sealed class TrackingParametersTests
{
    [Theory]
    [InlineData("id", "selects on most sites")]
    [InlineData("v", "selects a video")]
    [InlineData("from", "selects on some")]
    [InlineData("ref", "a branch or a tag on code hosts")]
    [InlineData("pwd", "the code of a cloud-disk share")]
    [InlineData("surl", "a cloud-disk share")]
    [InlineData("share_id", "a share by its id")]
    [InlineData("xsec_token", "without it the page does not open")]
    [InlineData("", "no name")]
    [InlineData("utm", "a map coordinate")]
    public void What_selects_material_is_not_on_the_list(string name, string reason) =>
        Assert.False(TrackingParameters.Contains(name), reason);

    [Theory]
    [InlineData("utm_source")]
    [InlineData("UTM_anything")]
    [InlineData("fbclid")]
    [InlineData("gclid")]
    [InlineData("spm")]
    [InlineData("share_token")]
    [InlineData("vd_source")]
    public void What_only_tracks_is(string name) => Assert.True(TrackingParameters.Contains(name));

    [Fact]
    public void The_list_is_that_of_the_pack()
    {
        Assert.True(TrackingParameters.Names.Count > 50);
        Assert.All(TrackingParameters.Prefixes, p => Assert.EndsWith("_", p, StringComparison.Ordinal));
    }
}
