using Takedown.Contracts;

namespace Takedown.Screens.Operators;

/// <summary>A host on which notices were sent and which no platform has.</summary>
/// <param name="Host">The host.</param>
/// <param name="Items">Number of items.</param>
/// <param name="Claimants">Number of claimants.</param>
/// <param name="Last">When the last item came.</param>
/// <param name="Platforms">Platforms that have hosts of the same site.</param>
internal sealed record UnroutedHost(
    string Host, int Items, int Claimants, DateTimeOffset Last, IReadOnlyList<PlatformListing> Platforms)
{
    /// <summary>
    /// Second-level names under which sites are registered: <c>shop.com.cn</c> is one, <c>com.cn</c> not.
    /// </summary>
    private static readonly HashSet<string> Shared = new(StringComparer.Ordinal)
    {
        "ac", "co", "com", "edu", "gov", "net", "org",
    };

    /// <summary>Hosts, the most wanted first. Items without a host are none.</summary>
    public static IReadOnlyList<UnroutedHost> Of(
        IEnumerable<UnroutedItem> items, IReadOnlyList<PlatformListing> platforms)
    {
        var sites = platforms.SelectMany(p => p.Hosts.Select(h => (Site: SiteOf(h), Platform: p)))
            .ToLookup(p => p.Site, p => p.Platform, StringComparer.Ordinal);
        return [.. items.Where(i => i.Host is not null).GroupBy(i => i.Host!, StringComparer.Ordinal)
            .Select(g => new UnroutedHost(
                g.Key, g.Count(), g.Select(i => i.ClaimantId).Distinct().Count(), g.Max(i => i.At),
                [.. sites[SiteOf(g.Key)].DistinctBy(p => p.Id)]))
            .OrderByDescending(h => h.Items).ThenBy(h => h.Host, StringComparer.Ordinal)];
    }

    /// <summary>The name under which a host was probably registered.</summary>
    internal static string SiteOf(string host)
    {
        var labels = host.Split('/')[0].Split(':')[0].Split('.');
        if (labels.Length < 3) return string.Join('.', labels);
        var kept = labels[^1].Length == 2 && Shared.Contains(labels[^2]) ? 3 : 2;
        return string.Join('.', labels[^kept..]);
    }
}
