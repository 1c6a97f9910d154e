using System.Collections.Frozen;
using Takedown.Contracts;
using Takedown.Core.Targets;

namespace Takedown.Core.NeverTouch;

/// <summary>A list of what is never claimed, as it is searched.</summary>
public sealed class NeverTouchSet
{
    private readonly FrozenDictionary<string, NeverTouchEntry[]> byUrl;
    private readonly FrozenDictionary<string, NeverTouchEntry[]> byAccount;
    private readonly FrozenDictionary<string, NeverTouchEntry[]>.AlternateLookup<ReadOnlySpan<char>> byHost;

    /// <param name="entries">Entries without faults (<see cref="NeverTouchFaults"/>).</param>
    public NeverTouchSet(IReadOnlyList<NeverTouchEntry> entries)
    {
        byUrl = Index(entries, e => e.Url is null ? null : NeverTouchFaults.IdentityOf(e.Url));
        byAccount = Index(entries, e => AccountText.Of(e.Account));
        byHost = Index(entries, e => e.Host is null ? null : NeverTouchFaults.HostOf(e.Host))
            .GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>The entry that covers a target; null if none does.</summary>
    /// <param name="target">The target, with its account in normal form.</param>
    /// <param name="url">Its URL; null where it has none.</param>
    /// <param name="platform">The platform that would get the notice; null if it is not known.</param>
    /// <param name="today">The day, in UTC.</param>
    public NeverTouchEntry? Find(Target target, CanonicalUrl? url, Guid? platform, DateOnly today) =>
        (url is null ? null : First(byUrl.GetValueOrDefault(url.Identity), platform, today) ?? OfHost(url, today))
        ?? (target.Account?.Id is { } account ? First(byAccount.GetValueOrDefault(account), platform, today) : null);

    private NeverTouchEntry? OfHost(CanonicalUrl url, DateOnly today)
    {
        var host = url.HostSpan;
        while (true)
        {
            if (byHost.TryGetValue(host, out var found) && First(found, null, today) is { } entry) return entry;
            var dot = url.IsAddress ? -1 : host.IndexOf('.');
            if (dot < 0) return null;
            host = host[(dot + 1)..];
        }
    }

    private static NeverTouchEntry? First(NeverTouchEntry[]? entries, Guid? platform, DateOnly today) =>
        entries is null ? null : Array.Find(entries, e =>
            !(e.Until < today) && (e.PlatformId is null || e.PlatformId == platform));

    private static FrozenDictionary<string, NeverTouchEntry[]> Index(
        IReadOnlyList<NeverTouchEntry> entries, Func<NeverTouchEntry, string?> key) => entries
        .Select(e => (Key: key(e), Entry: e)).Where(e => e.Key is not null)
        .GroupBy(e => e.Key!, e => e.Entry, StringComparer.Ordinal)
        .ToFrozenDictionary(g => g.Key, g => g.ToArray(), StringComparer.Ordinal);
}
