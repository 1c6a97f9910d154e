using System.Collections.Frozen;
using System.Net;
using System.Text.Json;
using Takedown.Contracts;
using Takedown.Core.Packs;
using Takedown.Core.Targets;

namespace Takedown.Core.SharedTargets;

/// <summary>
/// Whether a target is shared with others who have nothing to do with the claim. A platform or a carrier that blocks it
/// blocks them too, so a second person looks at it first. The known hosts and ranges are public facts
/// (<c>shared-targets.json</c>).
/// </summary>
public static class SharedTargetRules
{
    private static readonly IReadOnlyList<SharedTargetList> Lists = JsonSerializer.Deserialize(
        PackFile.Read("shared-targets.json"), PackJson.Default.IReadOnlyListSharedTargetList)!;

    private static readonly FrozenDictionary<string, SharedTarget>.AlternateLookup<ReadOnlySpan<char>> Hosts =
        Lists.Where(l => l.Kind is not SharedTarget.CdnAddress)
            .SelectMany(l => l.Entries, (list, host) => KeyValuePair.Create(host, list.Kind))
            .ToFrozenDictionary(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly IPNetwork[] Ranges = [.. Lists.Where(l => l.Kind is SharedTarget.CdnAddress)
        .SelectMany(l => l.Entries).Select(range => IPNetwork.Parse(range))];

    /// <summary>
    /// Why the target is shared; null for nearly all. An ordinary URL costs a look-up for each label.
    /// </summary>
    /// <param name="target">The target as sent.</param>
    /// <param name="url">Its URL; null where it has none.</param>
    public static SharedTarget? Of(Target target, CanonicalUrl? url)
    {
        if (url is null) return IsDomain(target) ? SharedTarget.WholeDomain : null;
        if (url.IsAddress) return IsOfCdn(url.HostSpan) ? SharedTarget.CdnAddress : SharedTarget.Address;
        return Listed(url.HostSpan)
            ?? (IsDomain(target) || (url.IsWholeHost && !IsNarrowed(target, url)) ? SharedTarget.WholeDomain : null);
    }

    /// <summary>
    /// A hosting root is shared itself, while a site below it is its owner's. What lies below the host of a CDN is
    /// delivered from the same machines as everything else there.
    /// </summary>
    private static SharedTarget? Listed(ReadOnlySpan<char> host)
    {
        if (Hosts.TryGetValue(host, out var kind)) return kind;
        for (var dot = host.IndexOf('.'); dot >= 0; dot = host.IndexOf('.'))
        {
            host = host[(dot + 1)..];
            if (Hosts.TryGetValue(host, out kind) && kind is SharedTarget.CdnHost) return kind;
        }
        return null;
    }

    /// <summary>Whether something beside the URL says which part of the host is meant.</summary>
    private static bool IsNarrowed(Target target, CanonicalUrl url) =>
        url.Route is not null || target.Locator?.Count(char.IsLetterOrDigit) >= 2 || TargetParts.Any(target);

    private static bool IsDomain(Target target) => target.Type is "domain";

    private static bool IsOfCdn(ReadOnlySpan<char> host) =>
        IPAddress.TryParse(host.Trim("[]"), out var address) && Array.Exists(Ranges, r => r.Contains(address));
}
