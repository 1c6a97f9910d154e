using Takedown.Contracts;
using Takedown.Core.Policies;
using Takedown.Core.Targets;
using Takedown.Server.Http;
using Takedown.Server.Notices;
using Takedown.Server.Registry;

namespace Takedown.Server.Intake;

/// <summary>Decides where an item goes, or says everything that keeps it from going there.</summary>
internal sealed class Assessment(RegistrySnapshot registry, Organisation claimant, NoticeValidator shape)
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

    /// <param name="item">What is to be judged.</param>
    /// <param name="sent">The notice's JSON as it came; empty where something else stands for it.</param>
    public void Assess(Item item, ReadOnlySpan<byte> sent)
    {
        var given = item.Notice!;
        // Who sends the notice answers for it: its registered details stand in for what the item leaves out.
        var notice = given with { RightsHolder = given.RightsHolder.WithDefaults(self) };
        Decide(item, notice);
        item.Content = stored.Of(given, item.Route is { } route ? notice with { Regime = route.Regime } : notice, sent);
        // A chunk waits for its turn, and all it holds is moved about by the garbage collector.
        item.Notice = new() { ClientRef = notice.ClientRef, Target = new() { Account = notice.Target?.Account } };
    }

    private void Decide(Item item, NoticeInput notice)
    {
        item.Faults.AddRange(shape.Validate(notice).Faults());
        var url = Locate(item, notice);
        var platform = FindPlatform(item, notice, url);
        var regime = FindRegime(item, notice, platform);
        if (regime is not null) item.Faults.AddRange(RegimeRules.For(regime).Check(notice));
        if (platform is null || item.Faults.Count > 0)
        {
            item.Unrouted = item.Faults is [{ Code: "platform.unknown" }];
            return;
        }
        var target = TargetText(notice, url);
        item.Route = new Route(
            platform,
            regime!.Code,
            registry.Policies.Choose(new PolicyQuery(
                PolicyRegime(regime, platform), platform.ServiceType, notice.Work?.Type, claimant.Tier ?? Tier.Ordinary, platform.Country)),
            target,
            DuplicateKey.Of(claimant.Id, platform.Id, target, DuplicateKey.WorkIdentity(notice.Work)));
    }

    private static CanonicalUrl? Locate(Item item, NoticeInput notice)
    {
        if (notice.Target?.Url is not { } text) return null;
        var fault = CanonicalUrl.Parse(text, out var url);
        if (fault is not UrlFault.None) item.Faults.Add(new("/target/url", fault.Code()));
        item.Host = url?.Host;
        return url;
    }

    private Organisation? FindPlatform(Item item, NoticeInput notice, CanonicalUrl? url)
    {
        if (notice.PlatformId is { } named)
        {
            if (registry.Platforms.TryGetValue(named, out var platform)) return platform;
            item.Faults.Add(new("/platformId", "platform.unknown"));
        }
        else if (url is not null)
        {
            if (registry.Hosts.Find(url) is { } found) return registry.Platforms[found];
            item.Faults.Add(new("/target/url", "platform.unknown"));
        }
        else if (notice.Target?.Url is null)
        {
            item.Faults.Add(new("/platformId", "platform.required"));
        }
        return null;
    }

    private Regime? FindRegime(Item item, NoticeInput notice, Organisation? platform)
    {
        var code = notice.Regime ?? platform?.Regime ?? (platform is null ? null : OfCountry(platform.Country));
        if (code is not null && registry.Regimes.TryGetValue(code, out var regime)) return regime;
        if (code is not null) item.Faults.Add(new("/regime", "regime.unknown", JsonErrors.Shorten(code)));
        else if (platform is not null) item.Faults.Add(new("/regime", "field.required"));
        return null;
    }

    /// <summary>An order is a court's or an authority's: its clocks are for those the operator granted its tier.</summary>
    private string PolicyRegime(Regime regime, Organisation platform) =>
        regime.OnlyTier is { } earned && claimant.Tier != earned ? platform.Regime ?? OfCountry(platform.Country) ?? "" : regime.Code;

    private static string? OfCountry(string country) =>
        country == "CN" ? "cn-copyright"
        : country == "US" ? "us-dmca"
        : Core.Routing.Region.IsWithin(country, "EU") ? "eu-dsa"
        : null;

    /// <summary>What makes the target this target: the URL, what finds it inside, and the account where that is the target.</summary>
    private static string TargetText(NoticeInput notice, CanonicalUrl? url)
    {
        var target = notice.Target!;
        var locator = string.IsNullOrWhiteSpace(target.Locator) ? "" : "\n" + target.Locator.Trim();
        return url is not null ? url.Identity + locator : $"{target.Type ?? "other"}:{target.Account?.Id}{locator}";
    }
}
