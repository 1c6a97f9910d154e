namespace Takedown.Architecture.Tests;

internal static class Expect
{
    /// <summary>Fails with all that was found, where xunit would show the first few.</summary>
    public static void None<T>(IEnumerable<T> found) => Assert.Equal("", string.Join(Environment.NewLine, found));
}
