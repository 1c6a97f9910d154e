using Takedown.Contracts;
using Takedown.Core.Policies;
using Takedown.Core.Targets;
using Takedown.Server.Http;
using Takedown.Server.Notices;
using Takedown.Server.Registry;

namespace Takedown.Server.Intake;

/// <summary>Validates an item and selects its platform, regime and policy, or reports all its faults.</summary>
internal sealed class Assessment(RegistrySnapshot registry, Organisation claimant, TimeProvider time)
{
    private readonly Party self = new()
    {
        Name = claimant.Name,
        Email = claimant.Email,
        Phone = claimant.Phone,
        Address = claimant.Address,
        Country = claimant.Country.Length == 2 ? claimant.Country : null,
    };

    private readonly StoredNoticeJson stored = new();

    public JudgedItem Judge(ParsedItem item, NoticeInput? defaults) =>
        item.Notice is { } notice ? Judge(item, notice.WithDefaults(defaults), defaults is null) : new JudgedItem
        {
            Index = item.Index,
            Digest = item.Digest,
            ClientRef = item.ClientRef,
            Faults = item.Faults,
            Content = RefusedItem.TextOf(item),
        };

    private JudgedItem Judge(ParsedItem item, NoticeInput given, bool isAsSent)
    {
        // The claimant is responsible for the notice: its registered details fill in the omitted fields.
        var notice = given with { RightsHolder = given.RightsHolder.WithDefaults(self) };
        List<InputFault> faults = [.. item.Faults];
        NoticeValidator.Check(notice, time.GetUtcNow(), faults);
        var url = Locate(notice, faults);
        var platform = FindPlatform(notice, url, faults, out var isUnknown);
        var regime = FindRegime(notice, platform, faults);
        if (regime is not null) RegimeRules.For(regime).Check(notice, faults);
        var route = platform is null || faults.Count > 0 ? null : RouteTo(platform, regime!, notice, url);
        notice.Regime = route?.Regime ?? notice.Regime;
        return new()
        {
            Index = item.Index,
            Digest = item.Digest,
            ClientRef = notice.ClientRef,
            Route = route,
            Faults = faults,
            Unrouted = isUnknown && faults.Count == 1,
            Host = url?.Host,
            Content = faults.Count > 0 ? RefusedItem.TextOf(item) : stored.Of(given, notice, isAsSent ? item.Sent.Span : []),
        };
    }

    private Route RouteTo(Organisation platform, Regime regime, NoticeInput notice, CanonicalUrl? url)
    {
        var target = TargetText(notice, url);
        return new Route(
            platform,
            regime.Code,
            registry.Policies.Choose(new PolicyQuery(
                PolicyRegime(regime, platform), platform.ServiceType, notice.Work?.Type, claimant.Tier ?? Tier.Ordinary,
                platform.Country)),
            target,
            DuplicateKey.Of(claimant.Id, platform.Id, target, DuplicateKey.WorkIdentity(notice.Work)));
    }

    private static CanonicalUrl? Locate(NoticeInput notice, List<InputFault> faults)
    {
        if (notice.Target?.Url is not { } text) return null;
        var fault = CanonicalUrl.Parse(text, out var url);
        if (fault is not UrlFault.None) faults.Add("/target/url", fault.Code());
        return url;
    }

    /// <param name="notice">The notice.</param>
    /// <param name="url">The URL of its target.</param>
    /// <param name="faults">Receives the reason if no platform is found.</param>
    /// <param name="isUnknown">Whether the notice names a platform or a host that is not registered.</param>
    private Organisation? FindPlatform(
        NoticeInput notice, CanonicalUrl? url, List<InputFault> faults, out bool isUnknown)
    {
        var found = notice.PlatformId ?? (url is null ? null : registry.Hosts.Find(url));
        var platform = found is { } id ? registry.Platforms.GetValueOrDefault(id) : null;
        isUnknown = platform is null && (notice.PlatformId is not null || url is not null);
        if (isUnknown) faults.Add(notice.PlatformId is null ? "/target/url" : "/platformId", "platform.unknown");
        else if (platform is null && notice.Target?.Url is null) faults.Add("/platformId", "platform.required");
        return platform;
    }

    private Regime? FindRegime(NoticeInput notice, Organisation? platform, List<InputFault> faults)
    {
        var code = notice.Regime ?? (platform is null ? null : RegimeOf(platform));
        if (code is not null && registry.Regimes.TryGetValue(code, out var regime)) return regime;
        if (code is not null) faults.Add("/regime", "regime.unknown", JsonErrors.Shorten(code));
        else if (platform is not null) faults.Add("/regime", "field.required");
        return null;
    }

    /// <summary>
    /// A regime for orders of courts and authorities sets deadlines only for claimants with a tier granted by the
    /// operator. For other claimants, the regime of the platform selects the policy.
    /// </summary>
    private string PolicyRegime(Regime regime, Organisation platform) =>
        regime.OnlyTier is { } earned && claimant.Tier != earned ? RegimeOf(platform) ?? "" : regime.Code;

    /// <summary>The default regime for notices to a platform.</summary>
    private string? RegimeOf(Organisation platform) =>
        platform.Regime ?? registry.RegimeByCountry.GetValueOrDefault(platform.Country);

    /// <summary>
    /// Identity of the target: the URL and the locator, or the type, the account id and the locator.
    /// </summary>
    private static string TargetText(NoticeInput notice, CanonicalUrl? url)
    {
        var target = notice.Target!;
        var locator = string.IsNullOrWhiteSpace(target.Locator) ? "" : "\n" + target.Locator.Trim();
        return url is not null ? url.Identity + locator : $"{target.Type ?? "other"}:{target.Account?.Id}{locator}";
    }
}
