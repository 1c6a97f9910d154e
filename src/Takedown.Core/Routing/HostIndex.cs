using System.Collections.Frozen;
using Takedown.Core.Targets;

namespace Takedown.Core.Routing;

/// <summary>
/// Finds the platform responsible for a URL. The longest match wins: more host labels first (a star counts as one),
/// then a plain host before a star, a given port before any port, and the longest path. If two platforms have the same
/// pattern, the lower id wins, so that the result does not depend on the order of registration.
/// </summary>
public sealed class HostIndex
{
    private readonly FrozenDictionary<string, Patterns>.AlternateLookup<ReadOnlySpan<char>> _byHost;

    /// <summary>Builds the index, which is immutable.</summary>
    public HostIndex(IEnumerable<(HostPattern Pattern, Guid PlatformId)> patterns)
    {
        var byHost = patterns.GroupBy(p => p.Pattern.Host, StringComparer.Ordinal).ToFrozenDictionary(
            g => g.Key,
            g => new Patterns(Ranked(g.Where(p => !p.Pattern.IsWildcard)), Ranked(g.Where(p => p.Pattern.IsWildcard))),
            StringComparer.Ordinal);
        _byHost = byHost.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>Returns the platform, or null if the host is not registered.</summary>
    public Guid? Find(CanonicalUrl url)
    {
        // A star counts as a label: *.pages.example is longer than pages.example, and as long as www.pages.example. So
        // at every parent domain its wildcard patterns come before its plain ones, and the full name matches no
        // wildcard.
        var rest = url.HostSpan;
        var subdomain = false;
        while (true)
        {
            if (_byHost.TryGetValue(rest, out var found)
                && ((subdomain ? First(found.Wildcards, url) : null) ?? First(found.Plain, url)) is { } platform)
            {
                return platform;
            }
            var dot = rest.IndexOf('.');
            if (dot < 0) return null;
            rest = rest[(dot + 1)..];
            subdomain = true;
        }
    }

    private static (HostPattern, Guid)[] Ranked(IEnumerable<(HostPattern Pattern, Guid PlatformId)> patterns) =>
    [
        .. patterns
            .OrderBy(p => p.Pattern.Port is null)
            .ThenByDescending(p => p.Pattern.Path.Length)
            .ThenBy(p => p.PlatformId),
    ];

    private static Guid? First((HostPattern Pattern, Guid PlatformId)[] ranked, CanonicalUrl url)
    {
        foreach (var (pattern, platform) in ranked) if (pattern.MatchesBelowHost(url)) return platform;
        return null;
    }

    private sealed record Patterns((HostPattern, Guid)[] Plain, (HostPattern, Guid)[] Wildcards);
}
