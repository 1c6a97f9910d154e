namespace Takedown.Architecture.Tests;

/// <summary>A folder of the server uses only folders on floors below its own (src/README.md, "Floors").</summary>
public sealed class FloorTests
{
    [Fact]
    public void Every_folder_has_a_floor() =>
        Expect.None(Rooms.Uses.SelectMany(u => new[] { u.From, u.To }).Distinct().Except(Rooms.FloorOf.Keys));

    [Fact]
    public void A_folder_uses_lower_floors_only() =>
        Expect.None(Rooms.Uses.Where(u => Rooms.FloorOf[u.To] >= Rooms.FloorOf[u.From]));

    [Fact]
    public void No_feature_uses_another() =>
        Expect.None(Rooms.Uses.Where(u => Rooms.IsFeature(u.From) && Rooms.IsFeature(u.To)));

    [Fact]
    public void Folders_have_no_circle()
    {
        // A folder that uses nothing left is not part of a circle; what remains in the end is.
        var left = Rooms.Uses.ToList();
        while (left.RemoveAll(u => !left.Exists(next => next.From == u.To)) > 0)
        {
        }
        Expect.None(left);
    }

    /// <summary>Guards the guard: uses in methods, in lambdas and in async methods are seen.</summary>
    [Theory]
    [InlineData("App", "Operations")]
    [InlineData("Delivery", "Connectors")]
    [InlineData("Organisations", "Registry")]
    [InlineData("Program", "App")]
    public void Known_uses_are_seen(string from, string to) =>
        Assert.Contains(Rooms.Uses, u => u.From == from && u.To == to);
}
