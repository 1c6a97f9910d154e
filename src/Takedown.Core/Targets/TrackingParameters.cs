using System.Collections.Frozen;
using System.Text.Json;
using Takedown.Core.Packs;

namespace Takedown.Core.Targets;

/// <summary>
/// Query parameters that say how a reader came to a page and never which page it is; from the default pack. Names
/// that select material anywhere (<c>id</c>, <c>from</c>, <c>ref</c>, a share's password) must not be on the list:
/// a needless parameter costs a missed duplicate, a wrong one costs a notice.
/// </summary>
public static class TrackingParameters
{
    private static readonly FrozenSet<string> ExactNames;
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> ByName;
    private static readonly string[] NamePrefixes;

    static TrackingParameters()
    {
        using var list = JsonDocument.Parse(PackFile.Read("default/tracking-parameters.json"));
        ExactNames = Strings(list, "names").ToFrozenSet(StringComparer.OrdinalIgnoreCase);
        ByName = ExactNames.GetAlternateLookup<ReadOnlySpan<char>>();
        NamePrefixes = Strings(list, "prefixes");
    }

    /// <summary>Names, of any case.</summary>
    public static IReadOnlyCollection<string> Names => ExactNames;

    /// <summary>Beginnings of names, of any case.</summary>
    public static IReadOnlyList<string> Prefixes => NamePrefixes;

    /// <summary>Whether a parameter's name is on the list.</summary>
    public static bool Contains(ReadOnlySpan<char> name)
    {
        if (ByName.Contains(name)) return true;
        foreach (var prefix in NamePrefixes)
            if (name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)) return true;
        return false;
    }

    private static string[] Strings(JsonDocument list, string property) =>
        [.. list.RootElement.GetProperty(property).EnumerateArray().Select(e => e.GetString()!)];
}
