namespace Takedown.Server.Tests.Documents;

/// <summary>Shows all faults of the pages at once, where <c>Assert.Empty</c> would cut them off.</summary>
internal static class PageFaults
{
    public static void None(IEnumerable<string?> faults)
    {
        var found = faults.OfType<string>().Distinct().ToList();
        Assert.True(found.Count == 0, string.Join('\n', found));
    }
}
