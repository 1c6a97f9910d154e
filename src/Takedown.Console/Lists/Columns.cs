using System.Globalization;
using Takedown.Screens.Access;

namespace Takedown.Screens.Lists;

/// <summary>
/// The columns that a reader chose: their places in the address, such as <c>columns=1,3,4</c>, so that a saved view and
/// a link keep them.
/// </summary>
internal static class Columns
{
    public const string Name = "columns";

    /// <summary>The choice as it stands in an address; null for all columns.</summary>
    public static string? Of(Screen screen) =>
        string.Join(',', Places(screen.Http.Request.Query[Name].OfType<string>())) is { Length: > 0 } text
            ? text : null;

    /// <summary>Whether a column is shown. The first leads to the row's page and always is.</summary>
    public static Func<int, bool> Chosen(Screen screen) =>
        Of(screen) is { } text && Places([text]).ToHashSet() is var places
            ? place => place == 0 || places.Contains(place + 1) : _ => true;

    private static IEnumerable<int> Places(IEnumerable<string> given) => given
        .SelectMany(v => v.Split(',', StringSplitOptions.TrimEntries))
        .Select(v => int.TryParse(v, NumberStyles.None, CultureInfo.InvariantCulture, out var place) ? place : 0)
        .Where(place => place is > 0 and < 100).Distinct().Order();
}
