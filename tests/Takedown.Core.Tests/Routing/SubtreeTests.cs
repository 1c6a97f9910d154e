using Takedown.Core.Routing;

namespace Takedown.Core.Tests.Routing;

public sealed class SubtreeTests
{
    private static readonly string[] Regions =
    [
        "CN", "CN-530000", "CN-533100", "CN-533123", "CN-533123102", "CN-533200", "CN-540000", "CN-110000", "CN-110101",
        "US", "US-CA", "US-NY", "DE", "DE-BY",
    ];

    [Fact]
    public void The_beginning_of_a_code_finds_exactly_the_regions_within()
    {
        foreach (var outer in Regions)
        {
            foreach (var inner in Regions)
            {
                Assert.Equal(
                    (outer, inner, Region.IsWithin(inner, outer)),
                    (outer, inner, inner.StartsWith(Subtree.PrefixOf(outer), StringComparison.Ordinal)));
            }
        }
    }

    [Fact]
    public void The_members_of_the_union_have_nothing_in_common() => Assert.Equal("", Subtree.PrefixOf("EU"));
}
