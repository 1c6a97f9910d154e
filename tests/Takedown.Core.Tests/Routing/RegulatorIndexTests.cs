using Takedown.Core.Routing;

namespace Takedown.Core.Tests.Routing;

public sealed class RegulatorIndexTests
{
    private static readonly RegulatorIndex Index = new(
    [
        (Id(9), "CN", ["copyright", "telecom"]),
        (Id(5), "CN-530000", ["copyright"]),
        (Id(4), "CN-530000", ["copyright"]),
        (Id(3), "CN-533100", ["culture"]),
        (Id(2), "EU", ["copyright"]),
    ]);

    [Theory]
    [InlineData(
        "CN-533123", "copyright", 4,
        "the province; the prefecture has another function, and the lower id of two holds the post")]
    [InlineData("CN-533123", "culture", 3, "the prefecture")]
    [InlineData("CN-533123", "telecom", 9, "the country")]
    [InlineData("CN-110101", "copyright", 9, "another province's body is not asked")]
    [InlineData("DE-BY", "copyright", 2, "the union, where the country has none")]
    public void The_nearest_with_the_function_is_responsible(string region, string function, int id, string reason) =>
        Assert.True(Id(id) == Index.Nearest(region, function), reason);

    [Theory]
    [InlineData("US", "copyright", "nobody there")]
    [InlineData("CN", "police", "nobody with the function")]
    [InlineData("CN", "Copyright", "functions have one spelling")]
    [InlineData("nowhere", "copyright", "no region")]
    public void Where_nobody_is_responsible_there_is_none(string region, string function, string reason) =>
        Assert.True(Index.Nearest(region, function) is null, reason);

    private static Guid Id(int n) => new(n, 0, 0, new byte[8]);
}
