using System.Collections.Frozen;
using System.Text.Json;
using Takedown.Core.Packs;

namespace Takedown.Core.Targets;

/// <summary>
/// Query parameters that record how a reader reached a page and never select the page; from the default pack. A name
/// that selects material on any site (<c>id</c>, <c>from</c>, <c>ref</c>, the password of a share) must not be listed:
/// a missing entry costs a missed duplicate, a wrong entry costs a notice.
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

    /// <summary>Full names, compared without case.</summary>
    public static IReadOnlyCollection<string> Names => ExactNames;

    /// <summary>Prefixes of names, compared without case.</summary>
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
