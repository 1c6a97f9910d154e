namespace Takedown.Architecture.Tests;

/// <summary>A folder of the server uses only folders on floors below its own (src/README.md, "Floors").</summary>
public sealed class FloorTests
{
    /// <summary>
    /// TEMPORARY: these go with the one write path of a notice, in which strikes are a consequence. Then this list is
    /// empty and is removed.
    /// </summary>
    private static readonly (string From, string To)[] Temporary =
    [
        ("Responses", "Accounts"),
        ("Claims", "Accounts"),
        ("Deadlines", "Accounts"),
    ];

    private static IEnumerable<Use> Uses => Rooms.Uses.Where(u => !Temporary.Contains((u.From, u.To)));

    [Fact]
    public void Every_folder_has_a_floor() =>
        Expect.None(Rooms.Uses.SelectMany(u => new[] { u.From, u.To }).Distinct().Except(Rooms.FloorOf.Keys));

    [Fact]
    public void A_folder_uses_lower_floors_only() =>
        Expect.None(Uses.Where(u => Rooms.FloorOf[u.To] >= Rooms.FloorOf[u.From]));

    [Fact]
    public void No_feature_uses_another() =>
        Expect.None(Uses.Where(u => Rooms.IsFeature(u.From) && Rooms.IsFeature(u.To)));

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

    /// <summary>Guards the guard: uses in an async method, in a lambda, by attribute and by a constant are seen.</summary>
    [Theory]
    [InlineData("App", "Operations")]
    [InlineData("Delivery", "Connectors")]
    [InlineData("Organisations", "Registry")]
    [InlineData("Program", "App")]
    public void Known_uses_are_seen(string from, string to) => Assert.Contains(Rooms.Uses, u => u.From == from && u.To == to);

    [Fact]
    public void Temporary_exceptions_are_still_needed() =>
        Expect.None(Temporary.Where(t => !Rooms.Uses.Any(u => (u.From, u.To) == t)));
}
